"""So many points."""

from typing import override

from plushka.domain.rules.effects.effect import Amount, Days, Effect, Problems, is_nothing
from plushka.domain.rules.effects.terms import term_problems, with_term
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.words import Words
from plushka.lib import money
from plushka.lib.plural import plural

_WORDS = {
    "one": Words("{points} бонус", "{points} бонус", "{points} point"),
    "few": Words("{points} бонуса", "{points} бонуси", "{points} points"),
    "many": Words("{points} бонусов", "{points} бонусів", "{points} points"),
    "other": Words("{points} бонуса", "{points} бонуса", "{points} points"),
}


def told_points(hundredths: int, language: str) -> str:
    """Tell a number of points with its noun."""
    shown = money.localised(hundredths, language).removesuffix(".00").removesuffix(",00")
    return _WORDS[plural(hundredths, language)].said_in(language).format(points=shown)


class Points(Effect, frozen=True, tag="points"):
    """So many points, of the kind that is given; they end as the programme's gifts do.

    ``valid_days`` is a term of their own.
    """

    points: Amount
    opens_days: Days = 0
    valid_days: Days | None = None

    @override
    def problems(self, trigger: Trigger) -> Problems:
        if is_nothing(self.points):
            yield "points", "must be above zero"
        yield from term_problems(self.opens_days, self.valid_days)

    @override
    def told(self, language: str, currency: str) -> str:
        words = told_points(money.parse(self.points), language)
        return with_term(words, self.valid_days, language)
