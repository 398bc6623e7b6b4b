"""Whoever lays a hand on several stocks does so in one order: nobody waits in a circle."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from plushka.domain.enrolment.leaving import erase
from plushka.domain.merging import operations as merging
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards import stocks
from tests.conftest import NOON
from tests.domain.members.cast import at_work, wait_for_a_waiter
from tests.domain.rewards.cast import DAY, HERSELF, is_proven, offer, order, points_of, stock_of
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


@pytest.mark.parametrize("is_paid", [True, False])
def test_order_that_is_cancelled_while_its_member_is_merged_gives_back_to_the_kept_one(
    open_shop, is_paid
):
    """T33: whoever cancels waits for the account, and then it is another one."""
    with at_work(open_shop):
        sales.promise(confirmations={"redeem": False})
        anna, bohdan = sales.join(sales.ANNA), sales.join(sales.BOHDAN)
        sales.give(100_000, member=anna)
        offer(pieces=5, money=0 if is_paid else 100)
        made = order(anna, "mug")

    def cancel():
        with at_work(open_shop):
            rewards.cancel(order_id=made.id, orderer=HERSELF, at=NOON)

    with ThreadPoolExecutor(1) as threads:
        with at_work(open_shop):
            merging.merge(kept=bohdan, merged=anna, actor="staff:test", at=NOON)
            asked = threads.submit(cancel)
            wait_for_a_waiter()
        asked.result()

    with at_work(open_shop):
        assert points_of(bohdan) == (1_000, 0)
        assert is_proven()
