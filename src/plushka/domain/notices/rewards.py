"""What becomes of orders in the gift shop, and what members have enough points for (U10)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from plushka.domain.events.queries import Happened
from plushka.domain.members.queries import find_profiles
from plushka.domain.messaging.kinds.kind import Given
from plushka.domain.messaging.models import Message
from plushka.domain.messaging.saying import Saying
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.rewards import codes, reaching
from plushka.domain.rewards.models import Order
from plushka.domain.rewards.queries import OrderSeen, with_lines, word_of
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import Place, get_place
from plushka.lib.days import local_day

AVAILABLE = "reward_available"

_OF = "reward_"
"""What the events of orders begin with."""

_ORDERED = "reward_ordered"

_CAUSE = "reward:"
_LONGEST = 120

type _Said = tuple[str, Mapping[str, Given]]


def tell(news: Sequence[Happened], *, programme: Compiled) -> Iterator[Saying]:  # noqa: ARG001
    """Tell of orders: made, ready, cancelled, not paid in time."""
    found = [one for one in news if one.type in _TOLD]
    if not found:
        return
    ids = {UUID(one.data["order"]) for one in found}
    rows = Order.objects.filter(id__in=ids).select_related("outlet").order_by("id")
    orders = {seen.order.id: seen for seen in with_lines(rows)}
    place = get_place(current_tenant())
    for one in found:
        seen = orders[UUID(one.data["order"])]
        kind, values = _TOLD[one.type](one, seen, place)
        names = _names(one, seen, language=place.language)
        known: dict[str, Given] = {"order": seen.order.number, "reward": names}
        yield Saying(kind, {**known, **values}, member_id=one.member_id, cause=str(one.id))


def enough(news: Sequence[Happened], *, at: dt.datetime) -> Iterator[Saying]:
    """Tell whom something happened to what their points buy by now: of each reward once.

    Nobody is told after their own order, and nobody who spends nothing now.
    """
    moved = _moved(news)
    shelves = reaching.on_the_shelves(at=at) if moved else []
    if not shelves:
        return
    language = get_place(current_tenant()).language
    told = _told_before(moved)
    spendable = reaching.spendable_of(members=moved, at=at)
    for member, profile in sorted(find_profiles(member_ids=sorted(moved)).items()):
        if profile.id != member or profile.blocked_at or profile.frozen_at:
            continue
        best = reaching.dearest(
            shelves,
            tier=profile.tier,
            spendable=spendable.get(member, 0),
            told=told.get(member, ()),
            at=at,
        )
        if best is not None:
            values = {"reward": word_of(best.names, language, own=language)}
            yield Saying(AVAILABLE, values, member_id=member, cause=f"{_CAUSE}{best.id}")


def _moved(news: Sequence[Happened]) -> set[UUID]:
    """Give to whom something happened since they last ordered: they know what points buy."""
    moved = set[UUID]()
    for one in news:
        if one.member_id is None:
            continue
        if one.type == _ORDERED:
            moved.discard(one.member_id)
        elif not one.type.startswith(_OF):
            moved.add(one.member_id)
    return moved


def _told_before(members: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    rows = Message.objects.filter(kind=AVAILABLE, member_id__in=members, cause__startswith=_CAUSE)
    told: dict[UUID, set[UUID]] = {}
    for member, cause in rows.values_list("member_id", "cause"):
        told.setdefault(member, set()).add(UUID(cause.removeprefix(_CAUSE)))
    return told


def _names(one: Happened, seen: OrderSeen, *, language: str) -> str:
    """Name what it is of; of an order that was cancelled, what was not handed over."""
    is_cancelled = one.type == "reward_cancelled"
    names = []
    for line in seen.lines:
        pieces = line.cancelled if is_cancelled else line.quantity
        if pieces:
            name = word_of(line.names, language, own=language)
            names.append(name if pieces == 1 else f"{name} × {pieces}")
    said = ", ".join(names)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def _ordered(one: Happened, seen: OrderSeen, place: Place) -> _Said:
    made = seen.order
    if one.data["state"] != Order.State.ORDERED or made.held_until is None:
        return "reward_ordered", {"points": made.points}
    last_day = local_day(made.held_until - dt.timedelta.resolution, place.zone)
    return "reward_kept", {"points": made.points, "money": made.money, "date": last_day}


def _ready(_one: Happened, seen: OrderSeen, _place: Place) -> _Said:
    made = seen.order
    if made.outlet is None:
        return "reward_packed", {}
    code = codes.code_of(made.id, made.number)
    return "reward_ready", {"outlet": made.outlet.name, "code": code}


def _cancelled(_one: Happened, seen: OrderSeen, _place: Place) -> _Said:
    made = seen.order
    was_held = made.redemption_id is None
    back = made.points if was_held else made.points_back - made.points_expired
    return "reward_cancelled", {"points": back}


def _expired(_one: Happened, _seen: OrderSeen, _place: Place) -> _Said:
    return "reward_expired", {}


_TOLD = {
    _ORDERED: _ordered,
    "reward_ready": _ready,
    "reward_cancelled": _cancelled,
    "reward_expired": _expired,
}
