"""Orders are paid, handed over, cancelled, and run out: stock and points right after each."""

import pytest

from plushka.domain.access.counting import TooManyTries
from plushka.domain.ledger.models import Lot
from plushka.domain.rewards import codes, fulfilling, giving
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards.models import Order
from plushka.domain.rewards.refusals import (
    OrderElsewhere,
    OrderNotOpen,
    OrderNotPaid,
    OrderUnknown,
    PickUpCodeClosed,
    PickUpCodeWrong,
)
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet
from plushka.domain.vouchers.models import Voucher
from plushka.domain.vouchers.terms import Terms
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.rewards.cast import (
    DAY,
    HERSELF,
    TILL,
    is_proven,
    offer,
    order,
    points_of,
    stock_of,
)
from tests.domain.sales import cast as sales


def test_money_that_was_paid_redeems_what_was_held(anna):
    mug = offer(pieces=5, money=5_000)
    made = order(anna, "mug")

    paid = rewards.pay(order_id=made.id, orderer=TILL, at=NOON + DAY)
    again = rewards.pay(order_id=made.id, orderer=TILL, at=NOON + 2 * DAY)

    assert (paid.state, paid.paid_at, again.paid_at) == ("PAID", NOON + DAY, NOON + DAY)
    assert points_of(anna) == (900, 0)
    assert stock_of(mug) == (5, 1, 0)
    assert is_proven()


def test_order_nobody_paid_runs_out_with_its_hold(anna):
    mug = offer(pieces=5, money=5_000)
    made = order(anna, "mug")
    over = NOON + 3 * DAY

    for step in (rewards.pay, rewards.make_ready, rewards.fulfil, rewards.cancel):
        with pytest.raises(OrderNotOpen) as refused:
            step(order_id=made.id, orderer=TILL, at=over)
        assert refused.value.facts == {"state": "expired"}
    n_expired = rewards.expire(at=over)

    made.refresh_from_db()
    assert (n_expired, made.state, rewards.expire(at=over)) == (1, "EXPIRED", 0)
    assert points_of(anna, at=over) == (1000, 0)
    assert stock_of(mug) == (5, 0, 0)
    assert is_proven()


def test_cancelled_before_it_is_paid_it_frees_the_hold(anna):
    mug = offer(pieces=5, money=5_000)
    made = order(anna, "mug")

    gone = rewards.cancel(order_id=made.id, orderer=HERSELF, at=NOON)

    assert (gone.state, gone.points_back, gone.money_back) == ("CANCELLED", 0, 0)
    assert points_of(anna) == (1000, 0)
    assert stock_of(mug) == (5, 0, 0)
    assert is_proven()


def test_cancelled_after_it_is_paid_points_go_back_into_their_lots_with_the_old_term(programme):
    """T12."""
    member = sales.join(sales.ANNA)
    sales.give(5_000, member=member, expires_at=NOON + DAY, key="soon")
    sales.give(20_000, member=member, expires_at=NOON + 30 * DAY, key="late")
    offer(money=5_000)
    made = order(member, "mug")
    rewards.pay(order_id=made.id, orderer=TILL, at=NOON)

    gone = rewards.cancel(order_id=made.id, orderer=TILL, at=NOON + 2 * DAY)

    assert (gone.points_back, gone.points_expired, gone.money_back) == (10_000, 5_000, 5_000)
    assert points_of(member, at=NOON + 2 * DAY) == (200, 0)
    assert sorted(Lot.objects.values_list("remaining", flat=True)) == [0, 20_000]
    assert is_proven()


def test_cancelling_twice_gives_back_once(anna):
    offer(pieces=5)
    made = order(anna, "mug")

    rewards.cancel(order_id=made.id, orderer=HERSELF, at=NOON)
    rewards.cancel(order_id=made.id, orderer=HERSELF, at=NOON)

    assert points_of(anna) == (1000, 0)
    assert is_proven()


def test_handed_over_by_line_the_rest_is_cancelled_with_its_points(anna):
    """T27: partly delivered by line."""
    mug, pen = offer(pieces=5), offer(code="pen", points=5_000, pieces=9)
    made = order(anna, ("mug", 2), ("pen", 4))
    rewards.make_ready(order_id=made.id, orderer=TILL, at=NOON)

    part = rewards.fulfil(order_id=made.id, orderer=TILL, at=NOON, pieces={1: 1, 2: 4})
    assert part.state == "READY"
    gone = rewards.cancel(order_id=made.id, orderer=TILL, at=NOON)

    assert (gone.state, gone.points_back) == ("FULFILLED", 10_000)
    assert points_of(anna) == (700, 0)
    assert (stock_of(mug), stock_of(pen)) == ((5, 0, 1), (9, 0, 4))
    assert is_proven()


