"""The purchases of two members become one person's, and two people's again (T33).

Both accounts are locked, so nobody writes a summary meanwhile.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

import msgspec
from django.db.models import Sum

from plushka.domain.members.models import PurchaseSummary
from plushka.domain.members.tiers import HAND, Floor, OneFloor, stand, without
from plushka.domain.programmes.tiers import Ladder
from plushka.domain.sales.models import Return, Sale
from plushka.domain.sales.purchases import purchases_of
from plushka.lib.days import local_day


class Bought(msgspec.Struct, frozen=True):
    """What stands of purchases: kopecks, how many, the last, and the last on an earlier day."""

    counted: int
    n: int
    last_at: dt.datetime | None
    previous_at: dt.datetime | None


class Summary(msgspec.Struct, frozen=True):
    """A purchase summary as it was."""

    tier: str
    paid_total: int
    n_purchases: int
    last_purchase_at: dt.datetime | None
    previous_purchase_at: dt.datetime | None
    tier_since: dt.datetime | None
    tier_until: dt.datetime | None
    floor: str
    floor_until: dt.datetime | None
    beneath: str
    floors: tuple[OneFloor, ...]


class Joined(msgspec.Struct, frozen=True):
    """What both had when they became one, and which sales went over."""

    kept: Summary
    merged: Summary
    bought: Bought
    sales: list[UUID]


_FIELDS = Summary.__struct_fields__


def unite(*, kept: UUID, merged: UUID, ladder: Ladder, zone: str, at: dt.datetime) -> Joined:
    """Add up what both bought; of their tiers the higher counts, and every floor stays."""
    rows = _rows(kept, merged)
    was = {member: _summary(row) for member, row in rows.items()}
    one, other = was[kept], was[merged]
    joined = Joined(one, other, _bought(merged, zone=zone), _move(merged, kept))
    rows[kept].paid_total += other.paid_total
    rows[kept].n_purchases += other.n_purchases
    last, previous = _last_of(one, other, zone=zone)
    rows[kept].last_purchase_at, rows[kept].previous_purchase_at = last, previous
    higher = _higher(one, other, ladder)
    rows[kept].tier_since, rows[kept].tier_until = higher.tier_since, higher.tier_until
    earned = higher.beneath or higher.tier
    _stand(rows[kept], earned, _together(one.floors, other.floors, ladder), ladder, at=at)
    rows[kept].save()
    return joined


def part(
    *, kept: UUID, merged: UUID, joined: Joined, ladder: Ladder, zone: str, at: dt.datetime
) -> None:
    """Give each their own purchases again; what came back meanwhile came back of its own.

    Tiers are those of before, and are looked at soon: what was bought since may have earned more.
    """
    rows = _rows(kept, merged)
    _move(kept, merged, only=joined.sales)
    now, was = _bought(merged, zone=zone), joined.bought
    one, other = rows[kept], rows[merged]
    other.paid_total = joined.merged.paid_total - was.counted + now.counted
    other.n_purchases = max(0, joined.merged.n_purchases - was.n + now.n)
    is_same = now.n == was.n
    other.last_purchase_at = joined.merged.last_purchase_at if is_same else now.last_at
    other.previous_purchase_at = joined.merged.previous_purchase_at if is_same else now.previous_at
    one.paid_total -= other.paid_total
    one.n_purchases = max(0, one.n_purchases - other.n_purchases)
    own = _bought(kept, zone=zone)
    one.last_purchase_at = own.last_at or joined.kept.last_purchase_at
    one.previous_purchase_at = own.previous_at or joined.kept.previous_purchase_at
    standing = msgspec.convert(one.floors, tuple[OneFloor, ...])
    for row, summary in ((one, joined.kept), (other, joined.merged)):
        row.tier_since, row.tier_until = summary.tier_since, summary.tier_until
        floors = [floor for floor in summary.floors if floor in standing or floor.by == HAND]
        if row is one:
            theirs = {floor.by for floor in joined.merged.floors}
            floors += [f for f in standing if f.by not in theirs | {g.by for g in floors}]
        _stand(row, summary.beneath or summary.tier, floors, ladder, at=at)
        row.save()


def _rows(*members: UUID) -> dict[UUID, PurchaseSummary]:
    found = PurchaseSummary.objects.select_for_update(of=("self",)).filter(member_id__in=members)
    return {row.member_id: row for row in found.order_by("id")}


def _summary(row: PurchaseSummary) -> Summary:
    return msgspec.convert({name: getattr(row, name) for name in _FIELDS}, Summary)


def _stand(
    row: PurchaseSummary,
    earned: str,
    floors: Iterable[OneFloor],
    ladder: Ladder,
    *,
    at: dt.datetime,
) -> None:
    found = stand(Floor(earned, "", None, "", row.check_at), floors, ladder=ladder, at=at)
    row.tier, row.floor, row.floor_until = found.tier, found.floor, found.until
    row.beneath, row.floors = found.beneath, msgspec.to_builtins(found.floors)
    # Somebody looks soon whether what both bought earns a higher one.
    row.check_at = min(found.check_at or at, at)


def _together(
    own: Iterable[OneFloor], theirs: Iterable[OneFloor], ladder: Ladder
) -> list[OneFloor]:
    """Put all floors together; of two by hand the higher, of two alike the one that lasts."""
    floors = [*without(own, HAND), *without(theirs, HAND)]
    by_hand = [floor for floor in (*own, *theirs) if floor.by == HAND]
    if by_hand:
        floors.append(max(by_hand, key=lambda one: (ladder.places.get(one.tier, -1), one.until)))
    return floors


def _higher(one: Summary, other: Summary, ladder: Ladder) -> Summary:
    """Give whose earned tier is the higher; of two alike the one that is held for longer."""
    mine, theirs = one.beneath or one.tier, other.beneath or other.tier
    if mine == theirs:
        if one.tier_until is None or other.tier_until is None:
            return one if one.tier_until is None else other
        return one if one.tier_until >= other.tier_until else other
    return one if ladder.higher(mine, theirs) == mine else other


def _last_of(
    one: Summary, other: Summary, *, zone: str
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Give the last purchase of both, and the last on an earlier local day (T46)."""
    moments = [
        moment
        for row in (one, other)
        for moment in (row.last_purchase_at, row.previous_purchase_at)
        if moment is not None
    ]
    last = max(moments, default=None)
    if last is None:
        return None, None
    day = local_day(last, zone)
    return last, max((one for one in moments if local_day(one, zone) < day), default=None)


def _bought(member: UUID, *, zone: str) -> Bought:
    sold = Sale.objects.filter(member_id=member).aggregate(n=Sum("counted"))["n"] or 0
    back = Return.objects.filter(sale__member_id=member).aggregate(n=Sum("counted"))["n"] or 0
    kept = purchases_of(member, zone=zone)
    return Bought(int(sold - back), kept.n, kept.last_at, kept.previous_at)


def _move(giver: UUID, taker: UUID, *, only: Iterable[UUID] | None = None) -> list[UUID]:
    found = Sale.objects.filter(member_id=giver)
    if only is not None:
        found = found.filter(id__in=list(only))
    moved = list(found.order_by("id").values_list("id", flat=True))
    Sale.objects.filter(id__in=moved).update(member_id=taker)
    return moved
