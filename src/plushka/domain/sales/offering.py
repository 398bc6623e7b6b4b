"""What is offered for one receipt, with what is known of it."""

from collections.abc import Sequence
from typing import Self

from msgspec import Struct, structs

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.deals.goods import Goods
from plushka.domain.programmes.deals.points_on import Sums
from plushka.domain.programmes.earning import parts_of
from plushka.domain.programmes.facts import Buyer
from plushka.domain.sales.promising import Given, Opened, Situation, open_offers, put_on


class Offering(Struct, frozen=True):
    """What is offered, less campaigns whose budget has no room; nothing without a situation."""

    situation: Situation | None = None
    goods: Goods | None = None
    without: frozenset[str] = frozenset()

    def but(self, campaign: str) -> Self:
        """Leave out one more campaign."""
        return structs.replace(self, without=self.without | {campaign})

    def open(self, discounts: Sequence[int], programme: Compiled, buyer: Buyer) -> Opened | None:
        """Say what holds so far and comes off the price; None where nothing is offered."""
        goods = self.goods
        if self.situation is None or goods is None:
            return None
        return open_offers(
            self.situation,
            goods,
            discounts,
            programme=programme,
            earned=lambda net: parts_of(programme.earn(goods.lines, net, buyer), len(net)),
            without=self.without,
        )

    def give(self, opened: Opened, sums: Sums, programme: Compiled) -> Sequence[Given]:
        """Say all that is given, now that it is known what is paid."""
        if self.situation is None or self.goods is None:
            return ()
        on = put_on(opened, self.goods, sums, programme=programme)
        return [*opened.given, *on]
