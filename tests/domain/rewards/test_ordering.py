"""Stock and points are set aside together, or neither is (T27)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.access import freezing
from plushka.domain.access.refusals import MemberBlocked, SecondProofNeeded, SpendingFrozen
from plushka.domain.confirmations.refusals import ConfirmationNeeded
from plushka.domain.events.models import Event
from plushka.domain.ledger.models import Entry, Hold
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.members.models import Member
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.rewards.asked import Delivery, Orderer
from plushka.domain.rewards.models import OrderLine
from plushka.domain.rewards.queries import get_offered
from plushka.domain.rewards.refusals import (
    RewardLimitReached,
    RewardNotOffered,
    RewardUnknown,
    SoldOut,
)
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.rewards.cast import (
    DAY,
    HERSELF,
    is_proven,
    offer,
    order,
    points_of,
    refusal_of,
    stock_of,
)
from tests.domain.sales import cast as sales


def test_order_for_points_takes_points_and_stock(anna):
    mug = offer(pieces=5)

    made = order(anna, ("mug", 2))

    assert (made.state, made.number, made.points) == ("PAID", 1001, 20_000)
    assert points_of(anna) == (800, 0)
    assert stock_of(mug) == (5, 2, 0)
    entry = Entry.objects.get(id=made.redemption_id)
    assert (entry.points, entry.source_kind, entry.source_id) == (
        -20_000,
        "REWARD_ORDER",
        made.id,
    )
    assert is_proven()


def test_order_for_points_and_money_holds_the_points(anna):
    mug = offer(pieces=5, money=5_000)

    made = order(anna, ("mug", 2))

    assert (made.state, made.money, made.redemption_id) == ("ORDERED", 10_000, None)
    assert points_of(anna) == (800, 200)
    assert stock_of(mug) == (5, 2, 0)
    assert Hold.objects.get(id=made.hold_id).until == made.held_until == NOON + 3 * DAY
    assert is_proven()


def test_same_key_is_the_same_order_and_another_body_is_refused(anna):
    offer(pieces=5)
    first = order(anna, "mug", key="same")

    again = order(anna, "mug", key="same")

    assert again.id == first.id
    assert points_of(anna) == (900, 0)
    assert isinstance(refusal_of(anna, ("mug", 2), key="same"), RepeatDiffers)


def test_order_keeps_the_prices_and_names_of_its_moment(anna):
    offer(names={"ru": "Кружка", "en": "Mug"})

    made = order(anna, ("mug", 3))

    line = OrderLine.objects.get(order_id=made.id)
    told = (line.names, line.points, line.money, line.quantity)
    assert told == ({"ru": "Кружка", "en": "Mug"}, 10_000, 0, 3)


def test_what_cannot_be_ordered_is_refused_and_changes_nothing(anna):
    offer(code="last", pieces=1)
    offer(code="dear", points=100_001)
    offer(code="base", tiers=("standard",))
    offer(code="later", valid_from=NOON + DAY)
    offer(code="over", valid_until=NOON)
    offer(code="hidden", is_shown=False)

    assert isinstance(refusal_of(anna, ("last", 2)), SoldOut)
    assert isinstance(refusal_of(anna, "dear"), NotEnoughPoints)
    assert isinstance(refusal_of(anna, "hidden"), RewardUnknown)
    assert isinstance(refusal_of(anna, "nothing"), RewardUnknown)
    assert refusal_of(anna, "later").facts["why"] == "not_yet"
    assert refusal_of(anna, "over").facts["why"] == "over"
    assert order(anna, "base").state == "PAID"
    assert is_proven()


def test_reward_of_another_tier_is_not_offered(anna):
    offer(tiers=("gold",))

    refusal = refusal_of(anna, "mug")

    assert isinstance(refusal, RewardNotOffered)
    assert refusal.why == "tier"


def test_limits_count_what_was_ordered_and_not_cancelled(anna):
    offer(most=2)
    offer(code="pen", points=100, most_recent=1, recent_days=7)
    order(anna, ("mug", 2), key="mugs")
    order(anna, "pen", key="pen")

    in_all, lately = refusal_of(anna, "mug", key="more"), refusal_of(anna, "pen", key="pens")

    assert isinstance(in_all, RewardLimitReached)
    assert in_all.facts == {"reward": "mug", "most": 2, "days": 0}
    assert lately.facts == {"reward": "pen", "most": 1, "days": 7}
    assert order(anna, "pen", key="later", at=NOON + 8 * DAY).state == "PAID"


def test_where_it_goes_is_an_outlet_or_a_delivery(anna):
    offer()
    offer(code="far", can_pick_up=False, can_deliver=True)
    home = Delivery(name="Анна", phone="+79161234567", address="Мира, 5")

    assert refusal_of(anna, "mug", outlet=None).path == "outlet"
    assert refusal_of(anna, "mug", delivery=home).path == "delivery"
    assert refusal_of(anna, "far").path == "outlet"
    nameless = Delivery(name=" ", phone="1", address="Мира, 5")
    assert refusal_of(anna, "far", delivery=nameless).path == "delivery.name"
    assert order(anna, "far", delivery=home).delivery["address"] == "Мира, 5"


@pytest.mark.parametrize("quantity", [0, -1, 1001])
def test_strange_numbers_are_refused(anna, quantity):
    offer()

    refusal = refusal_of(anna, ("mug", quantity))

    assert isinstance(refusal, BadField)
    assert refusal.path == "lines[0].quantity"


def test_lines_are_some_and_name_a_reward_once(anna):
    offer()

    assert refusal_of(anna).path == "lines"
    assert refusal_of(anna, "mug", "mug").path == "lines[1].reward"


def test_frozen_blocked_and_doubted_members_order_nothing(anna):
    """B12 and T43: whoever may not spend points may not spend them on gifts."""
    offer()
    by_phone = Orderer(actor="staff:test", source="TILL")
    late = NOON + 200 * DAY
    assert isinstance(refusal_of(anna, "mug", at=late, orderer=by_phone), SecondProofNeeded)
    freezing.freeze(member_id=anna, actor="member", at=NOON)
    assert isinstance(refusal_of(anna, "mug"), SpendingFrozen)
    Member.objects.filter(id=anna).update(blocked_at=NOON, block_reason="x")

    assert isinstance(refusal_of(anna, "mug"), MemberBlocked)


def test_code_is_needed_where_the_programme_asks_for_one(lipa):
    sales.promise(confirmations={"redeem": True})
    member = sales.join(sales.ANNA)
    sales.give(100_000, member=member)
    offer()
    at_the_till = Orderer(actor="staff:test", source="TILL")

    assert isinstance(refusal_of(member, "mug", orderer=at_the_till), ConfirmationNeeded)
    assert order(member, "mug", orderer=HERSELF).state == "PAID"


def test_order_is_told_without_a_name(anna):
    mug = offer()

    made = order(anna, "mug")

    event = Event.objects.get(type="reward_ordered")
    assert event.member_id == anna
    assert event.data == {
        "order": str(made.id),
        "number": 1001,
        "state": "PAID",
        "points": 10_000,
        "money": 0,
        "points_back": 0,
        "money_back": 0,
        "rewards": [{"reward": str(mug.id), "quantity": 1, "fulfilled": 0, "cancelled": 0}],
    }


def test_number_of_statements_does_not_grow_with_the_lines(anna):
    for number in range(3):
        offer(code=f"pen-{number}", points=100, pieces=10)

    counts = []
    for n_lines in (1, 3):
        with CaptureQueriesContext(connection) as seen:
            order(anna, *(f"pen-{number}" for number in range(n_lines)), key=str(n_lines))
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_stock_of_an_order_nobody_paid_is_free_before_anybody_wrote_that_down(anna):
    """T2: the dates decide, not the job."""
    mug = offer(pieces=1, money=100)
    first = order(anna, "mug", key="first")

    second = order(anna, "mug", key="second", at=NOON + 3 * DAY + dt.timedelta(seconds=1))

    first.refresh_from_db()
    assert (first.state, second.state) == ("EXPIRED", "ORDERED")
    assert stock_of(mug) == (1, 1, 0)
    assert is_proven()


def test_order_nobody_paid_counts_to_no_limit_before_anybody_wrote_that_down(anna):
    """T2: the dates decide, not the job, and the shelf says the same."""
    later = NOON + 3 * DAY
    mug = offer(most=1, money=100)
    order(anna, "mug", key="first")
    before = get_offered(code="mug", member_id=anna, tier="standard", at=later - DAY)
    after = get_offered(code="mug", member_id=anna, tier="standard", at=later)

    assert (before.room, after.room) == (0, 1)
    assert refusal_of(anna, "mug", key="early", at=later - DAY).facts["most"] == 1
    assert order(anna, "mug", key="second", at=later).state == "ORDERED"
    assert stock_of(mug) == (0, 1, 0)
