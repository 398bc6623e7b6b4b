"""Codes as tables: CSV, and a book for Excel, in pieces that are joined at the end.

Written by hand, because the library for books keeps a sheet in a file until it is whole, and codes
must not lie in a file. What stands in these tables needs no escaping: numbers, codes, addresses.
"""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from plushka.domain.codes.spelling import shown
from plushka.web.ui.printing import archives, qr

MOST_IN_A_BOOK = 1_048_575
"""Rows of a sheet of Excel beside its head."""

type Codes = Iterable[tuple[int, str]]

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    "</Types>"
)
_WORKBOOK = (
    f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Codes" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


_PARTS = (
    ("[Content_Types].xml", _CONTENT),
    ("_rels/.rels", _relation("officeDocument", "xl/workbook.xml")),
    ("xl/workbook.xml", _WORKBOOK),
    ("xl/_rels/workbook.xml.rels", _relation("worksheet", "worksheets/sheet1.xml")),
)
_SHEET = (
    f'{_XML}<worksheet xmlns="{_SPREADSHEET}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
    '</sheetViews><cols><col min="1" max="1" width="10" customWidth="1"/>'
    '<col min="2" max="3" width="24" customWidth="1"/>'
    '<col min="4" max="4" width="56" customWidth="1"/></cols><sheetData>'
)
_AFTER = "</sheetData></worksheet>"


def csv_rows(codes: Codes, *, root: str, language: str) -> bytes:
    """Write rows of a CSV: number, code, the code in groups, the address of its QR code."""
    sign = _between(language)
    lines = [
        f"{number}{sign}{code}{sign}{shown(code)}{sign}{qr.address_of(root, code)}\r\n"
        for number, code in codes
    ]
    return "".join(lines).encode()


def csv_file(pieces: Iterable[bytes], *, heads: Sequence[str], language: str) -> Iterator[bytes]:
    """Put rows under their heads, as spreadsheets open it: with a BOM."""
    yield ("\ufeff" + _between(language).join(heads) + "\r\n").encode()
    yield from pieces


def book_rows(codes: Codes, *, root: str) -> bytes:
    """Write rows of a sheet: the same columns; what is a text stays one, also digits alone."""
    rows = [
        f"<row><c><v>{number}</v></c>{_text(code)}{_text(shown(code))}"
        f"{_text(qr.address_of(root, code))}</row>"
        for number, code in codes
    ]
    return "".join(rows).encode()


def book(pieces: Iterable[bytes], *, heads: Sequence[str]) -> Iterator[bytes]:
    """Put rows under their heads in a book for Excel."""
    parts: list[archives.Entry] = [(name, [(_XML + xml).encode()]) for name, xml in _PARTS]
    return archives.pack([*parts, ("xl/worksheets/sheet1.xml", _sheet(pieces, heads))])


def _sheet(pieces: Iterable[bytes], heads: Sequence[str]) -> Iterator[bytes]:
    cells = "".join(_text(escape(head)) for head in heads)
    yield f"{_SHEET}<row>{cells}</row>".encode()
    yield from pieces
    yield _AFTER.encode()


def _text(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def _between(language: str) -> str:
    """Give the sign between columns; where numbers have a comma, spreadsheets want another."""
    return "," if language == "en" else ";"
