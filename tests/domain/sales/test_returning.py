"""Returns: any split adds up, and nothing comes back twice."""

import itertools

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.members.locator import Locator
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.sales.models import Return
from plushka.domain.sales.refusals import AlreadyReturned, ReceiptDiffers, SaleUnknown
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.sales.cast import asked, back, days, give, join, sell

_number = itertools.count()


def test_all_that_is_left_comes_back_at_once(anna):
    give(1_000, member=anna)
    sale = sell(asked("A-1", 10_000, 5_000, redeem=1_000))
    back(sale, "R-1", 1)

    told = back(sale, "R-2")

    assert (told.money_back, told.points_back) == (4_667, 333)
    assert told.balance.spendable == 1_000
    with pytest.raises(AlreadyReturned):
        back(sale, "R-3")


def test_same_return_again_gets_the_stored_answer(anna):
    sale = sell(asked("A-1", 10_000))
    told = back(sale)

    assert back(sale, at=NOON + days(3)) == msgspec.structs.replace(told, is_repeat=True)
    assert Return.objects.count() == 1


def test_return_receipt_that_says_something_else_is_refused(anna):
    sale = sell(asked("A-1", 10_000, 5_000))
    back(sale, "R-1", 1, key="k")

    with pytest.raises(ReceiptDiffers):
        back(sale, "R-1", 2)
    with pytest.raises(RepeatDiffers):
        back(sale, "R-2", 2, key="k")


def test_key_that_came_with_a_repeated_return_is_remembered_too(anna):
    sale = sell(asked("A-1", 10_000, 5_000))
    back(sale, "R-1", 1)
    assert back(sale, "R-1", 1, key="k").is_repeat

    with pytest.raises(RepeatDiffers):
        back(sale, "R-2", 2, key="k")


def test_part_of_a_total_comes_back_kopeck_by_kopeck(anna):
    sale = sell(asked("A-1", total=10_000))

    assert back(sale, "R-1", total=3_333).money_back == 3_333
    assert back(sale, "R-2").money_back == 6_667
    with pytest.raises(AlreadyReturned):
        back(sale, "R-3", total=1)


@pytest.mark.parametrize(
    ("lines", "more", "path"),
    [
        ((3,), {}, "lines[0].line"),
        ((1, 1), {}, "lines[1].line"),
        (((1, 1_001),), {}, "lines[0].quantity"),
        (((1, 0),), {}, "lines[0].quantity"),
        ((), {"total": 100}, "total"),
        ((1,), {"total": 100}, "total"),
    ],
)
def test_return_that_cannot_be_names_its_field(anna, lines, more, path):
    sale = sell(asked("A-1", 10_000, 5_000))

    with pytest.raises(BadField) as refused:
        back(sale, "R-1", *lines, **more)
    assert refused.value.path == path
    assert Return.objects.count() == 0


def test_lines_of_a_sale_without_lines_are_refused(anna):
    sale = sell(asked("A-1", total=100))

    with pytest.raises(BadField) as refused:
        back(sale, "R-1", 1)
    assert refused.value.path == "lines"


def test_sale_nobody_knows_is_not_found(anna):
    sale = sell(asked("A-1", 10_000))

    with pytest.raises(SaleUnknown):
        back(msgspec.structs.replace(sale, id=anna))


def test_sale_without_a_member_gives_money_back_alone(programme):
    told = back(sell(asked("A-1", 10_000, member=None)))

    assert (told.money_back, told.points_back, told.accrual_reversed) == (10_000, 0, 0)
    assert (told.balance, told.tier) == (None, None)


def test_points_already_spent_become_a_debt_that_the_next_sale_pays(anna):
    """T13."""
    sale = sell(asked("A-1", 160_000))
    sell(asked("A-2", 8_000, redeem=8_000))

    told = back(sale)

    assert (told.accrual_reversed, told.balance.debt, told.balance.spendable) == (8_000, 8_000, 0)
    paid = sell(asked("A-3", 200_000))
    assert (paid.balance.debt, paid.balance.spendable) == (0, 2_000)


def test_return_lowers_the_total_and_leaves_the_tier(anna):
    """T15: down only at the end of the period."""
    sell(asked("A-1", 600_000))
    sale = sell(asked("A-2", 600_000))
    told = back(sale)

    summary = PurchaseSummary.objects.get(member_id=anna)
    assert (summary.paid_total, summary.n_purchases, told.tier) == (600_000, 1, "gold")


def test_last_purchase_that_came_back_is_not_the_last(anna):
    """T46."""
    sell(asked("A-1", 100), at=NOON - days(9))
    sell(asked("A-2", 100), at=NOON - days(5))
    latest = sell(asked("A-3", 100))

    back(latest)

    summary = PurchaseSummary.objects.get(member_id=anna)
    assert summary.last_purchase_at == NOON - days(5)
    assert summary.previous_purchase_at == NOON - days(9)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    prices=st.lists(st.integers(1, 50_000), min_size=1, max_size=4),
    pieces=st.integers(1, 5),
    redeem=st.integers(0, 5_000),
    data=st.data(),
)
def test_any_split_of_a_return_brings_everything_back(programme, prices, pieces, redeem, data):
    """T11, I9: money, points and accrual, whatever the order and the pieces."""
    somebody = Locator("PHONE", f"+7916{next(_number):07d}")
    member = join(somebody)
    give(redeem + 1, member=member)
    lines = tuple(AskedLine(price=price, quantity=pieces * 1_000) for price in prices)
    receipt = new_id().hex
    redeem = min(redeem, sum(prices) * pieces)
    sale = sell(
        AskedSale(outlet="main", receipt=receipt, member=somebody, lines=lines, redeem=redeem)
    )
    parts = [number for number in range(1, len(prices) + 1) for _ in range(pieces)]
    parts = data.draw(st.permutations(parts))

    told = [back(sale, f"{receipt}-{place}", (line, 1_000)) for place, line in enumerate(parts)]

    assert sum(one.money_back for one in told) == sale.to_pay
    assert sum(one.points_back for one in told) == sale.redeemed
    assert sum(one.accrual_reversed for one in told) == sale.accrued
    summary = PurchaseSummary.objects.get(member_id=member)
    assert (summary.paid_total, summary.n_purchases) == (0, 0)
