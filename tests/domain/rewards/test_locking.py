"""Whoever lays a hand on several stocks does so in one order: nobody waits in a circle."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from plushka.domain.enrolment.leaving import erase
from plushka.domain.rewards import stocks
from tests.conftest import NOON
from tests.domain.members.cast import at_work, wait_for_a_waiter
from tests.domain.rewards.cast import DAY, is_proven, offer, order, stock_of
from tests.domain.sales import cast as sales

pytestmark = pytest.mark.slow
LATER = NOON + 4 * DAY


def order_both(anna, bohdan):
    """Order what somebody else kept and never paid for: its stock is freed first."""
    order(anna, "mug", "pen", key="both", at=LATER)


def leave(anna, bohdan):
    """Leave with two open orders, the later reward's first."""
    erase(member_id=bohdan, actor="staff:test", at=NOON)


@pytest.mark.parametrize("do", [order_both, leave])
def test_two_stocks_are_locked_in_their_order_whatever_is_freed_first(open_shop, do):
    """«mug» is locked before «pen», as by everybody who orders both."""
    with at_work(open_shop):
        sales.promise(confirmations={"redeem": False})
        anna, bohdan = sales.join(sales.ANNA), sales.join(sales.BOHDAN)
        mug, pen = offer(pieces=5), offer(code="pen", money=100, pieces=5)
        assert mug.id < pen.id
        for number, member in enumerate((anna, bohdan)):
            sales.give(100_000, member=member, key=f"gift:{number}")
        order(bohdan, "pen", key="pen")
        order(bohdan, "mug", key="mug")

    def other():
        with at_work(open_shop):
            do(anna, bohdan)

    with ThreadPoolExecutor(1) as threads:
        with at_work(open_shop):
            stocks.lock([mug.id])
            asked = threads.submit(other)
            wait_for_a_waiter()
            stocks.lock([pen.id])
        asked.result()

    with at_work(open_shop):
        assert is_proven()
        assert stock_of(pen) == ((5, 1, 0) if do is order_both else (5, 0, 0))
