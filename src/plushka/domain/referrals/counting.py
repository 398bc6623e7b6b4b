"""The company's invitations of a month are counted in one row, under its lock (T32)."""

import datetime as dt

from django.db.models import F

from plushka.domain.referrals.models import MonthCount
from plushka.domain.referrals.refusals import InvitationLimitReached
from plushka.domain.referrals.standing import month_of
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id


def count(*, most: int, zone: str, at: dt.datetime) -> None:
    """Count one more, or refuse it as ``InvitationLimitReached``; then nothing is counted."""
    values = {
        "tenant": current_tenant(),
        "id": new_id(),
        "month": month_of(at, zone),
        "most": most,
    }
    [rows] = run(raw(), [Statement("count_month", load(__package__, "count_month"), values)])
    if not rows:
        raise InvitationLimitReached("company")


def give_back(*, zone: str, made_at: dt.datetime) -> None:
    """Count one less of the month in which it was made: it was as good as never made."""
    counted = MonthCount.objects.filter(month=month_of(made_at, zone), used__gt=0)
    counted.update(used=F("used") - 1)
