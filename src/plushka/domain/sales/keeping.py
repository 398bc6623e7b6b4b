"""What a sale keeps of the promises it was given, and what they are worth of what remains (T11).

Everything but the receipt stays as it was: who the member was, when and where.
So a promise is asked again of what remains of the receipt alone, and never
gives more than it gave.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from plushka.domain.campaigns.margins import cut, margins, spend
from plushka.domain.campaigns.queries import get_live
from plushka.domain.campaigns.rooms import Use, Whose, keys
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.deal import Off, On
from plushka.domain.programmes.deals.goods import Goods
from plushka.domain.programmes.deals.offer import Offer
from plushka.domain.programmes.deals.points_on import Sums, extra
from plushka.domain.rules.conditions.predicate import Predicate, predicate
from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.facts import Facts
from plushka.domain.rules.triggers.kinds import scope_of
from plushka.domain.sales.narrowing import narrowed_to
from plushka.domain.sales.promising import Given

type Left = tuple[int, int]
"""How much of a line remains, and how much there was."""


class Kept(Struct, frozen=True):
    """A promise as a sale kept it; ``holds`` is asked of what remains of the receipt."""

    offer: Offer
    campaign: UUID | None
    one: Off | On
    holds: Predicate | None
    points: int
    off: Sequence[int]


class Remains(Struct, frozen=True):
    """What remains of a sale at some point of its returns, all lists by line."""

    goods: Goods
    sums: Sums
    facts: Facts
    #: The price after the programme's own discount.
    net: Sequence[int]
    left: Sequence[Left]


def kept(one: Given) -> dict[str, Any]:
    """Give what a sale keeps of a promise, for its returns (T11)."""
    found: dict[str, Any] = {"c": one.offer.campaign, "r": one.deal.rule, "e": one.place}
    if one.offer.campaign:
        found["v"] = one.offer.version
    if one.points:
        found["p"] = one.points
    else:
        found["d"] = one.off
    if one.left_to_ask is not None:
        found["x"] = one.left_to_ask
    return found


def kept_of(promises: Sequence[Mapping[str, Any]], programme: Compiled) -> tuple[Kept, ...]:
    """Read what a sale kept."""
    return tuple(_kept_one(one, programme) for one in promises)


def due(kept: Sequence[Kept], remains: Remains, *, programme: Compiled) -> list[int]:
    """Give the points that each promise still gives for what remains."""
    found = [0] * len(kept)
    for places in _by_campaign(kept):
        of_one = [kept[place] for place in places]
        for place, points in zip(
            places, _due_of(of_one[0].offer, of_one, remains, programme), strict=True
        ):
            found[place] = points
    return found


def budgets_back(
    kept: Sequence[Kept],
    before: tuple[Remains, Sequence[int]],
    after: tuple[Remains, Sequence[int]],
    *,
    whose: Whose,
    is_all: bool,
) -> dict[tuple[UUID, str], int]:
    """Give what a return gives back to counters: by campaign and key (T32).

    ``before`` and ``after`` are what remained and what was due for it.
    """
    found: dict[tuple[UUID, str], int] = {}
    for places in _by_campaign(kept):
        offer, campaign = kept[places[0]].offer, kept[places[0]].campaign
        if campaign is None or not offer.budgets:
            continue
        use = Use(
            points=sum(max(0, before[1][place] - after[1][place]) for place in places),
            money=sum(
                sum(part_left(off, before[0].left)) - sum(part_left(off, after[0].left))
                for place in places
                if (off := kept[place].off)
            ),
            uses=int(is_all),
        )
        for budget, key in keys(offer, whose):
            if amount := use.of(budget):
                found[campaign, key] = amount
    return found


def part_left(parts: Sequence[int], left: Sequence[Left]) -> list[int]:
    """Give what of amounts by line is not back yet, counted as money that comes back (T11)."""
    return [
        part - part * (whole - rest) // whole
        for part, (rest, whole) in zip(parts, left, strict=True)
    ]


def _by_campaign(kept: Sequence[Kept]) -> Iterable[list[int]]:
    """Give the places of each origin's promises, in their order."""
    places: dict[str, list[int]] = {}
    for place, one in enumerate(kept):
        places.setdefault(one.offer.campaign, []).append(place)
    return places.values()


def _kept_one(known: Mapping[str, Any], programme: Compiled) -> Kept:
    campaign: UUID | None = None
    if version := known.get("v"):
        live = get_live(UUID(version))
        campaign, offer = live.campaign, live.offer
    elif programme.offer is not None:
        offer = programme.offer
    else:
        raise ValueError(f"the programme promises nothing: {known}")
    [deal] = [one for one in offer.deals if one.rule == known["r"]]
    effects: list[Off | On] = [*deal.off, *deal.on]
    [effect] = [one for one in effects if one.place == known["e"]]
    holds: Predicate | None = deal.holds if deal.asks == "all" else None
    if "x" in known:
        holds = predicate(read(known["x"], scope_of("purchase")))
    return Kept(offer, campaign, effect, holds, known.get("p", 0), known.get("d", ()))


def _due_of(
    offer: Offer, kept: Sequence[Kept], remains: Remains, programme: Compiled
) -> Iterator[int]:
    sums = narrowed_to(remains.sums, remains.goods, remains.goods.chosen(offer.chooses), programme)
    left = None
    if offer.margin_parts is not None:
        left = margins(offer, remains.goods, remains.net)
        for one in kept:
            if one.off:
                spend(part_left(one.off, remains.left), [0] * len(left), left)
    for one in kept:
        if not isinstance(one.one, On) or (one.holds and not one.holds(remains.facts)):
            yield 0
            continue
        found = extra(one.one, sums, programme.rounding)
        if left is not None:
            found = cut(found, left, programme)
        yield min(found.points, one.points)
