"""What a deal takes off the price: rounded down to 0.01, once per receipt (T10)."""

from collections.abc import Sequence

from plushka.domain.programmes.deals.deal import MoneyOff
from plushka.domain.programmes.rounding import USUAL, percent_parts
from plushka.domain.rules.effects.discount import Discount
from plushka.lib import money
from plushka.lib.split import split


def taken_off(effect: MoneyOff, net: Sequence[int], room: Sequence[int]) -> list[int]:
    """Give each line's part of a discount, in kopecks.

    ``net`` is what it is taken of, nothing where a line takes no part; no part is larger than
    the ``room`` of its line.
    """
    if isinstance(effect, Discount):
        wanted = USUAL.of(sum(net) * percent_parts(effect.percent))
    else:
        wanted = money.parse(effect.sum)
    caps = list(map(min, net, room))
    taken = min(wanted, sum(caps))
    return split(taken, net, caps) if taken else [0] * len(net)
