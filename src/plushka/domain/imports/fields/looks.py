"""What cells look like."""

import re
from collections.abc import Callable, Mapping, Sequence

from plushka.domain.imports import notations as cells
from plushka.domain.imports.fields.field import Look
from plushka.domain.imports.reasons import RowWrong

_MOST_WRONG = 5
"""One cell in so many may look otherwise."""

_NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]*){1,5}")
_YOUNGEST = 2020
"""Whose birthday it may be."""


def looks_like(look: Look, sample: Sequence[str], *, region: str) -> bool | None:
    """Tell whether most cells look so; None where that cannot be told."""
    fits = _FITS.get(look)
    if fits is None or not sample:
        return None
    return sum(not fits(cell, region) for cell in sample) * _MOST_WRONG <= len(sample)


def _reads(read: Callable[[], object]) -> bool:
    try:
        read()
    except RowWrong:
        return False
    return True


def _phone(cell: str, region: str) -> bool:
    return _reads(lambda: cells.phone(cell, region=region))


def _card(cell: str, _region: str) -> bool:
    return _reads(lambda: cells.card(cell))


def _number(cell: str, _region: str) -> bool:
    return _reads(lambda: cells.signed(cell, field=""))


def _birthday(cell: str, _region: str) -> bool:
    try:
        day = cells.day(cell, field="", may_lack_year=True)
    except RowWrong:
        return False
    return day.year < _YOUNGEST


def _date(cell: str, _region: str) -> bool:
    return _reads(lambda: cells.day(cell, field=""))


def _moment(cell: str, _region: str) -> bool:
    return _reads(lambda: cells.moment(cell, field="", zone="UTC"))


def _yes(cell: str, _region: str) -> bool:
    return _reads(lambda: cells.yes(cell, field=""))


def _email(cell: str, _region: str) -> bool:
    return _reads(lambda: cells.email(cell, field=""))


def _name(cell: str, _region: str) -> bool:
    return bool(_NAME.fullmatch(cell))


_FITS: Mapping[Look, Callable[[str, str], bool]] = {
    Look.PHONE: _phone,
    Look.CARD: _card,
    Look.NUMBER: _number,
    Look.BIRTHDAY: _birthday,
    Look.DATE: _date,
    Look.MOMENT: _moment,
    Look.YES: _yes,
    Look.NAME: _name,
    Look.EMAIL: _email,
}
