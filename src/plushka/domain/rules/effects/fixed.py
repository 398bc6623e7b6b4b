"""A fixed sum off the receipt."""

from typing import override

from plushka.domain.rules.effects.effect import (
    Amount,
    Effect,
    Problems,
    is_nothing,
    purchase_problems,
)
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.words import Words
from plushka.lib import money

_WORDS = Words("скидка {sum}", "знижка {sum}", "{sum} off")


class Fixed(Effect, frozen=True, tag="fixed"):
    """So much off what the receipt comes to; never more than it."""

    sum: Amount

    @override
    def problems(self, trigger: Trigger) -> Problems:
        yield from purchase_problems(trigger)
        if is_nothing(self.sum):
            yield "sum", "must be above zero"

    @override
    def told(self, language: str, currency: str) -> str:
        shown = money.priced(money.parse(self.sum), currency, language)
        return _WORDS.said_in(language).format(sum=shown)
