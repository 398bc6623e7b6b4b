"""What sending costs, and whether advertising may still cost anything."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Sum

from plushka.domain.messaging import funds
from plushka.domain.messaging.models import Attempt, Nature
from plushka.domain.messaging.policy import Rules
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place

if TYPE_CHECKING:
    from plushka.domain.messaging.delivering import Outcome


def priced(outcomes: Sequence["Outcome"]) -> Iterator[tuple["Outcome", int | None]]:
    """Give with each outcome what it cost, in kopecks; None where nobody says."""
    for one in outcomes:
        yield one, one.cost


def is_money_left(rules: Rules, *, at: dt.datetime) -> bool:
    """Tell whether there is money for advertising: put in, and within this month's budget."""
    left = funds.get_left()
    if left is not None and left.balance <= 0:
        return False
    if rules.advertising_budget is None:
        return True
    zone = ZoneInfo(get_place(current_tenant()).zone)
    local = at.astimezone(zone)
    begins = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    rows = Attempt.objects.filter(nature=Nature.ADVERTISING, started_at__gte=begins)
    spent = rows.aggregate(spent=Sum("cost"))["spent"] or 0
    return spent < rules.advertising_budget
