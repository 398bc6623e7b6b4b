"""Points that are worth something else than one unit of money each (E19, T35)."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.ledger.models import Account, Entry
from plushka.domain.members.locator import Locator
from plushka.domain.programmes.explain import explain
from plushka.domain.programmes.paying import PaysTooMuchWithPoints, RedeemNotAllowed
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.lib import money
from plushka.lib.ids import new_id
from tests.domain.sales.cast import asked, back, give, join, promise, quote, record, sell
from tests.domain.sales.test_verify import found

_number = itertools.count()


def worth(value, **sections):
    """A promise with points worth so much; nobody has any yet."""
    return promise(money={"currency": "RUB", "point_value": value}, **sections)


def test_points_pay_what_they_are_worth(anna):
    """E19: 200 points at 0.50 pay 100.00; lines share the money."""
    worth("0.50")
    give(50_000, member=anna)

    told = sell(asked("A-1", 70_000, 30_000, redeem=20_000))

    assert (told.points, told.redeemed, told.to_pay) == (20_000, 10_000, 90_000)
    assert [line.redeemed for line in told.lines] == [7_000, 3_000]
    assert told.accrued == 4_500
    assert told.balance.spendable == 50_000 - 20_000 + 4_500
    assert Entry.objects.get(kind="REDEMPTION").points == -20_000
    assert [explain(why, "en").replace("\xa0", " ") for why in told.explanation] == [
        "5% of 900.00 ₽: 100.00 ₽ paid with points",
        "200 points at 0.50 ₽ each paid 100.00 ₽",
    ]


def test_limit_is_of_money_and_told_in_points(anna):
    """T9: half of 1000.00 is 1000 points at 0.50."""
    worth("0.50", paying={"max_percent": "50"})
    give(500_000, member=anna)

    told = sell(asked("A-1", 100_000, redeem="max"))

    assert (told.max_redeem, told.points, told.redeemed) == (100_000, 100_000, 50_000)
    [refused] = record(asked("A-2", 100_000, redeem=100_002))
    assert isinstance(refused, PaysTooMuchWithPoints)
    assert refused.limit == 100_000


def test_points_worth_more_than_money_pay_more(anna):
    worth("2.50")
    give(10_000, member=anna)

    told = sell(asked("A-1", 100_000, redeem=10_000))

    assert (told.redeemed, told.to_pay) == (25_000, 75_000)


@pytest.mark.parametrize(
    ("value", "multiple", "step"),
    [("0.50", "0.01", 2), ("0.33", "0.01", 100), ("0.33", "1.50", 300), ("0.10", "0.01", 10)],
)
def test_only_what_pays_whole_kopecks_is_redeemed(anna, value, multiple, step):
    """Nothing is lost or made by rounding."""
    worth(value, paying={"max_percent": "100", "multiple": multiple})
    give(100_000, member=anna)

    [refused] = record(asked("A-1", 1_000_000, redeem=step + 1))
    taken = sell(asked("A-2", 1_000_000, redeem=step))

    assert isinstance(refused, RedeemNotAllowed)
    assert refused.nearest == [step, 2 * step]
    assert taken.points == step


def test_all_of_a_receipt_may_leave_a_kopeck_to_pay(anna):
    """0.33 a point: 3 points pay 0.99 of 1.00."""
    worth("0.33")
    give(100_000, member=anna)

    told = quote(asked("A-1", 100, redeem="max"))

    assert (told.points, told.redeemed, told.to_pay) == (300, 99, 1)


def test_points_come_back_by_what_they_paid(anna):
    """T12: of 3 points at 0.33 over three pieces one comes back with each."""
    worth("0.33")
    give(1_000, member=anna)
    lines = (AskedLine(price=1_000, quantity=3_000),)
    sale = sell(AskedSale(outlet="main", receipt="A-1", member=_anna(), lines=lines, redeem=300))

    told = [back(sale, f"R-{place}", (1, 1_000)) for place in range(3)]

    assert [one.points_back for one in told] == [100, 100, 100]
    assert sum(one.money_back for one in told) == sale.to_pay


def _anna():
    return asked().member


@pytest.mark.parametrize("value", ["0.01", "0.07", "0.33", "0.50", "1.00", "1.10", "3.00"])
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    prices=st.lists(st.integers(1, 50_000), min_size=1, max_size=3),
    pieces=st.integers(1, 4),
    data=st.data(),
)
def test_any_split_of_a_return_brings_everything_back(lipa, value, prices, pieces, data):
    """T11, I7, I9, E19: money, points and accrual, whatever a point is worth."""
    if not Entry.objects.exists():
        worth(value)
    somebody = Locator("PHONE", f"+7916{next(_number):07d}")
    member = join(somebody)
    give(data.draw(st.integers(1, 200_000)), member=member)
    before = Account.objects.get(member_id=member).balance
    lines = tuple(AskedLine(price=price, quantity=pieces * 1_000) for price in prices)
    receipt = new_id().hex
    sale = sell(
        AskedSale(outlet="main", receipt=receipt, member=somebody, lines=lines, redeem="max")
    )
    parts = [number for number in range(1, len(prices) + 1) for _ in range(pieces)]
    parts = data.draw(st.permutations(parts))

    told = [back(sale, f"{receipt}-{place}", (line, 1_000)) for place, line in enumerate(parts)]

    assert sale.total == sale.redeemed + sale.to_pay
    assert sale.redeemed * 100 == sale.points * money.parse(value)
    assert sum(one.money_back for one in told) == sale.to_pay
    assert sum(one.points_back for one in told) == sale.points
    assert Account.objects.get(member_id=member).balance == before
    assert found(lipa)[1] == []
