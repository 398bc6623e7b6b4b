"""Two members became one, ordered, and are two again: each order gives back what it took (T33)."""

import pytest

from plushka.domain.merging import operations as merging
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards.models import Order
from tests.conftest import NOON
from tests.domain.rewards.cast import HERSELF, TILL, is_proven, offer, order, points_of
from tests.domain.sales import cast as sales


@pytest.fixture
def bohdan(anna):
    """He has fifty points of his own."""
    bohdan = sales.join(sales.BOHDAN)
    sales.give(5_000, member=bohdan, key="gift:bohdan")
    return bohdan


def merge(kept, merged):
    return merging.merge(kept=kept, merged=merged, actor="staff:test", at=NOON)


def part(row):
    merging.part(merge=row.id, actor="staff:test", at=NOON)


def cancel(made):
    rewards.cancel(order_id=made.id, orderer=HERSELF, at=NOON)
    return Order.objects.get(id=made.id)


def test_order_that_was_paid_while_they_were_one_gives_back_to_whose_it_was(anna, bohdan):
    offer(money=100)
    made = order(anna, "mug")
    row = merge(bohdan, anna)
    rewards.pay(order_id=made.id, orderer=TILL, at=NOON)
    part(row)
    assert (points_of(anna), points_of(bohdan)) == ((900, 0), (50, 0))

    back = cancel(made)

    assert (back.state, back.points_back, back.money_back) == ("CANCELLED", 10_000, 100)
    assert (points_of(anna), points_of(bohdan)) == ((1_000, 0), (50, 0))
    assert is_proven()


def test_order_of_points_of_both_gives_back_to_both(anna, bohdan):
    offer(points=100_500)
    row = merge(bohdan, anna)
    made = order(bohdan, "mug")
    assert points_of(bohdan) == (45, 0)
    part(row)

    back = cancel(made)

    assert (back.state, back.points_back) == ("CANCELLED", 100_500)
    assert points_of(anna)[0] + points_of(bohdan)[0] == 1_050
    assert is_proven()
