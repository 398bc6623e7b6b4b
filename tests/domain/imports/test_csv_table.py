import pytest

from plushka.domain.imports.layout import FileUnreadable
from plushka.domain.imports.tables import open_table

HEADER = "outlet,receipt,at,member,sku,category,supplier,quantity,price,discount\n"


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "year.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return open_table(path)

    return write


def told(table):
    return [
        [(row.number, row.receipt, row.sku, row.price) for row in rows]
        for rows in table.receipts()
    ]


def test_receipts_come_in_order_of_time_and_ties_in_order_of_the_file(table):
    found = table(
        HEADER
        + "main,C,2026-11-21T12:00:00+03:00,,c,,,,3,\n"
        + "main,A,2026-11-20T12:00:00+03:00,,a,,,,1,\n"
        + "main,A,2026-11-20T12:00:00+03:00,,b,,,,2,\n"
        + "main,B,2026-11-21T09:00:00Z,,d,,,,4,\n"
    )

    assert found.n_receipts == 3
    assert told(found) == [
        [(3, "A", "a", "1"), (4, "A", "b", "2")],
        [(2, "C", "c", "3")],
        [(5, "B", "d", "4")],
    ]


def test_the_same_number_at_another_outlet_is_another_receipt(table):
    found = table(
        HEADER + "main,A,2026-11-20T12:00:00Z,,,,,,1,\n" + "side,A,2026-11-20T12:00:00Z,,,,,,2,\n"
    )

    assert found.n_receipts == 2


def test_semicolons_quotes_line_breaks_and_a_byte_order_mark_are_read(table):
    found = table(
        b"\xef\xbb\xbf"
        + "Receipt;Outlet;at;price;member;category\r\n"
        'A-1;main;2026-11-20T12:00:00Z;10;;"хлеб; ""белый""\r\nи чёрный"\r\n'
        "\r\n"
        "A-2;main;2026-11-20T11:00:00Z;20;+7 916 123-45-67;\r\n".encode()
    )

    [later, earlier] = [rows[0] for rows in reversed(list(found.receipts()))]
    assert (later.number, later.category) == (2, 'хлеб; "белый"\r\nи чёрный')
    assert (earlier.receipt, earlier.member, earlier.sku) == ("A-2", "+7 916 123-45-67", "")


def test_a_receipt_whose_moment_cannot_be_read_comes_first(table):
    found = table(HEADER + "main,A,2026-11-20T12:00:00Z,,,,,,1,\n" + "main,B,yesterday,,,,,,2,\n")

    assert [rows[0].receipt for rows in found.receipts()] == ["B", "A"]


def test_a_table_of_its_header_alone_has_no_receipts(table):
    found = table(HEADER)

    assert (found.n_receipts, list(found.receipts())) == (0, [])


def test_a_row_with_cells_too_few_or_too_many_says_so(table):
    found = table(HEADER + "main,A,2026-11-20T12:00:00Z,,,,,,1\n")

    [[row]] = found.receipts()
    assert row.fault == "there are 9 cells instead of 10"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "year.csv does not begin with a row of column names."),
        ("outlet,receipt,at,member\n", "year.csv has no column 'price'."),
        (HEADER.replace("sku", "price"), "year.csv has the column 'price' twice."),
        ("outlet,receipt,at,member,price,\n", "year.csv has an unknown column ''"),
        (HEADER.replace("quantity", "quantitiy"), "year.csv has an unknown column 'quantitiy'"),
        ("имя".encode("cp1251"), "year.csv is not UTF-8 text: save it as UTF-8."),
        (
            HEADER.encode() + "main,A,2026-11-20T12:00:00Z,,ш,,,,1,\n".encode("cp1251"),
            "year.csv is not UTF-8 text in row 2: save it as UTF-8.",
        ),
        (HEADER + 'main,"A"B,2026-11-20T12:00:00Z,,,,,,1,\n', "year.csv is no CSV in row 2"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(table, text, sentence):
    with pytest.raises(FileUnreadable) as refused:
        table(text)

    assert str(refused.value).startswith(sentence)


def test_a_mended_file_of_refused_receipts_is_a_table(table):
    found = table(
        "outlet,receipt,at,member,price,row,code,reason\n"
        "main,A,2026-11-20T12:00:00Z,,1,7,invalid,was wrong\n"
    )

    assert told(found) == [[(2, "A", "", "1")]]
