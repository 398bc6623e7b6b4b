"""What sales bring about beside themselves: rules hear of them from the outbox (T39).

A reader of our own goes through the events, oldest first. What a purchase, a
payment with points, a supplier's goods sold or a tier reached yields is
applied; what came back is taken back. Where a sale came back before it was
read, what remains of it is what happened.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from uuid import UUID

from django.db.models import Sum

from plushka.domain.effects import operations as effects
from plushka.domain.effects import queries as applied
from plushka.domain.effects.happening import Happening
from plushka.domain.effects.operations import Back
from plushka.domain.events import queries as events
from plushka.domain.events import readers
from plushka.domain.events.queries import Happened
from plushka.domain.programmes import queries as programmes
from plushka.domain.sales.models import ReturnLine, Sale, SaleLine
from plushka.domain.sales.moments import Sold, moments_of
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import get_place
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

READER = "effects"
ACTOR = "system:rules"

_BACK = "sale_returned"
_BOUGHT = frozenset({"sale_recorded", "sale_claimed"})
_TRIGGERS = ("purchase", "redemption", "supplier_sale", "achievement")


def follow(*, at: dt.datetime, most: int = 200) -> int:
    """Read what is new in the outbox, at most so many events; give how many that were.

    As many as ``most`` where more is waiting. Runs in the tenant's transaction
    and moves the reader on in it, so what was read was also done.
    """
    cursor = readers.lock(READER)
    found = events.after(cursor=cursor, limit=most)
    if not found:
        return 0
    together = leading(found)
    apply(together, at=at)
    readers.move(READER, together[-1].cursor)
    return most if len(together) < len(found) else len(found)


def leading(found: Sequence[Happened]) -> list[Happened]:
    """Give the first events up to where it changes whether something came back.

    Each of the two locks the accounts it needs at once, so one transaction does one of them.
    """
    is_back = found[0].type == _BACK
    return list(takewhile(lambda event: (event.type == _BACK) is is_back, found))


def apply(found: Sequence[Happened], *, at: dt.datetime) -> None:
    """Apply what events bring about: all of them returns, or none."""
    if found[0].type == _BACK:
        _take_back(found, at=at)
    else:
        _happen(found, at=at)


def _happen(found: Sequence[Happened], *, at: dt.datetime) -> None:
    zone = get_place(current_tenant()).zone
    recorded = {UUID(one.data["sale"]): one for one in found if one.type in _BOUGHT}
    moved = [one for one in found if one.type == "tier_moved" and one.member_id is not None]
    moments = {(trigger, one.at) for one in (*recorded.values(), *moved) for trigger in _TRIGGERS}
    if not effects.is_heard(moments, zone=zone):
        return
    told: list[Happening] = []
    sold = _sold(recorded)
    suppliers = applied.suppliers()
    for sale, event in recorded.items():
        if sale in sold:
            told += moments_of(sold[sale], suppliers)
            if event.data["tier_changed"]:
                told += _climbed(sold[sale])
    told += _moved(moved, zone=zone)
    effects.happen(told, at=at, actor=ACTOR)


def _climbed(sold: Sold) -> Iterator[Happening]:
    """Give the moment at which a purchase led to a tier (R17)."""
    sale, tier = sold.sale, sold.sale.outcome["tier"]
    if sale.member_id is not None and any(_left(sold)):
        yield effects.reached(
            sale.member_id,
            tier=tier,
            at=sale.at,
            source_kind="SALE",
            source_id=sale.id,
        )


def _left(sold: Sold) -> Iterator[bool]:
    return (sold.returned.get(line.number, 0) < line.quantity for line in sold.lines)


def _moved(found: Sequence[Happened], *, zone: str) -> Iterator[Happening]:
    """Give the moments at which a look at tiers, or a hand, moved somebody up."""
    if not found:
        return
    versions = programmes.rules(zone=zone)
    for event in found:
        before, tier = event.data["before"], event.data["tier"]
        ladder = versions.at(event.at).ladder
        if event.member_id and tier != before and ladder.higher(before, tier) == tier:
            yield effects.reached(
                event.member_id,
                tier=tier,
                at=event.at,
                source_kind="EVENT",
                source_id=event.id,
            )


def _take_back(found: Sequence[Happened], *, at: dt.datetime) -> None:
    returns = {UUID(one.data["sale"]): one for one in found}
    if not effects.was_applied(source_kind="SALE", sources=returns):
        return
    sold, suppliers = _sold(returns), applied.suppliers()
    backs = [
        Back(sale, UUID(event.data["return"]), event.at, tuple(moments_of(sold[sale], suppliers)))
        for sale, event in returns.items()
        if sale in sold
    ]
    effects.take_back(backs, at=at, actor=ACTOR, zone=get_place(current_tenant()).zone)


def _sold(sales: Mapping[UUID, object]) -> dict[UUID, Sold]:
    """Load sales with their lines, and what of them is back by now."""
    outlets = dict(Outlet.objects.values_list("id", "code"))
    lines: defaultdict[UUID, list[SaleLine]] = defaultdict(list)
    for line in SaleLine.objects.filter(sale_id__in=sales).order_by("sale_id", "number"):
        lines[line.sale_id].append(line)
    returned: defaultdict[UUID, dict[int, int]] = defaultdict(dict)
    back = ReturnLine.objects.filter(sale_return__sale_id__in=sales)
    for sale, number, quantity in (
        back.values("sale_return__sale_id", "number")
        .annotate(n=Sum("quantity"))
        .values_list("sale_return__sale_id", "number", "n")
    ):
        returned[sale][number] = quantity
    then = _then(list(sales))
    return {
        sale.id: Sold(
            sale,
            lines[sale.id],
            outlets[sale.outlet_id],
            returned[sale.id],
            then.get(sale.id, {}),
        )
        for sale in Sale.objects.filter(id__in=sales)
    }


def _then(sales: Sequence[UUID]) -> dict[UUID, dict[str, object]]:
    values = {"tenant": current_tenant(), "sales": list(sales)}
    sql = load(__package__ or "", "standings_then")
    [rows] = run(raw(), [Statement("standings_then", sql, values)])
    return {
        sale: {
            "tier": tier,
            "paid_total": paid,
            "n_purchases": n_purchases,
            "last_purchase_at": last_at,
        }
        for sale, tier, paid, n_purchases, last_at in rows
    }
