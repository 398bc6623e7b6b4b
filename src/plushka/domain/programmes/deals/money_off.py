"""What a deal takes off the price: rounded down to 0.01, once per receipt (T10)."""

from collections.abc import Sequence

from plushka.domain.programmes.deals.deal import Off
from plushka.domain.programmes.rounding import USUAL
from plushka.domain.rules.effects.discount import Discount
from plushka.lib.split import split


def taken_off(one: Off, net: Sequence[int], room: Sequence[int]) -> list[int]:
    """Give each line's part of a discount, in kopecks.

    ``net`` is what it is taken of, nothing where a line takes no part; no part is larger than
    the ``room`` of its line.
    """
    wanted = one.number
    if isinstance(one.effect, Discount):
        wanted = USUAL.of(sum(net) * one.number)
    caps = list(map(min, net, room))
    taken = min(wanted, sum(caps))
    return split(taken, net, caps) if taken else [0] * len(net)
