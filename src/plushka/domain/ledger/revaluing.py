"""A point is worth something else from a moment on: it is planned, and the sweep carries it out.

Both run in the tenant's transaction that the caller opened.
"""

import datetime as dt
from uuid import UUID

from plushka.domain.ledger.models import Conversion
from plushka.domain.ledger.operations import open_book, save
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

CLOCKS_DIFFER = dt.timedelta(minutes=10)
"""So near to its moment a change is not withdrawn: elsewhere it may have come already."""


class ValueAboutToChange(Exception):  # noqa: N818 - said in the trade's words
    """A change of what a point is worth is too near to be withdrawn."""

    def __init__(self, *, at: dt.datetime) -> None:
        super().__init__(f"the value of a point changes at {at.isoformat()}; publish after that")


def plan(
    *,
    before: int,
    after: int,
    currency: str,
    version: UUID,
    valid_from: dt.datetime,
    at: dt.datetime,
) -> Conversion | None:
    """Say what a point is worth from a moment on, in kopecks; None where that changes nothing.

    ``before`` is what it was worth until then as far as programmes tell. What
    was planned for that moment or later, and has not come yet, is withdrawn.
    Refuses ``ValueAboutToChange``.
    """
    planned = Conversion.objects.filter(at__gte=valid_from, at__gt=at)
    nearest = planned.order_by("at", "number").values_list("at", flat=True).first()
    if nearest is not None and nearest <= at + CLOCKS_DIFFER:
        raise ValueAboutToChange(at=nearest)
    planned.delete()
    last = Conversion.objects.order_by("number").last()
    if last is not None:
        before = last.after
    if before == after:
        return None
    made: Conversion = Conversion.objects.create(
        tenant_id=current_tenant(),
        number=last.number + 1 if last else 1,
        at=valid_from,
        before=before,
        after=after,
        currency=currency,
        programme_version=version,
    )
    return made


def convert(*, at: dt.datetime, most: int = 1000) -> int:
    """Convert at most so many accounts more; give how many were looked at.

    It decides nothing (T2): without it every balance is the same. How far it
    has come is written with what it did, so one that was cut off goes on there.
    """
    due = Conversion.objects.filter(at__lte=at, done_at__isnull=True)
    conversion = due.select_for_update(of=("self",)).order_by("number").first()
    if conversion is None:
        return 0
    values = {"tenant": current_tenant(), "after": conversion.done_up_to, "most": most}
    sql = load(__package__, "find_to_convert")
    [rows] = run(raw(), [Statement("find_to_convert", sql, values)])
    accounts: list[UUID] = [account for (account,) in rows]
    if accounts:
        book = open_book(accounts=accounts, moment=at)
        for account in accounts:
            book.expire(account)
        save(book)
        conversion.done_up_to = accounts[-1]
    if len(accounts) < most:
        conversion.done_at = at
    conversion.save(update_fields=["done_up_to", "done_at"])
    return len(accounts)