def test_handing_over_counts_what_was_handed_over_in_all(anna):
    mug = offer(pieces=5)
    made = order(anna, ("mug", 3))

    for _ in range(2):
        rewards.fulfil(order_id=made.id, orderer=TILL, at=NOON, pieces={1: 2})
    assert stock_of(mug) == (5, 1, 2)
    for pieces in ({1: 4}, {1: 1}, {2: 1}):
        with pytest.raises(BadField):
            rewards.fulfil(order_id=made.id, orderer=TILL, at=NOON, pieces=pieces)

    whole = rewards.fulfil(order_id=made.id, orderer=TILL, at=NOON)
    assert (whole.state, stock_of(mug)) == ("FULFILLED", (5, 0, 3))
    with pytest.raises(OrderNotOpen):
        rewards.cancel(order_id=made.id, orderer=TILL, at=NOON)
    assert is_proven()


def test_nothing_is_packed_or_handed_over_before_the_money(anna):
    offer(money=5_000)
    made = order(anna, "mug")

    for step in (rewards.make_ready, rewards.fulfil):
        with pytest.raises(OrderNotPaid) as refused:
            step(order_id=made.id, orderer=TILL, at=NOON)
        assert refused.value.facts == {"money": "50.00"}


def test_order_of_another_outlet_is_refused_with_its_name(anna):
    offer()
    made = order(anna, "mug")
    other = Outlet.objects.create(tenant_id=current_tenant(), code="other", name="Другая")
    elsewhere = type(TILL)(actor="staff:test", source="TILL", outlet_id=other.id)

    for step in (
        rewards.pay,
        rewards.make_ready,
        rewards.fulfil,
        rewards.cancel,
        rewards.give_money_back,
    ):
        with pytest.raises(OrderElsewhere):
            step(order_id=made.id, orderer=elsewhere, at=NOON)
    with pytest.raises(OrderUnknown):
        rewards.pay(order_id=new_id(), orderer=TILL, at=NOON)


def test_pick_up_code_finds_its_order_however_it_is_typed(anna):
    offer()
    made = order(anna, "mug")
    code = codes.code_of(made.id, made.number)

    for typed in (code, code.replace("-", ""), code.replace("-", " — "), f" {code} "):
        assert rewards.find_by_code(typed=typed, orderer=TILL, at=NOON) == made


def test_wrong_codes_are_counted_and_close_the_code(anna, monkeypatch):
    offer()
    made = order(anna, "mug")
    right = codes.code_of(made.id, made.number)
    wrong = f"{right[:-1]}{(int(right[-1]) + 1) % 10}"

    for _ in range(codes.MOST_TRIES):
        with pytest.raises(PickUpCodeWrong):
            rewards.find_by_code(typed=wrong, orderer=TILL, at=NOON)
    with pytest.raises(PickUpCodeClosed):
        rewards.find_by_code(typed=right, orderer=TILL, at=NOON)

    assert Order.objects.get(id=made.id).tries == codes.MOST_TRIES
    monkeypatch.setattr(fulfilling, "_WRONG_AN_HOUR", codes.MOST_TRIES)
    with pytest.raises(TooManyTries):
        rewards.find_by_code(typed="9999000000", orderer=TILL, at=NOON)


def test_vouchers_are_issued_as_soon_as_they_are_paid(anna):
    terms = giving.described(Terms(title="Скидка", percent="10"), days=30)
    card = offer(code="card", kind="VOUCHER", voucher=terms, pieces=5)
    mug = offer(pieces=5, money=100)

    alone = order(anna, ("card", 2), key="alone", outlet=None)
    both = order(anna, "card", "mug", key="both")
    assert Voucher.objects.count() == 2
    rewards.pay(order_id=both.id, orderer=TILL, at=NOON)
    rewards.cancel(order_id=both.id, orderer=TILL, at=NOON)

    both.refresh_from_db()
    assert (alone.state, both.state, both.points_back) == ("FULFILLED", "FULFILLED", 10_000)
    assert (stock_of(card), stock_of(mug)) == ((5, 0, 3), (5, 0, 0))
    found = Voucher.objects.order_by("id").values_list("member_id", "source_kind", "source_id")
    assert list(found) == [
        (anna, "REWARD", alone.id),
        (anna, "REWARD", alone.id),
        (anna, "REWARD", both.id),
    ]
    assert is_proven()


@pytest.mark.parametrize("typed", ["", "мама", "12", "-", "9" * 40], ids=range(5))
def test_what_is_no_code_is_wrong_and_costs_no_try(anna, typed):
    with pytest.raises(PickUpCodeWrong):
        rewards.find_by_code(typed=typed, orderer=TILL, at=NOON)
