"""Sales in a list, newest first, a page at a time; also returns and consents of one member.

A page looks at a bounded number of sales, so that a rare filter takes no longer among millions.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from plushka.domain.members.queries import merged_into
from plushka.domain.sales.models import Return, Sale
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

PAGE = 50
MOST_LOOKED = 20_000
"""Sales that are looked at for one page of a filter without an index."""

_EARLIEST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
_LATEST = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
_LAST_ID = UUID(int=2**128 - 1)


@dataclass(frozen=True, slots=True)
class AskedSales:
    """Which sales are listed; half-open in time. What is left out narrows nothing."""

    since: dt.datetime = _EARLIEST
    until: dt.datetime = _LATEST
    outlet: UUID | None = None
    #: As tills send it, or a part of it; case does not count.
    staff: str = ""
    member: UUID | None = None
    #: The whole number of a receipt.
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A sale in a list: kopecks, and hundredths of points."""

    id: UUID
    at: dt.datetime
    receipt: str
    outlet_id: UUID
    member_id: UUID | None
    staff: str
    total: int
    discount: int
    redeemed: int
    to_pay: int
    accrued: int
    #: What came back of it, in kopecks.
    money_back: int


@dataclass(frozen=True, slots=True)
class SalesPage:
    """Some sales; ``after`` is which the next page comes after, None on the last page."""

    rows: tuple[SaleRow, ...]
    after: UUID | None
    looked: int


def find_sales(asked: AskedSales, *, after: UUID | None = None, limit: int = PAGE) -> SalesPage:
    """Give the next sales of a list, newest first, after one of them."""
    place = _place(after)
    if after is not None and place is None:
        return SalesPage((), None, 0)
    before, before_id = place or (_LATEST, _LAST_ID)
    values: dict[str, Any] = {
        "tenant": current_tenant(),
        "since": asked.since,
        "until": asked.until,
        "before": before,
        "before_id": before_id,
        "outlet": asked.outlet,
        "staff": asked.staff.casefold(),
        "members": [asked.member, *merged_into(asked.member)] if asked.member else [],
        "receipt": asked.receipt,
        "look": MOST_LOOKED if asked.outlet or asked.staff else limit + 1,
        "limit": limit + 1,
    }
    name = "list_sales"
    if asked.member is not None:
        name = "list_sales_of_member"
    elif asked.receipt:
        name = "list_sales_with_receipt"
    [rows] = run(raw(), [Statement(name, load(__package__, name), values)])
    found = [SaleRow(*row[:12]) for row in rows if row[0] is not None]
    looked, last = (rows[0][12], rows[0][13]) if rows else (0, None)
    if len(found) > limit:
        return SalesPage(tuple(found[:limit]), found[limit - 1].id, looked)
    is_short = looked >= MOST_LOOKED
    return SalesPage(tuple(found), last if is_short else None, looked)


def _place(after: UUID | None) -> tuple[dt.datetime, UUID] | None:
    if after is None:
        return None
    found: tuple[dt.datetime, UUID] | None = (
        Sale.objects.filter(id=after).values_list("at", "id").first()
    )
    return found


def find_returns(
    *, member_id: UUID, limit: int, after: UUID | None = None, outlet_id: UUID | None = None
) -> list[Return]:
    """Give what a member brought back, with receipts and without, newest first."""
    people = [member_id, *merged_into(member_id)]
    found = Return.objects.filter(Q(sale__member_id__in=people) | Q(member_id__in=people))
    if after is not None:
        found = found.filter(id__lt=after)
    if outlet_id is not None:
        found = found.filter(outlet_id=outlet_id)
    return list(found.select_related("outlet", "sale").order_by("-id")[:limit])
