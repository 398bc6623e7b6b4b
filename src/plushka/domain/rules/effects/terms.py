"""How long points of an effect live, and how it is told."""

from plushka.domain.rules.effects.effect import Problems
from plushka.domain.rules.values.numbers import told_days
from plushka.domain.rules.words import Words

_ENDS = Words("{words}, срок: {days}", "{words}, строк: {days}", "{words}, valid for {days}")


def term_problems(opens_days: int, valid_days: int | None) -> Problems:
    """Yield that points would end before they open."""
    if valid_days is not None and valid_days < opens_days:
        yield "valid_days", "points would end before they open"


def with_term(words: str, valid_days: int | None, language: str) -> str:
    """Add the term to what is told of points; without an end there is nothing to add."""
    if valid_days is None:
        return words
    days = told_days(valid_days, language)
    return _ENDS.said_in(language).format(words=words, days=days)
