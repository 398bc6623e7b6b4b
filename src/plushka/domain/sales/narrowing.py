"""Which goods take part in a promise, and what they come to. Pure."""

from collections.abc import Sequence

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.goods import Goods, weights
from plushka.domain.programmes.deals.points_on import Sums


def narrowed_to(
    sums: Sums, goods: Goods, chosen: Sequence[bool] | None, programme: Compiled
) -> Sums:
    """Leave the sums of lines that take part and may earn (T8)."""
    if chosen is None and not programme.leaves_out_goods:
        return sums
    return Sums(
        *(
            programme.may_earn(goods.lines, weights(chosen, one))
            for one in (sums.total, sums.discount, sums.redeemed, sums.to_pay, sums.earned)
        )
    )
