"""Whether a sheet of OpenDocument (.ods) comes to what can be read, seen before it is opened.

Such a file says "this row a million times, this cell sixteen thousand times, a billion spaces",
and packs well besides. So its rows are counted as they would be written out: how far they reach,
how many cells they fill, and how much text. What is empty and repeated at the end, as office
programs write it to fill the sheet, costs nothing and counts for nothing.
"""

import re

from plushka.domain.imports.sheets.sheet import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Fault,
    SheetUnreadable,
)

CONTENT = "content.xml"
"""The part of such a file that holds its sheets."""

MANIFEST = "META-INF/manifest.xml"
ENCRYPTED = b"encryption-data"
"""What the manifest says of parts that need a password."""

_MOST_TEXT = 256 * 1024 * 1024
_LONGEST_ROW = 8 * 1024 * 1024
_ROW = b"<table:table-row"
_OPENS = re.compile(rb"<table:table[\s>/]")
_CLOSES = re.compile(rb"</table:table\s*>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell")
_CELL_ENDS = (b"</table:table-cell", b"</table:covered-table-cell")
_DECLARED = b"<!"
_REPEATED = b"-repeated"
_TIMES = re.compile(
    rb"(number-rows-repeated|number-columns-repeated|text:c)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
)
_SPACES = b"text:c"
_FILLED = (b"office:", b"<text:", b"table:formula")


class Extent:
    """How far the rows of all sheets of a file reach, seen chunk by chunk."""

    def __init__(self) -> None:
        self._tail = b""
        self._is_in_rows = False
        #: Of the sheet that is looked at: rows so far, the last one that is filled, the width.
        self._place = self._last = self._width = 0
        #: Of the sheets before it.
        self._cells = 0
        self._text = 0

    def look(self, chunk: bytes) -> None:
        """Look at the next bytes; refuses what comes to too much."""
        first, *rows = (self._tail + chunk).split(_ROW)
        if rows:
            self._segment(first)
            for row in rows[:-1]:
                self._is_in_rows = True
                self._segment(row)
            self._is_in_rows = True
            self._tail = rows[-1]
        else:
            self._tail = first
        # The name of a tag may be cut in two by the end of a chunk, so the tail stays whole.
        if len(self._tail) > _LONGEST_ROW:
            raise SheetUnreadable(Fault.UNPACKS_TOO_LARGE)

    def end(self) -> None:
        """Look at what is left."""
        self._segment(self._tail)
        self._tail = b""

    def _segment(self, text: bytes) -> None:
        """Look at one row with what follows it, or at what stands before the first."""
        if (
            _DECLARED in text
        ):  # comments could hide where a cell ends; no office program writes any
            raise SheetUnreadable(Fault.DAMAGED)
        if not self._is_in_rows:
            return
        head, *parts = _CELL.split(text)
        cells, rest = _cells(parts) if parts else ([], head)
        self._row(_times(head, b"number-rows-repeated"), cells)
        if opens := _OPENS.search(rest):
            if not _CLOSES.search(rest, 0, opens.start()):
                raise SheetUnreadable(Fault.DAMAGED)
            self._cells += self._last * self._width
            self._place = self._last = self._width = 0

    def _row(self, times: int, cells: list[bytes]) -> None:
        """Count a row that stands so many times."""
        self._place += times
        width = self._width_of(cells, times)
        if not width:
            return
        self._last, self._width = self._place, max(self._width, width)
        if self._last > MOST_ROWS + 1:
            raise SheetUnreadable(Fault.TOO_MANY_ROWS)
        if self._width > MOST_COLUMNS:
            raise SheetUnreadable(Fault.TOO_MANY_COLUMNS)
        if self._cells + self._last * self._width > MOST_CELLS or self._text > _MOST_TEXT:
            raise SheetUnreadable(Fault.UNPACKS_TOO_LARGE)

    def _width_of(self, cells: list[bytes], times: int) -> int:
        """Say how wide a row is up to its last filled cell; its text is counted besides."""
        place = width = 0
        for cell in cells:
            columns = _times(cell, b"number-columns-repeated") if _REPEATED in cell else 1
            place += columns
            if any(mark in cell for mark in _FILLED):
                width = place
                length = len(cell) + (_times(cell, _SPACES) if _SPACES in cell else 0)
                self._text += length * columns * times
        return width


def _cells(parts: list[bytes]) -> tuple[list[bytes], bytes]:
    """Cut cells where they end; give what follows the last one too.

    Refuses cells within which there are rows or sheets: no spreadsheet has any, and whoever
    reads it and whoever counts it could disagree on where they end.
    """
    cells, rest = [], b""
    for part in parts:
        end = max(part.rfind(mark) for mark in _CELL_ENDS)
        is_alone = end < 0
        if is_alone:
            end = part.find(b"<")
        cell, rest = (part, b"") if end < 0 else (part[:end], part[end:])
        is_whole = not is_alone or cell.rstrip().endswith(b"/>")
        if not is_whole or _OPENS.search(cell):
            raise SheetUnreadable(Fault.DAMAGED)
        cells.append(cell)
    return cells, rest


def _times(text: bytes, name: bytes) -> int:
    """Add up what attributes of a name say, at least one; refuses what is no plain number."""
    told = 0
    for found, double, single in _TIMES.findall(text):
        if found == name:
            number = double or single
            if not number.isdigit():
                raise SheetUnreadable(Fault.DAMAGED)
            told += int(number)
    return max(1, told)
