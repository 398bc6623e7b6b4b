"""What a purchase earns, so many times."""

from decimal import Decimal
from typing import override

from plushka.domain.rules.effects.effect import (
    Effect,
    Problems,
    Share,
    purchase_problems,
)
from plushka.domain.rules.effects.percent import told_percent
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.words import Words

_WORDS = Words("начисление × {factor}", "нарахування × {factor}", "points earned × {factor}")
_MOST = 100


class Multiplier(Effect, frozen=True, tag="multiplier"):
    """Everything the programme accrues for the purchase, times ``factor``."""

    factor: Share

    @override
    def problems(self, trigger: Trigger) -> Problems:
        yield from purchase_problems(trigger)
        if not 1 < Decimal(self.factor) <= _MOST:
            yield "factor", f"must be above 1 and at most {_MOST}"

    @override
    def told(self, language: str, currency: str) -> str:
        return _WORDS.said_in(language).format(factor=told_percent(self.factor, language))
