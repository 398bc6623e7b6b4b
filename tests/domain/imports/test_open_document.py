"""A sheet of OpenDocument is read as any other, and refused where it would fill a server."""

import io
import zipfile

import pytest

from plushka.domain.imports.sheets import open_document
from plushka.domain.imports.sheets.opening import open_sheet
from plushka.domain.imports.sheets.sheet import Fault, SheetUnreadable

NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
MANIFEST = "<manifest:manifest>{}</manifest:manifest>"


def text(told: str, more: str = "") -> str:
    """A cell with a text."""
    return (
        f'<table:table-cell office:value-type="string"{more}><text:p>{told}</text:p>'
        "</table:table-cell>"
    )


def empty(times: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def row(*cells: str, times: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'
    )


def sheet(*rows: str, name: str = "Люди") -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def ods(*sheets: str, manifest: str = "") -> bytes:
    """Make a file as LibreOffice packs it."""
    body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    content = (
        f'<?xml version="1.0"?><office:document-content{NAMES}>{body}</office:document-content>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        zipped.writestr("META-INF/manifest.xml", MANIFEST.format(manifest))
        zipped.writestr("content.xml", content)
    return made.getvalue()


def fault(content: bytes) -> Fault:
    with pytest.raises(SheetUnreadable) as refused:
        open_sheet(content)
    return refused.value.fault


def look(content: bytes, size: int) -> None:
    """Look at a sheet in chunks."""
    extent = open_document.Extent()
    for start in range(0, len(content), size):
        extent.look(content[start : start + size])
    extent.end()


PEOPLE = row(text("Телефон"), text("Родился"), text("Баланс"), empty(16_381))
ANNA = row(
    text("+79161234567"),
    '<table:table-cell office:value-type="date" office:date-value="1990-02-28"/>',
    '<table:table-cell office:value-type="float" office:value="1234.5"><text:p>1 234,50</text:p>'
    "</table:table-cell>",
    empty(16_381),
)
REST = row(empty(16_384), times=1_048_574)
"""What LibreOffice writes below the last row, to fill the sheet."""


def test_cells_are_what_a_person_would_type():
    found = open_sheet(ods(sheet(PEOPLE, ANNA, REST), sheet(row(text("x")), REST, name="Ещё")))

    assert (found.header, found.name) == (("Телефон", "Родился", "Баланс"), "Люди")
    assert [(one.number, one.cells) for one in found.rows] == [
        (2, ("+79161234567", "1990-02-28", "1234.5"))
    ]


def test_rows_keep_the_numbers_that_the_spreadsheet_shows():
    found = open_sheet(ods(sheet(PEOPLE, row(empty(3), times=7), ANNA, REST)))

    assert [one.number for one in found.rows] == [9]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([PEOPLE, row(text("x"), times=1_048_000)], Fault.TOO_MANY_ROWS),
        ([PEOPLE, REST, row(text("x"))], Fault.TOO_MANY_ROWS),
        ([row(empty(16_000), text("x"))], Fault.TOO_MANY_COLUMNS),
        (
            [row(text("x", ' table:number-columns-repeated="16000"'))],
            Fault.TOO_MANY_COLUMNS,
        ),
        ([row(empty(99), text("x")), row(text("x"), times=100_000)], Fault.UNPACKS_TOO_LARGE),
        ([row(text('<text:s text:c="4000000000"/>'))], Fault.UNPACKS_TOO_LARGE),
        ([row(text("я" * 3_000), times=150_000)], Fault.UNPACKS_TOO_LARGE),
        ([row(text("x"), times=10) * 2, row(text("&#49;", ' text:c="&#49;"'))], Fault.DAMAGED),
    ],
    ids=["rows", "far down", "far right", "wide", "corners", "spaces", "text", "hidden number"],
)
def test_what_would_fill_a_server_is_refused_before_it_is_opened(rows: list[str], why: Fault):
    assert fault(ods(sheet(*rows))) is why


@pytest.mark.parametrize(
    "hiding",
    [
        row(text(f"<table:table>{row(text('x'))}</table:table>")),
        row("<!-- </table:table-cell> -->" + text("x")),
        f'<table:table table:name="y">{row(text("x"))}',
        row(text("x")) + f'<table:table table:name="y">{row(text("x"))}',
    ],
    ids=["rows within a cell", "a comment", "sheet at once", "sheet within a sheet"],
)
def test_what_could_hide_how_far_a_sheet_reaches_is_refused(hiding: str):
    assert fault(ods(sheet(row(text("phone")), hiding))) is Fault.DAMAGED


def test_sheets_are_counted_together():
    wide = sheet(row(empty(99), text("x")), row(text("x"), times=50_000))

    assert fault(ods(wide, wide)) is Fault.UNPACKS_TOO_LARGE


def test_what_is_cut_by_the_end_of_a_chunk_is_counted_whole():
    content = sheet(row(text("x"), times=300_000)).encode()
    for size in (1, 7, 50):
        with pytest.raises(SheetUnreadable):
            look(content, size)


def test_a_file_with_a_password_is_refused_by_name():
    locked = ods(sheet(PEOPLE), manifest="<manifest:encryption-data/>")

    assert fault(locked) is Fault.PASSWORD
