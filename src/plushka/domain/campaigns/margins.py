"""How much of a line's margin may be given away (B9). Pure."""

from collections.abc import Sequence

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.goods import Goods
from plushka.domain.programmes.deals.offer import Offer
from plushka.domain.programmes.deals.points_on import Extra, within
from plushka.domain.programmes.rounding import EXACT


def margins(offer: Offer, goods: Goods, net: Sequence[int]) -> list[int | None]:
    """Give how much of each line's margin an offer may give away, in kopecks; None is no limit.

    ``net`` is the price of each line after the programme's own discount. A line whose cost
    nobody told has no limit.
    """
    share = offer.margin_parts or 0
    return [
        None if cost is None else max(0, price - cost) * share // EXACT
        for cost, price in zip(goods.costs, net, strict=True)
    ]


def capped(room: Sequence[int], left: Sequence[int | None] | None) -> Sequence[int]:
    """Give the room of each line within what is left of its margin."""
    if left is None:
        return room
    return [
        free if most is None else min(free, most) for free, most in zip(room, left, strict=True)
    ]


def spend(parts: Sequence[int], room: list[int], left: list[int | None] | None) -> None:
    """Take what lines get off their room and off what is left of their margin."""
    for place, part in enumerate(parts):
        room[place] -= part
        if left is not None and (most := left[place]) is not None:
            left[place] = most - part


def cut(found: Extra, left: list[int | None], programme: Compiled) -> Extra:
    """Cut points down to what is left of each line's margin, and take it from there."""
    caps = [None if most is None else programme.points_worth(max(0, most)) for most in left]
    given = within(found, caps)
    spend([programme.worth(part) for part in given.parts], [0] * len(left), left)
    return given
