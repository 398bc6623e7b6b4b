"""Whether a packed file, Excel or OpenDocument, unpacks into what can be read.

It is seen before it is opened. The sizes in the directory of a zip may lie, so what comes out
is counted too. And a sheet is held in memory as a full rectangle: one cell far to the right of,
and one far below all others would make billions of empty ones, so the corners are looked for in
the text of the sheet.
"""

import io
import re
import zipfile
import zlib

from plushka.domain.imports.sheets import open_document
from plushka.domain.imports.sheets.sheet import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Fault,
    SheetUnreadable,
)

MOST_UNPACKED = 256 * 1024 * 1024
MOST_TIMES = 200
"""How many times larger than packed; a sheet of a thousand equal rows comes to fifty."""

SMALL = 10 * 1024 * 1024
"""What unpacks into no more may be packed as well as it likes."""

_MOST_PARTS = 1000
_CHUNK = 1024 * 1024
_OVERLAP = 64
_ROW = re.compile(rb'<(?:\w+:)?row [^>]{0,200}?\br="([0-9]{1,7})"')
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_FAR = re.compile(rb'<(?:\w+:)?c [^>]{0,200}?\br="([A-Z]{2,3})[0-9]')


def check_zip(content: bytes) -> None:
    """Refuse a zip that unpacks into too much; damaged ones too."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            parts = zipped.infolist()
            if len(parts) > _MOST_PARTS:
                raise SheetUnreadable(Fault.UNPACKS_TOO_LARGE)
            _check_size(sum(part.file_size for part in parts), len(content))
            _check_password(zipped)
            unpacked = 0
            for part in parts:
                unpacked = _check_part(zipped, part, unpacked, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise SheetUnreadable(Fault.DAMAGED) from error
    except RuntimeError as error:  # what zipfile says of a zip that needs a password
        raise SheetUnreadable(Fault.PASSWORD) from error


def _check_size(unpacked: int, packed: int) -> None:
    is_bomb = unpacked > SMALL and unpacked > packed * MOST_TIMES
    if unpacked > MOST_UNPACKED or is_bomb:
        raise SheetUnreadable(Fault.UNPACKS_TOO_LARGE)


def _check_password(zipped: zipfile.ZipFile) -> None:
    """Refuse an OpenDocument that is locked: its parts are there, and say nothing."""
    if open_document.MANIFEST in zipped.namelist():
        with zipped.open(open_document.MANIFEST) as manifest:
            if open_document.ENCRYPTED in manifest.read(_CHUNK):
                raise SheetUnreadable(Fault.PASSWORD)


def _check_part(zipped: zipfile.ZipFile, part: zipfile.ZipInfo, before: int, packed: int) -> int:
    """Unpack a part bit by bit; give how much came out so far."""
    is_sheet = "worksheets/" in part.filename
    extent = _Extent()
    rows = open_document.Extent() if part.filename == open_document.CONTENT else None
    tail = b""
    with zipped.open(part) as unpacking:
        while chunk := unpacking.read(_CHUNK):
            before += len(chunk)
            _check_size(before, packed)
            if is_sheet:
                extent.look(tail, chunk)
                tail = chunk[-_OVERLAP:]
            elif rows is not None:
                rows.look(chunk)
        if rows is not None:
            rows.end()
    return before


class _Extent:
    """How far the cells of a sheet reach."""

    def __init__(self) -> None:
        self.rows = self.columns = self.cells = 0

    def look(self, tail: bytes, chunk: bytes) -> None:
        text = tail + chunk
        # What lies wholly in the tail was counted before; rows and columns may be met twice.
        self.cells += sum(1 for found in _CELL.finditer(text) if found.end() > len(tail))
        self.rows = max(self.rows, *(int(found) for found in _ROW.findall(text)), 0)
        self.columns = max(self.columns, *(_column(found) for found in set(_FAR.findall(text))), 0)
        if self.rows > MOST_ROWS + 1:
            raise SheetUnreadable(Fault.TOO_MANY_ROWS)
        if self.columns > MOST_COLUMNS:
            raise SheetUnreadable(Fault.TOO_MANY_COLUMNS)
        if max(self.cells, self.rows * self.columns) > MOST_CELLS:
            raise SheetUnreadable(Fault.UNPACKS_TOO_LARGE)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
