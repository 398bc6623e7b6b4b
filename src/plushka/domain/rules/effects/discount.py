"""A percent off the receipt, or off the lines that are such."""

from typing import Any, override

from msgspec import UNSET, UnsetType

from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.telling import told
from plushka.domain.rules.effects.effect import (
    Effect,
    Problems,
    Share,
    purchase_problems,
)
from plushka.domain.rules.effects.percent import percent_problems, told_percent
from plushka.domain.rules.fields.kinds import OF_LINES
from plushka.domain.rules.invalid import RuleInvalid
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.words import Words

_WORDS = Words("скидка {percent} %", "знижка {percent} %", "{percent}% off")
_LINES = Words(
    "скидка {percent} % на позиции, у которых {lines}",
    "знижка {percent} % на позиції, у яких {lines}",
    "{percent}% off lines where {lines}",
)


class Discount(Effect, frozen=True, tag="discount"):
    """A percent off the lines that ``lines``, a condition on a line, holds of; else off all."""

    percent: Share
    lines: dict[str, Any] | UnsetType = UNSET

    @override
    def problems(self, trigger: Trigger) -> Problems:
        yield from purchase_problems(trigger)
        yield from percent_problems("percent", self.percent)
        if self.lines is UNSET:
            return
        try:
            read(self.lines, OF_LINES, path="lines")
        except RuleInvalid as invalid:
            yield from invalid.problems

    @override
    def told(self, language: str, currency: str) -> str:
        percent = told_percent(self.percent, language)
        if self.lines is UNSET:
            return _WORDS.said_in(language).format(percent=percent)
        lines = told(read(self.lines, OF_LINES), language, currency=currency)
        return _LINES.said_in(language).format(percent=percent, lines=lines)
