"""CSV as spreadsheets open it: with a BOM, and semicolons where a comma is in the numbers."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plushka.lib.spreadsheets import harmless

if TYPE_CHECKING:
    from plushka.web.manager.exporting.gathering import Book, Cell


def write(path: Path, book: "Book", rows: "Iterable[Sequence[Cell]]") -> None:
    """Write a file row by row."""
    is_english = book.language == "en"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=_between(book.language))
        writer.writerow([harmless(head) for head in book.heads])
        for row in rows:
            writer.writerow([_text(kind, value, is_english) for kind, value in row])


def small(rows: Iterable[Sequence[object]], *, language: str) -> bytes:
    """Write a table that is held in memory and sent at once; its first row are the heads."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=_between(language))
    for row in rows:
        writer.writerow([harmless(one) if isinstance(one, str) else one for one in row])
    return file.getvalue().encode("utf-8-sig")


def _between(language: str) -> str:
    return "," if language == "en" else ";"


def _text(kind: str, value: str, is_english: bool) -> str:  # noqa: FBT001 - which language
    if not value:
        return ""
    match kind:
        case "number":
            return value if is_english else value.replace(".", ",")
        case "phone":
            # Without its plus a phone is no formula, and is read back all the same.
            return value.removeprefix("+")
        case "day":
            day = dt.date.fromisoformat(value)
            return value if is_english else f"{day:%d.%m.%Y}"
        case "moment":
            moment = dt.datetime.fromisoformat(value)
            return f"{moment:%Y-%m-%d %H:%M}" if is_english else f"{moment:%d.%m.%Y %H:%M}"
    return harmless(value)
