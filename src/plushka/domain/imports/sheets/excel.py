"""Sheets of Excel and OpenDocument, read with calamine; cells become texts as people type them."""

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from plushka.domain.imports.sheets.guard import check_zip
from plushka.domain.imports.sheets.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Fault,
    SheetUnreadable,
)

type Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

ZIP = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an .xls begins; an .xlsx with a password is wrapped in the same form."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LARGEST_OLD = 8 * 1024 * 1024
_EXACT = 10**15
"""Beyond it a double no longer has every whole number."""


def read(content: bytes) -> tuple[list[list[str]], int, str]:
    """Give the rows of the first sheet that shows any, its merged areas, and its name.

    The name is empty where the file has one sheet. Refuses what is too large,
    has a password, or is no such file.
    """
    if content.startswith(OLD):
        _check_old(content)
    else:
        check_zip(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheet = _sheet(book)
            if sheet is None:
                raise SheetUnreadable(Fault.EMPTY)
            rows = _rows(sheet)
            merged = sheet.merged_cell_ranges or []
            name = sheet.name if len(book.sheet_names) > 1 else ""
    except PasswordError as error:
        raise SheetUnreadable(Fault.PASSWORD) from error
    except (CalamineError, OSError, ValueError) as error:
        raise SheetUnreadable(Fault.DAMAGED) from error
    return rows, len(merged), name


def _check_old(content: bytes) -> None:
    if _ENCRYPTED in content:
        raise SheetUnreadable(Fault.PASSWORD)
    if len(content) > _LARGEST_OLD:
        raise SheetUnreadable(Fault.TOO_LARGE)


def _sheet(book: CalamineWorkbook) -> CalamineSheet | None:
    """Give the first sheet that people see and that has a cell."""
    for told in book.sheets_metadata:
        if told.typ == SheetTypeEnum.WorkSheet and told.visible == SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_name(told.name)
            if sheet.height:
                return sheet
    return None


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    if sheet.total_height > MOST_ROWS + 1:
        raise SheetUnreadable(Fault.TOO_MANY_ROWS)
    if sheet.total_width > MOST_COLUMNS:
        raise SheetUnreadable(Fault.TOO_MANY_COLUMNS)
    # With the empty area before them rows keep the numbers that the spreadsheet shows.
    return [texts(row) for row in sheet.to_python(skip_empty_area=False)]


def texts(row: Sequence[Cell]) -> list[str]:
    """Write cells as texts."""
    return [cell if type(cell) is str else text(cell) for cell in row]


def text(cell: Cell) -> str:
    """Write one cell: 79161234567.0 as 79161234567, a date as 2026-11-21, yes as 1."""
    match cell:
        case bool():
            return "1" if cell else "0"
        case float():
            return _number(cell)
        case dt.datetime():
            is_day = cell.time() == dt.time()
            return str(cell.date()) if is_day else cell.isoformat(" ", "seconds")
        case _:
            return str(cell)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    # Excel keeps fifteen digits; the rest of a double is noise of its sums.
    return f"{Decimal(format(value, '.15g')):f}"
