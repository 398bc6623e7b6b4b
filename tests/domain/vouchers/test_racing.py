"""Many tills at once, with connections of their own and rows that are really committed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedExchange, AskedReturn
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.told import ToldSale
from plushka.domain.vouchers import queries
from plushka.domain.vouchers.refusals import VoucherUsed
from plushka.lib.db.connection import connection
from plushka.lib.refusal import Refusal
from tests.conftest import NOON
from tests.domain.members.cast import at_work, open_shop
from tests.domain.sales.cast import ANNA, TILL, asked, join, promise
from tests.domain.vouchers.cast import HUNDRED, issue

__all__ = ["open_shop"]

pytestmark = pytest.mark.slow


@pytest.fixture
def voucher(open_shop):
    """A bearer's voucher of a shop with Анна in it."""
    with at_work(open_shop):
        promise()
        join(ANNA)
        return issue(HUNDRED)


def recorded(shop, *receipts):
    """Record a list as a till of its own would."""
    with connection():
        return sales.record(
            tenant_id=shop.id, sales=[SaleCall(receipt, TILL) for receipt in receipts], at=NOON
        )


def test_of_sixteen_tills_one_uses_a_voucher(open_shop, voucher):
    def sold(number):
        member = (ANNA, None)[number % 2]
        sale = asked(f"A-{number}", 70_000, member=member, voucher=voucher.code)
        return recorded(open_shop, sale)[0]

    with ThreadPoolExecutor(8) as tills:
        answers = list(tills.map(sold, range(16)))

    [winner] = [one for one in answers if isinstance(one, ToldSale)]
    assert [type(one) for one in answers if one is not winner] == [VoucherUsed] * 15
    with at_work(open_shop):
        assert queries.get_voucher(voucher.id).sale_id == winner.id


def test_one_receipt_sent_many_times_at_once_uses_it_once_and_is_answered_equally(
    open_shop, voucher
):
    """T6: also nobody's receipt, which no account's lock holds back."""
    sale = asked("A-1", 70_000, member=None, voucher=voucher.code)

    with ThreadPoolExecutor(8) as tills:
        answers = [one for [one] in tills.map(lambda _: recorded(open_shop, sale), range(8))]

    assert {(one.id, one.discount) for one in answers} == {(answers[0].id, 10_000)}


def test_exchanges_and_sales_with_one_voucher_never_wait_in_a_circle(open_shop, voucher):
    [sale] = recorded(open_shop, asked("A-0", 70_000, 30_000, voucher=voucher.code))

    def work(number):
        if number % 2:
            wanted = asked(f"B-{number}", 70_000, voucher=voucher.code)
            return recorded(open_shop, wanted)[0]
        ask = AskedExchange(
            return_=AskedReturn(receipt=f"R-{number}"),
            sale=asked(f"C-{number}", 80_000, voucher=voucher.code),
        )
        with connection():
            try:
                return sales.exchange(
                    tenant_id=open_shop.id, sale_id=sale.id, asked=ask, asker=TILL, at=NOON
                )
            except Refusal as refused:
                return refused

    with ThreadPoolExecutor(8) as tills:
        answers = list(tills.map(work, range(8)))

    codes = sorted(getattr(one, "code", "") for one in answers)
    assert codes == ["", *["already_returned"] * 3, *["voucher_used"] * 4]
