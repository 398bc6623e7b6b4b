"""Whatever file people have becomes rows of texts, or is refused in words."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from plushka.domain.imports.sheets import guard, opening
from plushka.domain.imports.sheets.opening import open_sheet
from plushka.domain.imports.sheets.sheet import Fault, SheetUnreadable

TEXT = 'Телефон;Имя\r\n+79161234567;"Анна; ""А"""\r\n\r\n;\r\n+79161234568;Богдан;лишнее\r\n'


def excel(fill) -> bytes:
    """Make an Excel file; ``fill`` writes into its first sheet."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        fill(book, book.add_worksheet("Люди"))
    return made.getvalue()


def fault(content: bytes) -> Fault:
    with pytest.raises(SheetUnreadable) as refused:
        open_sheet(content)
    return refused.value.fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_in_any_usual_notation(encoding: str, delimiter: str):
    sheet = open_sheet(TEXT.replace(";", delimiter).encode(encoding))

    assert sheet.header == ("Телефон", "Имя", "C")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (2, ("+79161234567", f'Анна{delimiter} "А"', "")),
        (5, ("+79161234568", "Богдан", "лишнее")),
    ]
    assert (sheet.n_empty, sheet.has_header) == (2, True)


def test_a_table_without_names_of_columns_has_letters_for_them():
    sheet = open_sheet(b"+79161234567,Anna\n+79161234568,Bohdan\n")

    assert (sheet.header, sheet.has_header, len(sheet.rows)) == (("A", "B"), False, 2)
    assert sheet.rows[0].number == 1


def test_cells_of_excel_are_what_a_person_would_type():
    def fill(book, page):
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        page.write_row(0, 0, ["phone", "card", "born", "at", "sum", "yes", "formula", "noise"])
        page.write_number(1, 0, 7.9161234567e10)
        page.write_string(1, 1, "0012345678905")
        page.write_datetime(1, 2, dt.date(1990, 2, 28), day)
        page.write_datetime(1, 3, dt.datetime.fromisoformat("2026-11-21T09:30"), moment)
        page.write_number(1, 4, 1234.5)
        page.write_boolean(1, 5, True)
        page.write_formula(1, 6, "=1+1", value=2)
        page.write_number(1, 7, 0.1 + 0.2)

    sheet = open_sheet(excel(fill))

    assert sheet.rows[0].cells == (
        "79161234567",
        "0012345678905",
        "1990-02-28",
        "2026-11-21 09:30:00",
        "1234.5",
        "1",
        "2",
        "0.3",
    )


def test_merged_cells_are_told_and_rows_keep_the_numbers_of_the_spreadsheet():
    def fill(book, page):
        page.merge_range("A1:B1", "Клиенты")
        page.write_row(2, 0, ["phone", "name"])
        page.write_row(3, 0, ["+79161234567", "Анна"])
        page.merge_range("A6:A7", "+79161234568")
        other = book.add_worksheet("Ещё")
        other.write_row(0, 0, ["x"])

    sheet = open_sheet(excel(fill))

    assert (sheet.n_merged, sheet.name) == (2, "Люди")
    assert sheet.header == ("phone", "name")
    assert [row.number for row in sheet.rows] == [4, 6]


def test_the_first_sheet_that_people_see_is_read():
    def fill(book, page):
        page.hide()
        page.write_row(0, 0, ["secret", "sheet"])
        shown = book.add_worksheet("Shown")
        shown.activate()
        shown.set_first_sheet()
        shown.write_row(0, 0, ["phone"])
        shown.write_row(1, 0, ["+79161234567"])

    assert open_sheet(excel(fill)).header == ("phone",)


def _zip(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return made.getvalue()


def _sheet_of(cells: bytes) -> bytes:
    return _zip(**{"xl/worksheets/sheet1.xml": b"<sheetData>" + cells + b"</sheetData>"})


def test_files_that_would_fill_a_server_are_refused_before_they_are_opened(monkeypatch):
    bomb = _zip(**{"xl/worksheets/sheet1.xml": b"0" * (guard.SMALL + 1)})
    far_down = _sheet_of(b'<row r="1048576"><c r="A1048576"/></row>')
    far_right = _sheet_of(b'<row r="1"><c r="XFD1" s="1"/></row>')
    corners = _sheet_of(b'<row r="150000"><c r="CV1"/></row>')

    assert fault(bomb) is Fault.UNPACKS_TOO_LARGE
    assert fault(far_down) is Fault.TOO_MANY_ROWS
    assert fault(far_right) is Fault.TOO_MANY_COLUMNS
    assert fault(corners) is Fault.UNPACKS_TOO_LARGE
    monkeypatch.setattr(guard, "MOST_UNPACKED", 100)
    assert fault(excel(lambda _book, page: page.write(0, 0, "x"))) is Fault.UNPACKS_TOO_LARGE


def test_a_directory_that_lies_of_sizes_is_not_believed(monkeypatch):
    honest = _zip(**{"xl/worksheets/sheet1.xml": b"0" * 5000})
    lying = honest.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))

    assert fault(lying) in {Fault.DAMAGED, Fault.UNPACKS_TOO_LARGE}


def test_what_is_no_table_is_refused_by_name(monkeypatch):
    locked = opening.excel.OLD + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    whole = excel(lambda _book, page: page.write(0, 0, "x"))

    assert fault(b"") is Fault.EMPTY
    assert fault(b" \n") is Fault.EMPTY
    assert fault(b"phone,name\n") is Fault.EMPTY
    assert fault(excel(lambda *_: None)) is Fault.EMPTY
    assert fault(locked) is Fault.PASSWORD
    assert fault(opening.excel.OLD + b"\0" * 600) is Fault.DAMAGED
    assert fault(whole[: len(whole) // 2]) is Fault.DAMAGED
    assert fault(_zip(a=b"b")) is Fault.DAMAGED
    assert fault(b"%PDF-1.7 ...") is Fault.NOT_TAKEN
    assert fault(b"\xff\xd8\xff...") is Fault.NOT_TAKEN
    assert fault("имя".encode("cp1251") + b"\x98") is Fault.ENCODING
    assert fault(b'phone,name\n"+7916"1,A\n') is Fault.NOT_CSV
    assert fault(b"x," * 101 + b"y\n1\n") is Fault.TOO_MANY_COLUMNS
    monkeypatch.setattr(opening, "MOST_ROWS", 2)
    assert fault(b"phone\n1\n2\n3\n") is Fault.TOO_MANY_ROWS
    monkeypatch.setattr(opening, "LARGEST", 10)
    assert fault(b"phone\n1\n2\n3\n") is Fault.TOO_LARGE


def test_nul_bytes_are_no_end_of_the_world():
    assert open_sheet(b"phone,name\n+79161234567,An\0na\n").rows[0].cells[1] == "An\0na"
