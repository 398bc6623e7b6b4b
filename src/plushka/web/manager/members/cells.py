"""What stands in a cell: of a page in the reader's words, and bare for a file."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plushka.domain.members.phone import mask
from plushka.domain.segments.rows import Row
from plushka.lib import money
from plushka.lib.days import NO_YEAR
from plushka.web.manager.members.columns import SEXES, Column, Value

_LONGEST_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Look:
    """How cells are told: to whom, and by which names."""

    zone: str
    #: Whether phones are told in full (U28).
    has_phones: bool
    tiers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a page."""

    text: str
    label: str
    is_number: bool
    #: Digits that would be misread in two lines.
    is_whole: bool = False
    tags: Sequence[str] = ()


def cells(row: Row, columns: Sequence[Column], look: Look) -> list[Cell]:
    """Write the cells of one member."""
    return [_cell(row, column, look) for column in columns]


def bare(row: Row, column: Column, look: Look) -> Value:
    """Give what stands in a file: numbers and dates as such, codes by their names."""
    value = column.value(row)
    match column.code, value:
        case "tier", str():
            return look.tiers.get(value, value)
        case "sex", str():
            return str(SEXES.get(value, ""))
        case "phone", str() if not look.has_phones:
            return mask(value)
    return value


def _cell(row: Row, column: Column, look: Look) -> Cell:
    value = bare(row, column, look)
    label = str(column.words)
    if isinstance(value, tuple):
        return Cell("", label, is_number=False, tags=value)
    return Cell(
        shown(value, column.kind, look.zone),
        label,
        column.is_number,
        is_whole=column.code in {"phone", "card"},
    )


def shown(value: Value, kind: str, zone: str) -> str:  # noqa: PLR0911 - one a type
    """Write a value for people; nothing for what is not known."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case dt.datetime():
            local = timezone.localtime(value, ZoneInfo(zone))
            return date_format(local, _SHORT.get(get_language() or "en", "j M Y") + ", H:i")
        case dt.date():
            return day(value)
        case int():
            return _number(value, kind)
        case str():
            return value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
    return ", ".join(value)


def day(value: dt.date) -> str:
    """Write a day, without its year where nobody told it."""
    if value.year == NO_YEAR:
        return date_format(value, "j E")
    return date_format(value, _SHORT.get(get_language() or "en", "j M Y"))


def _number(value: int, kind: str) -> str:
    hundredths = value if kind in {"points", "money"} else value * 100
    written = money.localised(hundredths, get_language() or "en")
    return written if kind == "money" else written.removesuffix(",00").removesuffix(".00")


_SHORT = {"ru": "d.m.Y", "uk": "d.m.Y", "en": "j M Y"}
