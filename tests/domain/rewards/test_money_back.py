"""What was paid and not handed over is owed back, in points and in money, whatever happens."""

from plushka.domain.enrolment.leaving import erase
from plushka.domain.ledger.models import Entry
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards.models import Order
from plushka.domain.rewards.verify import verify
from tests.conftest import NOON
from tests.domain.rewards.cast import HERSELF, TILL, is_proven, offer, order, points_of
from tests.domain.sales.converting import NEXT_DAY, swept, worth
from tests.domain.vandals import found_of, vandal

CRIMES = {
    "UPDATE rewards_order SET points_back = points_back - 100 WHERE points_back > 0": {
        "rewards.back"
    },
    "UPDATE rewards_order SET points_back = 0": {"rewards.back"},
    "UPDATE rewards_order SET points_back = 10000 WHERE state = 'PAID'": {"rewards.back"},
    "UPDATE rewards_order SET money_back = money_back + 1 WHERE key = 'partly'": {"rewards.back"},
    "UPDATE rewards_order SET money_back = 0": {"rewards.back"},
    "UPDATE rewards_order SET points_expired = points_back + 1 WHERE key = 'partly'": {
        "rewards.back"
    },
    "UPDATE rewards_order SET points = points + 1 WHERE key = 'paid'": {
        "rewards.sums",
        "rewards.entries",
    },
    "UPDATE rewards_order SET money = money + 1 WHERE key = 'held'": {"rewards.sums"},
    "UPDATE rewards_order SET state = 'CANCELLED', closed_at = now() WHERE key = 'paid'": {
        "rewards.pieces"
    },
    "UPDATE rewards_order SET held_until = held_until + interval '1 day' WHERE key = 'held'": {
        "rewards.holds"
    },
    "UPDATE rewards_order SET hold_id = NULL WHERE key = 'held'": {"rewards.holds"},
    "UPDATE rewards_order SET redemption_id = (SELECT redemption_id FROM rewards_order"
    " WHERE key = 'paid') WHERE key = 'partly'": {"rewards.entries", "rewards.holds"},
    "UPDATE rewards_orderline SET fulfilled = fulfilled - 1 WHERE fulfilled > 0": {
        "rewards.stock",
        "rewards.pieces",
    },
    "UPDATE rewards_orderline SET points = points + 1 WHERE quantity = 1": {"rewards.sums"},
    "UPDATE rewards_stock SET gone = gone + 1 WHERE gone > 0": {"rewards.stock"},
    "UPDATE rewards_stock SET held = held + 1": {"rewards.stock"},
    "UPDATE rewards_stock SET put_in = put_in + 1 WHERE is_limited": {"rewards.stock"},
    "UPDATE rewards_stockchange SET pieces = pieces + 1": {"rewards.stock"},
}


def look(cursor):
    return [row["check"] for row in verify(cursor)]


def test_every_sum_of_an_order_that_is_changed_behind_our_back_is_named(anna):
    offer(pieces=9)
    offer(code="pen", money=100, pieces=9)
    order(anna, "mug", key="paid")
    order(anna, "pen", key="held")
    partly = order(anna, ("pen", 3), key="partly")
    rewards.pay(order_id=partly.id, orderer=TILL, at=NOON)
    rewards.fulfil(order_id=partly.id, orderer=TILL, at=NOON, pieces={1: 1})
    rewards.cancel(order_id=partly.id, orderer=TILL, at=NOON)
    row = Order.objects.get(key="partly")
    assert (row.state, row.points_back, row.money_back) == ("FULFILLED", 20_000, 200)

    with vandal(
        "rewards_order", "rewards_orderline", "rewards_stock", "rewards_stockchange"
    ) as cursor:
        assert look(cursor) == []
        assert found_of(cursor, CRIMES, look) == CRIMES


def test_money_of_who_leaves_is_owed_back_although_their_points_are_gone(anna):
    """T29: points are forfeited; what was paid in roubles is not ours."""
    offer(code="pen", money=100, pieces=9)
    order(anna, ("pen", 2), key="held")
    partly = order(anna, ("pen", 3), key="partly")
    rewards.pay(order_id=partly.id, orderer=TILL, at=NOON)
    rewards.fulfil(order_id=partly.id, orderer=TILL, at=NOON, pieces={1: 1})

    erase(member_id=anna, actor="staff:test", at=NOON)

    told = Order.objects.order_by("number").values_list("state", "money_back", "points_back")
    assert list(told) == [("CANCELLED", 0, 0), ("FULFILLED", 200, 0)]
    assert is_proven()
    given = rewards.give_money_back(order_id=partly.id, orderer=TILL, at=NOON)
    assert given.money_given_at == NOON


def test_order_is_paid_and_cancelled_in_points_of_now_when_a_point_became_worth_half(anna):
    """T35: what was set aside pays as a whole, and comes back as a whole."""
    offer(code="pen", money=100, pieces=9)
    offer(pieces=9)
    held = order(anna, ("pen", 3), key="held")
    paid = order(anna, "mug", key="paid")
    worth("0.50", confirmations={"redeem": False})
    assert swept(anna) == 120_000

    rewards.pay(order_id=held.id, orderer=TILL, at=NEXT_DAY)
    assert is_proven()
    rewards.fulfil(order_id=held.id, orderer=TILL, at=NEXT_DAY, pieces={1: 1})
    rewards.cancel(order_id=held.id, orderer=HERSELF, at=NEXT_DAY)
    rewards.cancel(order_id=paid.id, orderer=HERSELF, at=NEXT_DAY)

    assert points_of(anna, at=NEXT_DAY) == (2_000 - 200, 0)
    back = Entry.objects.filter(kind="RETURN").order_by("number")
    assert list(back.values_list("points", flat=True)) == [40_000, 20_000]
    assert is_proven()
