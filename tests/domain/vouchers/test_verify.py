"""A voucher that was used twice, or for more than its sale says, is found."""

import pytest

from plushka.domain.sales.verify import verify
from tests.domain.sales.cast import asked, back, sell
from tests.domain.vandals import found_of, vandal
from tests.domain.vouchers.cast import HUNDRED, issue

CRIMES = {
    "UPDATE vouchers_voucher SET taken_off = taken_off + 1 WHERE state = 'USED'": {
        "sales.vouchers"
    },
    "UPDATE vouchers_voucher SET state = 'ISSUED', sale_id = NULL, used_at = NULL, taken_off = 0"
    " WHERE state = 'USED'": {"sales.vouchers"},
    "UPDATE vouchers_voucher SET sale_id = gen_random_uuid() WHERE state = 'USED'": {
        "sales.vouchers"
    },
    "UPDATE sales_sale SET outcome = outcome - 'voucher'": {"sales.vouchers"},
}


@pytest.fixture
def used(anna):
    """One voucher used, its sale returned in part; another one used and given back."""
    first, second = issue(HUNDRED), issue(HUNDRED)
    back(sell(asked("A-1", 70_000, 30_000, voucher=first.code)), "R-1", 2)
    back(sell(asked("A-2", 70_000, voucher=second.code)), "R-2")


def look(cursor):
    return [row["check"] for row in verify(cursor)[1]]


def test_vouchers_are_proven_with_their_sales(lipa, used):
    with vandal("vouchers_voucher", "sales_sale") as cursor:
        assert look(cursor) == []
        assert found_of(cursor, CRIMES, look) == CRIMES
