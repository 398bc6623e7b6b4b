"""A percent by days since the last purchase (E7, T46)."""

import pytest

from plushka.domain.programmes.facts import Buyer
from tests.domain.programmes.making import receipt, rules

OFTEN_EARNS_MORE = {
    "days_since": {
        "bands": [{"upto": 30, "percent": 10}, {"upto": 60, "percent": 7}],
        "otherwise": 5,
    }
}
AWAY_EARNS_MORE = {
    "days_since": {
        "bands": [{"upto": 30, "percent": 3}, {"upto": 60, "percent": 7}],
        "otherwise": 5,
    }
}


def percent(rule, days, earlier):
    [earning] = rules(rule).earn(receipt(10000), [10000], Buyer("standard", days, earlier))
    assert earning.points == int(earning.facts["percent"]) * 100
    return int(earning.facts["percent"]), earning.facts.get("days")


@pytest.mark.parametrize(
    ("days", "expected"),
    [(None, (5, None)), (0, (10, 0)), (30, (10, 30)), (31, (7, 31)), (60, (7, 60)), (61, (5, 61))],
)
def test_days_since_the_last_purchase_choose_the_band(days, expected):
    assert percent(OFTEN_EARNS_MORE, days, days) == expected


def test_a_basket_cut_in_two_does_not_raise_the_second_receipt():
    # Before this day 45 days ago: the second receipt keeps 7, although bought 0 days ago is 10.
    assert percent(OFTEN_EARNS_MORE, 0, 45) == (7, 45)


def test_a_first_purchase_cut_in_two_stays_the_first():
    assert percent(OFTEN_EARNS_MORE, 0, None) == (5, None)


def test_of_two_receipts_a_day_the_second_gets_the_lower_percent():
    assert percent(AWAY_EARNS_MORE, 0, 45) == (3, 0)
