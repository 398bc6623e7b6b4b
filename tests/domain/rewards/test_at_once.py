"""Fifty order at once past a stock: exactly as many get one as there are pieces (T27)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from plushka.domain.members.locator import Locator
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards.models import Reward
from plushka.lib.db.connection import connection
from plushka.lib.refusal import Refusal
from tests.conftest import NOON
from tests.domain.members.cast import at_work
from tests.domain.rewards.cast import HERSELF, is_proven, offer, order, points_of, stock_of
from tests.domain.sales import cast as sales

pytestmark = pytest.mark.slow

THREADS = 50
PIECES = 7


def _people(n: int):
    sales.promise(confirmations={"redeem": False})
    members = [sales.join(Locator("PHONE", f"+7916000{number:04}")) for number in range(n)]
    for number, member in enumerate(members):
        sales.give(15_000, member=member, key=f"gift:{number}")
    return members


def _at_once(shop, tasks) -> Counter[str]:
    def alone(task) -> str:
        with connection():
            try:
                with at_work(shop):
                    task()
            except Refusal as refusal:
                return refusal.code
            return "done"

    with ThreadPoolExecutor(THREADS) as threads:
        return Counter(threads.map(alone, tasks))


def test_fifty_order_at_once_past_the_stock_and_exactly_so_many_get_one(open_shop):
    with at_work(open_shop):
        members = _people(THREADS)
        offer(pieces=PIECES)
        offer(code="pen", points=100, pieces=1000)

    def ordering(number, member):
        # Every other asks for both, in the other order: nobody waits for another in a circle.
        lines = ("mug", "pen") if number % 2 else ("pen", "mug")
        return lambda: order(member, *lines, key=f"k{number}")

    went = _at_once(open_shop, [ordering(*pair) for pair in enumerate(members)])

    assert went == {"done": PIECES, "sold_out": THREADS - PIECES}
    with at_work(open_shop):
        rewarded = [member for member in members if points_of(member) == (49, 0)]
        assert len(rewarded) == PIECES
        assert {points_of(member) for member in members} == {(49, 0), (150, 0)}
        assert stock_of(Reward.objects.get(code="mug")) == (PIECES, PIECES, 0)
        assert is_proven()


def test_one_member_orders_at_once_what_the_points_are_enough_for(open_shop):
    with at_work(open_shop):
        [member] = _people(1)
        offer()

    went = _at_once(
        open_shop,
        [lambda number=number: order(member, "mug", key=f"k{number}") for number in range(8)],
    )

    assert went == {"done": 1, "not_enough_points": 7}


def test_same_order_sent_eight_times_at_once_is_made_once(open_shop):
    with at_work(open_shop):
        [member] = _people(1)
        offer(money=100)

    went = _at_once(open_shop, [lambda: order(member, "mug") for _ in range(8)])

    assert went == {"done": 8}
    with at_work(open_shop):
        assert points_of(member) == (50, 100)
        assert is_proven()


def test_paid_and_cancelled_at_once_ends_one_way(open_shop):
    with at_work(open_shop):
        [member] = _people(1)
        mug = offer(money=100, pieces=3)
        made = order(member, "mug")

    def cancel():
        rewards.cancel(order_id=made.id, orderer=HERSELF, at=NOON)

    def pay():
        rewards.pay(order_id=made.id, orderer=HERSELF, at=NOON)

    went = _at_once(open_shop, [pay, cancel, pay, cancel])

    assert went["done"] >= 2
    assert went["done"] + went["order_not_open"] == 4
    with at_work(open_shop):
        assert points_of(member) == (150, 0)
        assert stock_of(mug) == (3, 0, 0)
        assert is_proven()
