"""A book for Excel, written row by row: texts are texts, never formulas or links."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter

from plushka.lib.spreadsheets import harmless

if TYPE_CHECKING:
    from plushka.web.manager.exporting.gathering import Book, Cell

MOST_ROWS = 1_048_575
"""A sheet has no more beside its head; the rest comes on the next one."""

LONGEST = 32_767
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(path: Path, book: "Book", rows: "Iterable[Sequence[Cell]]") -> None:
    """Write a book, whose memory does not grow with its rows."""
    with xlsxwriter.Workbook(str(path), _OPTIONS) as made:
        formats = {
            "day": made.add_format({"num_format": "dd.mm.yyyy"}),
            "moment": made.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
            "number": made.add_format({"num_format": "#,##0.##"}),
        }
        bold = made.add_format({"bold": True})
        sheet, place = _sheet(made, book, bold), 0
        for row in rows:
            if place == MOST_ROWS:
                sheet, place = _sheet(made, book, bold), 0
            place += 1
            for column, (kind, value) in enumerate(row):
                if value:
                    _put(sheet, place, column, kind, value, formats)


def _sheet(made: Any, book: "Book", bold: Any) -> Any:
    sheet = made.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, len(book.heads) - 1), 18)
    for column, head in enumerate(book.heads):
        sheet.write_string(0, column, head, bold)
    return sheet


def _put(
    sheet: Any, row: int, column: int, kind: str, value: str, formats: dict[str, Any]
) -> None:
    match kind:
        case "number":
            sheet.write_number(row, column, float(value), formats["number"])
        case "day" if value >= "1900-03-01":
            day = dt.datetime.fromisoformat(value)
            sheet.write_datetime(row, column, day, formats["day"])
        case "moment":
            sheet.write_datetime(row, column, dt.datetime.fromisoformat(value), formats["moment"])
        case "phone":
            sheet.write_string(row, column, value)
        case _:
            sheet.write_string(row, column, harmless(value)[:LONGEST])
