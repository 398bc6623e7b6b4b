"""What rules and campaigns give for a receipt that gets its member afterwards (T42). Pure.

They are asked as the sale would have asked them, at its moment, with what remains of it. Nothing
of what was paid changes: what would have lowered the price is not given afterwards, and what gives
points gives them for the price that was paid.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, structs

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.goods import Goods
from plushka.domain.programmes.deals.offer import Offer
from plushka.domain.programmes.deals.points_on import Sums
from plushka.domain.programmes.facts import Buyer
from plushka.domain.rules.facts import Line as Seen
from plushka.domain.sales.explaining import what_was_given
from plushka.domain.sales.giving_back import SoldLine, what_remains
from plushka.domain.sales.offering import Offering
from plushka.domain.sales.promising import Given, Situation
from plushka.domain.sales.using import full, take, uses


class Afterwards(Struct, frozen=True, gc=False):
    """What is given: each line's part of the points that join the accrual, and the facts."""

    parts: Sequence[int]
    given: Sequence[Given] = ()
    explanation: Sequence[dict[str, Any]] = ()
    #: Campaigns that hold and give nothing: others do instead, or their budget has no room.
    left: frozenset[str] = frozenset()


def give_afterwards(
    situation: Situation | None,
    sold: Sequence[SoldLine],
    earned: Sequence[int],
    *,
    programme: Compiled,
    buyer: Buyer,
    is_itemised: bool,
) -> Afterwards:
    """Say what is given beside what each line earned, and count it against budgets."""
    nothing = [0] * len(sold)
    places = [place for place, line in enumerate(sold) if line.left]
    if situation is None or not places:
        return Afterwards(nothing)
    situation = structs.replace(situation, offers=tuple(map(_without_prices, situation.offers)))
    lines, paid = what_remains(sold)
    paid = [paid[place] for place in places]
    goods = Goods(
        [lines[place] for place in places],
        [_seen(sold[place], paid[at], is_itemised) for at, place in enumerate(places)],
        [_cost(sold[place]) for place in places],
    )
    zeros = [0] * len(places)
    sums = Sums(paid, zeros, zeros, paid, [earned[place] for place in places])
    offering = Offering(situation, goods)
    while True:
        opened = offering.open(zeros, programme, buyer)
        given = [] if opened is None else offering.give(opened, sums, programme)
        if (campaign := full(situation, uses(given))) is None:
            break
        offering = offering.but(campaign)
    take(situation, uses(given))
    for one in given:
        if not one.has_own_term:
            for part, place in zip(one.parts, places, strict=True):
                nothing[place] += part
    return Afterwards(
        nothing,
        given,
        what_was_given(given, offering, currency=programme.currency),
        offering.without | (opened.stood_back if opened else frozenset()),
    )


def _without_prices(offer: Offer) -> Offer:
    """Leave of an offer what gives points."""
    return structs.replace(
        offer,
        deals=tuple(structs.replace(deal, off=()) for deal in offer.deals),
        lowers=False,
    )


def _seen(line: SoldLine, worth: int, is_itemised: bool) -> Seen:  # noqa: FBT001 - of every line
    if not is_itemised:
        return Seen(total=worth)
    return Seen(
        sku=line.sku,
        name=line.name,
        category=line.category,
        supplier=line.supplier,
        price=line.price,
        quantity=line.left,
        total=worth,
    )


def _cost(line: SoldLine) -> int | None:
    return None if line.cost is None else line.cost - line.cost * line.returned // line.quantity
