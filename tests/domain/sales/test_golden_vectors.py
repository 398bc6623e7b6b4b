"""The golden vectors of the accounting rules, sold and returned for real."""

import pytest

from tests.conftest import NOON
from tests.domain.sales.cast import ANNA, asked, back, days, give, join, promise, sell


def returned(told):
    return told.money_back, told.points_back, told.accrual_reversed


@pytest.fixture
def gold(lipa):
    """Анна earns ten percent, and has plenty to spend."""
    promise(earning=[{"percent": "10"}])
    member = join(ANNA)
    give(50_000, member=member)
    return member


def test_points_paid_are_shared_and_come_back_line_by_line(gold):
    """V-a, T8."""
    sale = sell(asked("A-1", 70_000, 30_000, redeem=20_000))

    assert [line.redeemed for line in sale.lines] == [14_000, 6_000]
    assert [line.to_pay for line in sale.lines] == [56_000, 24_000]
    assert sale.accrued == 8_000
    assert returned(back(sale, "R-1", 2)) == (24_000, 6_000, 2_400)
    assert returned(back(sale, "R-2", 1)) == (56_000, 14_000, 5_600)


def test_return_below_a_band_takes_back_what_the_band_had_given(lipa):
    """V-b, T11."""
    promise(earning=[{"bands": [{"upto": "1000.00", "percent": "3"}, {"percent": "10"}]}])
    join(ANNA)
    sale = sell(asked("A-1", 60_000, 50_000))

    assert sale.accrued == 11_000
    assert returned(back(sale, "R-1", 2)) == (50_000, 0, 9_200)
    assert returned(back(sale, "R-2")) == (60_000, 0, 1_800)


def test_return_of_half_a_full_thousand_takes_all_of_its_points(lipa):
    """V-c, T11."""
    promise(earning=[{"per_full": {"each": "1000.00", "points": "50.00"}}])
    join(ANNA)
    sale = sell(asked("A-1", 99_900, 99_900))

    assert sale.accrued == 5_000
    assert returned(back(sale, "R-1", 1)) == (99_900, 0, 5_000)
    assert returned(back(sale, "R-2")) == (99_900, 0, 0)


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_thirds_come_back_in_any_order(anna, order):
    """V-d, T10."""
    give(1_000, member=anna)
    sale = sell(asked("A-1", 3_333, 3_333, 3_334, redeem=1_000))

    assert [line.redeemed for line in sale.lines] == [333, 333, 334]
    assert sale.accrued == 450
    reversed_ = [back(sale, f"R-{line}", line).accrual_reversed for line in order]
    assert reversed_ == [150, 150, 150]


def test_pieces_of_one_line_come_back_one_by_one(anna):
    """V-e, T10."""
    sale = sell(asked("A-1", 199, 199, 199))

    assert sale.accrued == 29
    assert [back(sale, f"R-{line}", line).accrual_reversed for line in (1, 2, 3)] == [10, 10, 9]


def test_points_return_to_the_lot_they_came_from_also_when_it_has_expired(anna):
    """V-i, T12."""
    give(10_000, member=anna, expires_at=NOON + days(7), key="short")
    give(5_000, member=anna, expires_at=NOON + days(365), key="long")
    sale = sell(asked("A-1", 12_000, redeem=12_000))

    told = back(sale, "R-1", at=NOON + days(8))

    assert (told.points_back, told.points_expired) == (12_000, 10_000)
    assert told.balance.spendable == 5_000


def test_tier_rises_above_its_threshold_and_not_at_it(anna):
    """V-j, E3: more than 10 000."""
    at_it = sell(asked("A-1", 1_000_000))
    above_it = sell(asked("A-2", 1))
    next_one = sell(asked("A-3", 10_000))

    assert (at_it.tier, at_it.tier_changed) == ("standard", False)
    assert (above_it.tier, above_it.tier_changed) == ("gold", True)
    assert above_it.accrued == 0
    assert (next_one.accrued, next_one.tier_changed) == (1_000, False)
