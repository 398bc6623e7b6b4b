"""A percent, as points, of a sum that the trigger brings."""

from decimal import Decimal
from typing import override

from plushka.domain.rules.effects.effect import (
    Days,
    Effect,
    Problems,
    Share,
    is_nothing,
    money_problems,
)
from plushka.domain.rules.effects.sums import told_sum
from plushka.domain.rules.effects.terms import term_problems, with_term
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.words import Words

_WORDS = Words(
    "{percent} % бонусами от: {of}",
    "{percent} % бонусами від: {of}",
    "{percent}% of {of} in points",
)


def told_percent(percent: str, language: str) -> str:
    """Write a percent in the reader's way."""
    return percent if language == "en" else percent.replace(".", ",")


def percent_problems(field: str, percent: str) -> Problems:
    """Yield that a percent is nothing or more than the whole."""
    if is_nothing(percent) or Decimal(percent) > 100:  # noqa: PLR2004 - the whole
        yield field, "must be above 0 and at most 100"


class Percent(Effect, frozen=True, tag="percent"):
    """Points worth a percent of a sum; ``of`` names the field that is the sum."""

    percent: Share
    of: str = "receipt.to_pay"
    opens_days: Days = 0
    valid_days: Days | None = None

    @override
    def problems(self, trigger: Trigger) -> Problems:
        yield from percent_problems("percent", self.percent)
        yield from money_problems("of", self.of, trigger)
        yield from term_problems(self.opens_days, self.valid_days)

    @override
    def told(self, language: str, currency: str) -> str:
        words = _WORDS.said_in(language).format(
            percent=told_percent(self.percent, language), of=told_sum(self.of, language)
        )
        return with_term(words, self.valid_days, language)
