"""A reward to who brought the member, to who brought them, and so on (R24, E15)."""

from decimal import Decimal
from typing import override

from msgspec import UNSET, UnsetType

from plushka.domain.rules.effects.effect import (
    Amount,
    Effect,
    Problems,
    Share,
    is_nothing,
    money_problems,
)
from plushka.domain.rules.effects.percent import told_percent
from plushka.domain.rules.effects.points import told_points
from plushka.domain.rules.effects.sums import told_sum
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.words import Words
from plushka.lib import money

_MOST_LEVELS = 100
_PERCENTS = Words(
    "вышестоящим по уровням {levels} от: {of}",
    "вищим рівням {levels} від: {of}",
    "{levels} of {of} to the upline, level by level",
)
_POINTS = Words(
    "вышестоящим по уровням: {levels}",
    "вищим рівням: {levels}",
    "{levels} to the upline, level by level",
)


class Upline(Effect, frozen=True, tag="upline"):
    """Exactly one of ``percents`` of a sum and ``points``; the first is the referrer's."""

    percents: tuple[Share, ...] | UnsetType = UNSET
    points: tuple[Amount, ...] | UnsetType = UNSET
    of: str = "receipt.to_pay"

    @override
    def problems(self, trigger: Trigger) -> Problems:
        if (self.percents is UNSET) == (self.points is UNSET):
            yield "percents", "name either percents or points"
            return
        if self.percents is not UNSET:
            yield from _level_problems("percents", self.percents)
            yield from money_problems("of", self.of, trigger)
            if sum(map(Decimal, self.percents)) > 100:  # noqa: PLR2004 - the whole
                yield "percents", "all levels together get at most 100"
        if self.points is not UNSET:
            yield from _level_problems("points", self.points)

    @override
    def told(self, language: str, currency: str) -> str:
        if self.points is not UNSET:
            levels = (told_points(money.parse(points), language) for points in self.points)
            return _POINTS.said_in(language).format(levels=", ".join(levels))
        shares = self.percents or ()
        space = "" if language == "en" else " "
        levels = (f"{told_percent(share, language)}{space}%" for share in shares)
        return _PERCENTS.said_in(language).format(
            levels=", ".join(levels), of=told_sum(self.of, language)
        )


def _level_problems(field: str, levels: tuple[str, ...]) -> Problems:
    if not 0 < len(levels) <= _MOST_LEVELS:
        yield field, f"name 1 to {_MOST_LEVELS} levels"
    elif is_nothing(levels[-1]):
        yield f"{field}[{len(levels) - 1}]", "the last level gets more than nothing"
