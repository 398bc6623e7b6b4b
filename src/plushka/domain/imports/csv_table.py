"""A table of sales as CSV: UTF-8, comma or semicolon, a header.

The file is read twice: once to see where each receipt begins and when it was
sold, then receipt by receipt in order of time. So a file larger than memory
can be read; only 32 bytes a receipt are kept.
"""

import csv
import io
import mmap
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from plushka.domain.imports import cells
from plushka.domain.imports.layout import COLUMNS, Cells, FileUnreadable, places
from plushka.domain.imports.table import in_order, moment
from plushka.lib.refusal import BadField

_TOLD_APART_BY = ("outlet", "receipt", "at")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Form:
    """How the rows are written: the delimiter, and where each of ``COLUMNS`` stands."""

    delimiter: str
    places: tuple[int | None, ...]
    width: int
    #: The same of those that tell one receipt from the next, and say when it was.
    outlet: int
    receipt: int
    at: int


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The receipts of one file, by where they stand: first and last byte, first row, moment."""

    path: Path
    form: Form
    starts: "array[int]"
    ends: "array[int]"
    rows: "array[int]"
    moments: "array[int]"

    @property
    def n_receipts(self) -> int:
        return len(self.starts)

    def receipts(self) -> Iterator[Sequence[Cells]]:
        """Give the rows of each receipt, in order of ``at``; ties keep the order of the file."""
        if not self.n_receipts:
            return
        with (
            self.path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            for place in in_order(self.moments):
                found = content[self.starts[place] : self.ends[place]]
                lines = io.StringIO(found.decode(), newline="")
                reader = csv.reader(lines, delimiter=self.form.delimiter, strict=True)
                yield [
                    _cells(row, number, self.form)
                    for number, row in enumerate(reader, self.rows[place])
                    if row
                ]


def read(path: Path) -> CsvTable:
    """Find the receipts of a file. Refuses one that is no such table, naming the row."""
    with path.open("rb") as file:
        form = _form(file, path.name)
        table = CsvTable(path, form, *(array("q") for _ in range(4)))
        last: tuple[str, str] | None = None
        for start, end, number, row in _rows(file, form, path.name):
            receipt = (_cell(row, form.outlet), _cell(row, form.receipt))
            if receipt == last:
                table.ends[-1] = end
                continue
            last = receipt
            table.starts.append(start)
            table.ends.append(end)
            table.rows.append(number)
            table.moments.append(_moment(_cell(row, form.at)))
    return table


def _form(file: IO[bytes], name: str) -> Form:
    first = file.readline()
    try:
        header = first.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        raise FileUnreadable(f"{name} is not UTF-8 text: save it as UTF-8.") from error
    if not header.strip():
        raise FileUnreadable(f"{name} does not begin with a row of column names.")
    delimiter = ";" if header.count(";") > header.count(",") else ","
    try:
        names = next(csv.reader([header], delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _unreadable(name, 1, error) from error
    found = places(names, file=name)
    outlet, receipt, at = (found[COLUMNS.index(column)] or 0 for column in _TOLD_APART_BY)
    return Form(delimiter, found, len(names), outlet, receipt, at)


def _rows(file: IO[bytes], form: Form, name: str) -> Iterator[tuple[int, int, int, list[str]]]:
    """Give each row with its first byte, its last and its number."""
    counted = _Counted(file, file.tell())
    number, start = 1, counted.position
    try:
        for row in csv.reader(counted, delimiter=form.delimiter, strict=True):
            number += 1
            if row:
                yield start, counted.position, number, row
            start = counted.position
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(name, number + 1, error) from error


class _Counted:
    """Lines of a file as text, and how many bytes were read: csv may take several for one row."""

    def __init__(self, file: IO[bytes], position: int) -> None:
        self.file = file
        self.position = position

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> str:
        line = self.file.readline()
        if not line:
            raise StopIteration
        self.position += len(line)
        return line.decode()


def _unreadable(name: str, number: int, error: Exception) -> FileUnreadable:
    if isinstance(error, UnicodeDecodeError):
        return FileUnreadable(f"{name} is not UTF-8 text in row {number}: save it as UTF-8.")
    return FileUnreadable(f"{name} is no CSV in row {number}: {error}.")


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _cells(row: list[str], number: int, form: Form) -> Cells:
    filled = row if len(row) == form.width else [*row, *[""] * form.width]
    texts = ["" if place is None else filled[place].strip() for place in form.places]
    written = Cells(number, *texts)
    if filled is row:
        return written
    return replace(written, fault=f"there are {len(row)} cells instead of {form.width}")


def _moment(cell: str) -> int:
    try:
        return moment(cells.moment(cell))
    except BadField:
        return moment(None)
