"""Members leave and become one; their orders go with them (T29, T33)."""

from plushka.domain.audit.models import Reason
from plushka.domain.enrolment.leaving import erase
from plushka.domain.merging import operations as merging
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards import queries
from plushka.domain.rewards.asked import Delivery
from plushka.domain.rewards.models import Order
from tests.conftest import NOON
from tests.domain.rewards.cast import (
    HERSELF,
    TILL,
    is_proven,
    offer,
    order,
    points_of,
    refusal_of,
    stock_of,
)
from tests.domain.sales import cast as sales


def test_open_orders_of_who_leaves_are_cancelled_and_nobody_is_named(anna):
    mug = offer(pieces=5, can_deliver=True)
    pen = offer(code="pen", money=100, pieces=5)
    home = Delivery(name="Анна", phone="+79161234567", address="Мира, 5")
    order(anna, "mug", key="paid", delivery=home)
    order(anna, "pen", key="held")
    order(anna, "mug", key="gone", delivery=home)
    rewards.fulfil(order_id=Order.objects.get(key="gone").id, orderer=TILL, at=NOON)

    erase(member_id=anna, actor="staff:test", at=NOON)

    told = Order.objects.order_by("number").values_list("state", "delivery")
    assert list(told) == [("CANCELLED", None), ("CANCELLED", None), ("FULFILLED", None)]
    assert (stock_of(mug), stock_of(pen)) == ((5, 0, 1), (5, 0, 0))
    assert is_proven()


def test_reasons_given_for_cancelling_go_with_who_leaves(anna):
    """T29."""
    offer()
    made = order(anna, "mug")
    rewards.cancel(order_id=made.id, orderer=TILL, at=NOON, reason="Анна звонила")
    assert Reason.objects.filter(record__subject_id=made.id).exists()

    erase(member_id=anna, actor="staff:test", at=NOON)

    assert not Reason.objects.filter(record__subject_id=made.id).exists()


def test_orders_of_who_was_merged_are_the_kept_ones(anna):
    offer(most=2)
    offer(code="pen", money=100)
    made = order(anna, "mug", key="mug")
    held = order(anna, "pen", key="pen")
    kept = sales.join(sales.BOHDAN)

    row = merging.merge(kept=kept, merged=anna, actor="staff:test", at=NOON)

    assert [seen.order.id for seen in queries.orders_of(member_id=kept)] == [held.id, made.id]
    assert refusal_of(kept, ("mug", 2), key="more").facts["most"] == 2
    rewards.pay(order_id=held.id, orderer=TILL, at=NOON)
    rewards.cancel(order_id=made.id, orderer=HERSELF, at=NOON)
    assert points_of(kept) == (900, 0)
    assert is_proven()

    merging.part(merge=row.id, actor="staff:test", at=NOON)
    assert queries.orders_of(member_id=kept) == []
    assert len(queries.orders_of(member_id=anna)) == 2
    assert points_of(anna) == (900, 0)
    assert is_proven()
