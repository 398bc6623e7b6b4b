"""A condition in words, in three languages.

A leaf is a whole phrase with named values; lists are joined by "and" and "or",
and what is joined within another list stands in brackets.
"""

from plushka.domain.rules.conditions.tree import (
    AllLines,
    AllOf,
    AnyLine,
    AnyOf,
    Asked,
    Measured,
    NotSo,
    Tree,
)
from plushka.domain.rules.words import Words, spoken

_AND = Words(" и ", " і ", " and ")
_OR = Words(" или ", " або ", " or ")
_ALWAYS = Words("всегда", "завжди", "always")
_NOT = Words("не верно, что {part}", "не так, що {part}", "it is not so that {part}")
_ANY_LINE = Words(
    "есть позиция, у которой {part}",
    "є позиція, у якої {part}",
    "there is a line where {part}",
)
_ALL_LINES = Words("у всех позиций {part}", "у всіх позицій {part}", "on all lines {part}")
_MEASURED = Words(
    "позиции, у которых {part}, — {asked}",
    "позиції, у яких {part}, — {asked}",
    "of lines where {part}, {asked}",
)


def told(tree: Tree, language: str, *, currency: str) -> str:  # noqa: PLR0911 - one a kind
    """Tell a condition in words; in English where we do not speak a language."""
    language = spoken(language)
    match tree:
        case AllOf(()):
            return _ALWAYS.said_in(language)
        case AllOf(parts):
            return _AND.said_in(language).join(
                _bracketed(part, language, currency) for part in parts
            )
        case AnyOf(parts):
            return _OR.said_in(language).join(
                _bracketed(part, language, currency) for part in parts
            )
        case NotSo(part):
            return _NOT.said_in(language).format(part=_bracketed(part, language, currency))
        case AnyLine(part):
            return _ANY_LINE.said_in(language).format(part=_bracketed(part, language, currency))
        case AllLines(part):
            return _ALL_LINES.said_in(language).format(part=_bracketed(part, language, currency))
        case Measured(part, asked):
            return _MEASURED.said_in(language).format(
                part=_bracketed(part, language, currency), asked=_leaf(asked, language, currency)
            )
    return _leaf(tree, language, currency)


def _bracketed(part: Tree, language: str, currency: str) -> str:
    words = told(part, language, currency=currency)
    is_list = isinstance(part, AllOf | AnyOf) and len(part.parts) > 1
    return f"({words})" if is_list else words


def _leaf(asked: Asked, language: str, currency: str) -> str:
    return asked.operator.words.said_in(language).format(
        field=asked.field.words.said_in(language),
        value=asked.operator.tell(asked.value, asked.field, language, currency),
    )
