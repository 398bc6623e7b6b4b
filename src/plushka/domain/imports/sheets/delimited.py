"""CSV as people have it: any of the usual encodings, and whatever stands between the cells."""

import codecs
import csv
import io

from plushka.domain.imports.sheets.sheet import MOST_ROWS, Fault, SheetUnreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ";,\t|"


def read(content: bytes) -> list[list[str]]:
    """Give the rows of a CSV. Refuses what is no text, and no table."""
    text = decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(first), strict=True)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MOST_ROWS + 1:
                raise SheetUnreadable(Fault.TOO_MANY_ROWS)
    except csv.Error as error:
        raise SheetUnreadable(Fault.NOT_CSV, row=len(rows) + 1) from error
    return rows


def decoded(content: bytes) -> str:
    """Read text by its mark; without one as UTF-8, and where that fails as Windows-1251."""
    names = [name for mark, name in _MARKS if content.startswith(mark)] or ["utf-8", "cp1251"]
    for name in names:
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    raise SheetUnreadable(Fault.ENCODING)


def _delimiter(line: str) -> str:
    """Choose what stands most often between the cells of the first line, outside quotes."""
    outside = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)
