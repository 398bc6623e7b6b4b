"""In which forms codes are handed over: each written in pieces, which are joined at the end."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from plushka.domain.codes.models import Batch
from plushka.web.ui.printing import archives, qr, sheets, tables
from plushka.web.ui.printing.labels import Wording
from plushka.web.ui.printing.stocks import STOCKS

MOST_LABELS = 100_000
"""Some minutes of drawing; printers of more take a table."""

_ROWS = 50_000


class Wanted(msgspec.Struct, frozen=True):
    """What somebody wants of a batch: a request of a task. Names nobody."""

    batch: str
    form: str
    #: Whether the file goes into an archive with a password.
    is_closed: bool
    language: str
    #: What QR codes begin with: ``https://plushka.example``.
    root: str
    company: str
    how_to: str = ""
    stock: str = "70x37"
    level: str = qr.USUAL
    has_marks: bool = False


type Codes = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a file."""

    suffix: str
    media_type: str
    #: Codes of a portion, and the most that a file of it holds.
    at_once: Callable[[Wanted], int]
    most: int
    #: Writes a portion of a batch: its codes, and how many came before.
    write: Callable[[Batch, Wanted, Codes, int], bytes]
    #: Gives the files that the pieces make, by their names.
    join: Callable[[Wanted, str, Iterable[bytes]], Iterator[archives.Entry]]


def _rows(_wanted: Wanted) -> int:
    return _ROWS


def _labels(wanted: Wanted) -> int:
    return sheets.in_whole_pages(STOCKS[wanted.stock])


def _heads() -> list[str]:
    return [_("No."), _("Code"), _("As people read it"), _("Address for the QR code")]


def _csv(_batch: Batch, wanted: Wanted, codes: Codes, _before: int) -> bytes:
    return tables.csv_rows(codes, root=wanted.root, language=wanted.language)


def _join_csv(wanted: Wanted, name: str, pieces: Iterable[bytes]) -> Iterator[archives.Entry]:
    yield f"{name}.csv", tables.csv_file(pieces, heads=_heads(), language=wanted.language)


def _xlsx(_batch: Batch, wanted: Wanted, codes: Codes, _before: int) -> bytes:
    return tables.book_rows(codes, root=wanted.root)


def _join_xlsx(_wanted: Wanted, name: str, pieces: Iterable[bytes]) -> Iterator[archives.Entry]:
    yield f"{name}.xlsx", tables.book(pieces, heads=_heads())


def _pdf(batch: Batch, wanted: Wanted, codes: Codes, before: int) -> bytes:
    words = _("%(name)s, batch No. %(number)d") % {"name": batch.name, "number": batch.number}
    sheet = sheets.Sheet(
        stock=STOCKS[wanted.stock],
        wording=Wording(wanted.company, wanted.how_to),
        root=wanted.root,
        head=f"{wanted.company} · {words}",
        page_of=_("page {page} of {pages}"),
        letters=len(codes[0][1]),
        level=wanted.level,
        has_marks=wanted.has_marks,
        language=wanted.language,
    )
    drawn = (code for _number, code in codes)
    return sheets.draw(drawn, sheet=sheet, first=before + 1, of=batch.n_codes)


def _join_pdf(wanted: Wanted, name: str, pieces: Iterable[bytes]) -> Iterator[archives.Entry]:
    at_once = _labels(wanted)
    for place, piece in enumerate(pieces):
        yield f"{name}-{place * at_once + 1:06}.pdf", [piece]


_XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "pdf": Form("pdf", "application/pdf", _labels, MOST_LABELS, _pdf, _join_pdf),
        "csv": Form("csv", "text/csv; charset=utf-8", _rows, 10**9, _csv, _join_csv),
        "xlsx": Form("xlsx", _XLSX_TYPE, _rows, tables.MOST_IN_A_BOOK, _xlsx, _join_xlsx),
    }
)


def is_archive(wanted: Wanted, n_codes: int) -> bool:
    """Whether what comes out is an archive: with a password, or of several documents."""
    return wanted.is_closed or (wanted.form == "pdf" and n_codes > _labels(wanted))


def whole(
    wanted: Wanted, name: str, pieces: Iterable[bytes], *, n_codes: int, password: str
) -> Iterator[bytes]:
    """Join the pieces to what people fetch."""
    entries = FORMS[wanted.form].join(wanted, name, pieces)
    if is_archive(wanted, n_codes):
        yield from archives.pack(entries, password=password)
        return
    for _name, content in entries:
        yield from content


def details(wanted: Wanted) -> dict[str, Any]:
    """Give what records of changes tell of it."""
    told: dict[str, Any] = {"form": wanted.form, "closed": wanted.is_closed}
    return told | ({"stock": wanted.stock} if wanted.form == "pdf" else {})
