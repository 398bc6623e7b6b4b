"""Orders are found by what they are by now."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.rewards import queries
from tests.conftest import NOON
from tests.domain.rewards.cast import DAY, offer, order
from tests.domain.sales import cast as sales


def numbers(**asked) -> list[int]:
    at = asked.pop("at", NOON)
    return [one.order.number for one in queries.find_orders(at=at, limit=50, **asked)]


def test_order_whose_time_is_over_is_listed_as_expired_before_anybody_wrote_it(anna):
    """T2."""
    offer(money=5_000)
    made = order(anna, "mug")
    almost, over = NOON + 3 * DAY - timedelta(seconds=1), NOON + 3 * DAY

    assert [numbers(state="ORDERED", at=at) for at in (almost, over)] == [[1001], []]
    assert [numbers(state="EXPIRED", at=at) for at in (almost, over)] == [[], [1001]]
    assert [queries.state_of(made, at=at) for at in (almost, over)] == ["ORDERED", "EXPIRED"]


def test_orders_are_of_one_member_and_newest_first(anna):
    offer()
    bohdan = sales.join(sales.BOHDAN)
    sales.give(100_000, member=bohdan)
    for number, member in enumerate((anna, bohdan, anna)):
        order(member, "mug", key=str(number))

    assert numbers() == [1003, 1002, 1001]
    assert numbers(member_id=anna) == [1003, 1001]
    first = queries.find_orders(at=NOON, limit=1)
    assert numbers(after=first[0].order.id) == [1002, 1001]


def test_list_of_orders_takes_as_many_statements_for_three_as_for_one(anna):
    offer()
    counts = []
    for number in range(3):
        order(anna, "mug", key=str(number))
        with CaptureQueriesContext(connection) as asked:
            queries.codes_of(queries.find_orders(at=NOON, limit=50))
        counts.append(len(asked))

    assert counts == [3, 3, 3]
