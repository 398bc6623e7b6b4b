"""What a text may do with a value: ``{points|points}``, ``{days|plural:день,дня,дней}``.

Numbers are written without separators and with plain spaces: a narrow or unbreakable space would
turn an English SMS into UCS-2, which has less than half the room.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from plushka.domain.messaging.kinds.kind import Given, Measure
from plushka.lib.money import SYMBOLS
from plushka.lib.plural import Form, plural


class Unit(Protocol):
    """What a company calls its points; a programme's ``unit`` is one.

    Each language has a noun's forms by their names: ``one``, ``few``, ``many``, ``other``.
    """

    @property
    def ru(self) -> object:
        """Give the forms in Russian."""

    @property
    def uk(self) -> object:
        """Give the forms in Ukrainian."""

    @property
    def en(self) -> object:
        """Give the forms in English."""


@dataclass(frozen=True, slots=True)
class Forms:
    """A noun as it is counted."""

    one: str
    other: str
    few: str = ""
    many: str = ""


@dataclass(frozen=True, slots=True)
class OwnUnit:
    """What points are called where no programme says: texts without points need no other."""

    ru: object = Forms("бонус", "бонуса", "бонуса", "бонусов")
    uk: object = Forms("бонус", "бонуса", "бонуси", "бонусів")
    en: object = Forms("point", "points")


@dataclass(frozen=True, slots=True)
class Voice:
    """In which language we speak, and what we call points and money there."""

    language: str
    unit: Unit
    currency: str


type Write = Callable[[Given, tuple[str, ...], Measure, Voice], str]


@dataclass(frozen=True, slots=True)
class Filter:
    """A way of writing a value; ``has_forms``: it asks for a noun's forms, ``has_words``: words
    that stand in an empty value's place.
    """

    write: Write
    fits: frozenset[Measure]
    has_forms: bool = False
    has_words: bool = False


def plain(given: Given, measure: Measure, voice: Voice) -> str:
    """Write a value as it is: a number, a date as «06.12», words."""
    match measure:
        case "points":
            return _number(_whole(given), voice.language).rstrip("0").rstrip(",.")
        case "money":
            return _number(_whole(given), voice.language).removesuffix(",00").removesuffix(".00")
        case "date":
            return f"{_date(given):%d.%m}"
        case _:
            return str(given)


def n_forms(language: str) -> frozenset[int]:
    """Tell how many forms of a noun a language has; a fourth is for fractions."""
    return frozenset({3, 4}) if language in {"ru", "uk"} else frozenset({2})


def _points(given: Given, _: tuple[str, ...], measure: Measure, voice: Voice) -> str:
    return f"{plain(given, measure, voice)} {_unit(given, (), measure, voice)}"


def _unit(given: Given, _: tuple[str, ...], __: Measure, voice: Voice) -> str:
    forms = getattr(voice.unit, voice.language, voice.unit.en)
    return str(getattr(forms, plural(_whole(given), voice.language)))


def _plural(given: Given, words: tuple[str, ...], measure: Measure, voice: Voice) -> str:
    return f"{plain(given, measure, voice)} {_word(given, words, measure, voice)}"


def _word(given: Given, words: tuple[str, ...], measure: Measure, voice: Voice) -> str:
    hundredths = _whole(given) * (100 if measure == "count" else 1)
    return _form(words, plural(hundredths, voice.language))


def _form(words: tuple[str, ...], form: Form) -> str:
    if len(words) == 2:  # noqa: PLR2004 - one and other
        return words[0 if form == "one" else 1]
    # 1,5 дня is said as 2 дня, unless a fourth form says otherwise.
    return words[("one", "few", "many", "other").index(form) if len(words) > 3 else _THREE[form]]  # noqa: PLR2004


_THREE: Mapping[Form, int] = MappingProxyType({"one": 0, "few": 1, "many": 2, "other": 1})


def _money(given: Given, _: tuple[str, ...], measure: Measure, voice: Voice) -> str:
    # The signs of the rouble and the hryvnia are in no phone's alphabet but UCS-2.
    is_cyrillic = voice.language in {"ru", "uk"}
    sign = SYMBOLS.get(voice.currency, voice.currency) if is_cyrillic else voice.currency
    return f"{plain(given, measure, voice)} {sign}"


def _year(given: Given, _: tuple[str, ...], __: Measure, ___: Voice) -> str:
    return f"{_date(given):%d.%m.%y}"


def _or(given: Given, words: tuple[str, ...], _: Measure, __: Voice) -> str:
    return str(given) or words[0]


def _number(hundredths: int, language: str) -> str:
    whole, part = divmod(abs(hundredths), 100)
    mark = "," if language in {"ru", "uk"} else "."
    return f"{'-' if hundredths < 0 else ''}{whole}{mark}{part:02d}"


def _whole(given: Given) -> int:
    return given if isinstance(given, int) else int(str(given))


def _date(given: Given) -> dt.date:
    return given if isinstance(given, dt.date) else dt.date.fromisoformat(str(given))


_COUNTED: frozenset[Measure] = frozenset({"points", "count"})

FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        "points": Filter(_points, frozenset({"points"})),
        "unit": Filter(_unit, frozenset({"points"})),
        "plural": Filter(_plural, _COUNTED, has_forms=True),
        "word": Filter(_word, _COUNTED, has_forms=True),
        "money": Filter(_money, frozenset({"money"})),
        "year": Filter(_year, frozenset({"date"})),
        "or": Filter(_or, frozenset({"text"}), has_words=True),
    }
)
