"""A file is opened, whatever it is."""

import re
from collections.abc import Sequence

from plushka.domain.imports.sheets import delimited, excel
from plushka.domain.imports.sheets.sheet import (
    LARGEST,
    MOST_COLUMNS,
    MOST_ROWS,
    Fault,
    Row,
    Sheet,
    SheetUnreadable,
)

_DATA = re.compile(r"\+?[0-9][0-9 ()./,:-]{4,}", re.ASCII)
"""What looks like a phone, a card, a date or a sum, and like no name of a column."""

_MOST_TITLES = 10
_FORMULA = frozenset("=+-@")

_FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"PAR1")


def open_sheet(content: bytes) -> Sheet:
    """Read a file as a sheet: xlsx, xls, ods or CSV, told by what is in it and not by its name.

    Refuses what is no such file, and what is larger than is taken.
    """
    if len(content) > LARGEST:
        raise SheetUnreadable(Fault.TOO_LARGE)
    if not content.strip():
        raise SheetUnreadable(Fault.EMPTY)
    if content.startswith(_FOREIGN):
        raise SheetUnreadable(Fault.NOT_TAKEN)
    if content.startswith((excel.ZIP, excel.OLD)):
        return _sheet(*excel.read(content))
    return _sheet(delimited.read(content))


def _sheet(table: Sequence[list[str]], n_merged: int = 0, name: str = "") -> Sheet:
    filled = [Row(number, tuple(row)) for number, row in enumerate(table, 1) if _says(row)]
    if not filled:
        raise SheetUnreadable(Fault.EMPTY)
    width = max(_width(row.cells) for row in filled)
    if width > MOST_COLUMNS:
        raise SheetUnreadable(Fault.TOO_MANY_COLUMNS)
    filled = filled[_title(filled) :]
    first = filled[0]
    has_header = not any(_DATA.fullmatch(cell.strip()) for cell in first.cells)
    rows = filled[1:] if has_header else filled
    if not rows:
        raise SheetUnreadable(Fault.EMPTY)
    if len(rows) > MOST_ROWS:
        raise SheetUnreadable(Fault.TOO_MANY_ROWS)
    header = _header(first.cells if has_header else (), width)
    return Sheet(
        header=header,
        rows=[Row(row.number, _wide(row.cells, width)) for row in rows],
        has_header=has_header,
        n_empty=len(table) - first.number + 1 - len(filled),
        n_merged=n_merged,
        name=name,
    )


def _title(filled: Sequence[Row]) -> int:
    """Say how many rows stand above the table: titles have one cell, and the table more."""
    for place, row in enumerate(filled[:_MOST_TITLES]):
        if sum(map(bool, map(str.strip, row.cells))) > 1:
            return place
    return 0


def _header(cells: Sequence[str], width: int) -> tuple[str, ...]:
    names = [" ".join(cell.split())[:200] for cell in _wide(cells, width)]
    return tuple(name or _letters(place) for place, name in enumerate(names))


def _wide(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(map(_unmarked, cells[:width])) + ("",) * (width - len(cells))


def _unmarked(cell: str) -> str:
    """Drop the mark that keeps a spreadsheet from taking a text for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def _says(row: Sequence[str]) -> bool:
    return any(cell and not cell.isspace() for cell in row)


def _width(cells: Sequence[str]) -> int:
    return max(place for place, cell in enumerate(cells, 1) if cell and not cell.isspace())


def _letters(place: int) -> str:
    """Name a column as a spreadsheet does: A, B … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
