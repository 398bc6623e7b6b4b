"""A sheet: a header and rows of texts, and why a file is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from plushka.lib.refusal import Refusal

LARGEST = 32 * 1024 * 1024
"""Bytes of a file that is taken."""

MOST_ROWS = 200_000
MOST_COLUMNS = 100
MOST_CELLS = 8_000_000
"""Cells of a sheet, empty ones between others included: each takes memory when it is read."""


class Fault(StrEnum):
    """What is wrong with a file as a whole."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    PASSWORD = "password"  # noqa: S105 - a fault's name
    DAMAGED = "damaged"
    NOT_TAKEN = "not_taken"
    ENCODING = "encoding"
    NOT_CSV = "not_csv"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"


class SheetUnreadable(Refusal):
    """The file as a whole cannot be read; ``fault`` says why, ``row`` where, as far as known."""

    code = "sheet_unreadable"

    def __init__(self, fault: Fault, *, row: int = 0) -> None:
        why = fault.value.replace("_", " ")
        super().__init__(f"The file cannot be read as a table: {why}.", fault=fault.value, row=row)
        self.fault = fault
        self.row = row


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is written: its number as the spreadsheet counts, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header and the rows that say anything; every row is as wide as the header.

    ``n_empty`` rows were left out and ``n_merged`` areas of cells were one: the
    value of such an area stands in its first cell, and the others are empty.
    ``name`` is that of the sheet where the file has several.
    """

    header: tuple[str, ...]
    rows: Sequence[Row]
    has_header: bool = True
    n_empty: int = 0
    n_merged: int = 0
    name: str = ""
