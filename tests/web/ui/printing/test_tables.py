"""Codes as tables, and archives that only their printer opens."""

import csv
import io
import zipfile

import pytest
import pyzipper
from python_calamine import CalamineWorkbook

from plushka.domain.codes.spelling import shown
from plushka.web.ui.printing import archives, tables
from tests.web.ui.printing.drawn import ROOT, codes

HEADS = ("№", "Код", "Как печатать", "Адрес <QR>")


def _numbered(n: int) -> list[tuple[int, str]]:
    return list(enumerate(codes(n), 1))


@pytest.mark.parametrize(("language", "between"), [("ru", ";"), ("en", ",")])
def test_a_csv_has_number_code_groups_and_address(language: str, between: str):
    numbered = _numbered(5)
    halves = (numbered[:3], numbered[3:])
    pieces = (tables.csv_rows(half, root=ROOT, language=language) for half in halves)

    whole = b"".join(tables.csv_file(pieces, heads=HEADS, language=language))

    read = list(csv.reader(io.StringIO(whole.decode("utf-8-sig")), delimiter=between))
    assert whole.startswith("\ufeff".encode())
    assert read == [list(HEADS), *(_row(number, code) for number, code in numbered)]


def test_a_book_has_the_same_and_keeps_digits_as_texts():
    numbered = [*_numbered(3), (4, "0123456789012")]
    pieces = (tables.book_rows([one], root=ROOT) for one in numbered)

    whole = b"".join(tables.book(pieces, heads=HEADS))

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(whole)).get_sheet_by_index(0)
    assert sheet.to_python() == [
        list(HEADS),
        *([float(number), *_row(number, code)[1:]] for number, code in numbered),
    ]


def test_an_archive_opens_with_its_password_alone():
    entries = [("codes.csv", [b"one\r\n", b"two\r\n"]), ("more.csv", [b"three"])]

    whole = b"".join(archives.pack(entries, password="берёза-17"))

    with pyzipper.AESZipFile(io.BytesIO(whole)) as archive:
        archive.setpassword("берёза-17".encode())
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "codes.csv": b"one\r\ntwo\r\n",
            "more.csv": b"three",
        }
        with pytest.raises(RuntimeError, match="password"):
            archive.read("codes.csv", pwd=b"wrong")
    assert b"one" not in whole


def test_an_archive_without_password_is_a_plain_one():
    whole = b"".join(archives.pack([("a.pdf", [b"1", b"2"]), ("b.pdf", [])]))

    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a.pdf": b"12",
            "b.pdf": b"",
        }


def test_pieces_leave_before_the_last_one_is_asked_for():
    asked = []

    def one_by_one():
        for number in range(64):
            asked.append(number)
            yield number.to_bytes(4) * (1 << 16)

    first = next(archives.pack([("long.csv", one_by_one())]))

    assert first
    assert asked == [0]


def _row(number: int, code: str) -> list[str]:
    return [str(number), code, shown(code), f"{ROOT.upper()}/C/{code}"]
