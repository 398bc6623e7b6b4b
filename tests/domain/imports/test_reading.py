import dataclasses
import datetime as dt

import pytest

from plushka.domain.imports.layout import Cells
from plushka.domain.imports.reading import receipt
from plushka.domain.members.locator import Locator
from plushka.domain.sales.asked import AskedLine, AskedSale

ROW = Cells(
    2, "main", "A-1", "2026-11-21T12:00:00+03:00", "", "A", "food", "", "0.250", "700", "1.5"
)


def with_(**cells):
    return dataclasses.replace(ROW, **cells)


def test_rows_of_a_receipt_become_a_sale():
    bare = with_(number=3, sku="", category="", quantity="", price="0", discount="")

    read = receipt([ROW, bare], region="RU")

    assert read.sale == AskedSale(
        outlet="main",
        receipt="A-1",
        at=dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC),
        lines=(
            AskedLine(price=70000, quantity=250, discount=150, sku="A", category="food"),
            AskedLine(price=0),
        ),
    )


def test_leap_second_of_a_receipt_is_the_next_second():
    read = receipt([with_(at="2016-12-31T23:59:60Z")], region="RU")

    assert isinstance(read.sale, AskedSale)
    assert read.sale.at == dt.datetime(2017, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("written", "locator"),
    [
        ("4608877000015", Locator("CARD", "4608877000015")),
        ("8 (916) 123-45-67", Locator("PHONE", "+79161234567")),
        ("+79161234567", Locator("PHONE", "+79161234567")),
    ],
)
def test_thirteen_digits_that_check_are_a_card_and_all_else_a_phone(written, locator):
    read = receipt([with_(member=written)], region="RU")

    assert isinstance(read.sale, AskedSale)
    assert read.sale.member == locator


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"outlet": ""}, "Row 2: outlet: this is needed."),
        ({"receipt": ""}, "Row 2: receipt: this is needed."),
        ({"receipt": "x" * 101}, "Row 2: receipt: use at most 100 characters."),
        ({"at": "2026-11-21 12:00"}, "Row 2: at: write a moment with its offset"),
        ({"at": "2026-13-21T12:00:00Z"}, "Row 2: at: write a moment with its offset"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "Row 2: at: write a moment with its offset"),
        ({"member": "4608877000016"}, "Row 2: member: "),
        ({"price": ""}, "Row 2: price: use digits with at most two decimals"),
        ({"price": "-1"}, "Row 2: price: use digits with at most two decimals"),
        ({"price": "1,50"}, "Row 2: price: use digits with at most two decimals"),
        ({"price": "\uff17"}, "Row 2: price: use digits with at most two decimals"),
        ({"discount": "x"}, "Row 2: discount: use digits with at most two decimals"),
        ({"quantity": "0"}, "Row 2: quantity: use digits with at most three decimals"),
        ({"quantity": "1.0005"}, "Row 2: quantity: use digits with at most three decimals"),
        ({"sku": "a\x00b"}, "Row 2: sku: leave out control characters."),
        ({"category": "x" * 201}, "Row 2: category: use at most 200 characters."),
        ({"fault": "there are 3 cells instead of 10"}, "Row 2: there are 3 cells instead of 10."),
    ],
)
def test_a_row_that_cannot_be_read_refuses_its_receipt(cells, reason):
    refused = receipt([with_(**cells)], region="RU").sale

    assert not isinstance(refused, AskedSale)
    assert refused.code == "invalid"
    assert str(refused).startswith(reason)


@pytest.mark.parametrize(
    ("column", "other"), [("at", "2026-11-21T12:00:01+03:00"), ("member", "+79161234567")]
)
def test_rows_of_a_receipt_must_agree(column, other):
    refused = receipt([ROW, with_(number=3, **{column: other})], region="RU").sale

    assert str(refused) == f"Row 3: {column} differs from row 2 of the same receipt."
