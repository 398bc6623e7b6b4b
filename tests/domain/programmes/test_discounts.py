"""A discount by tier (E6), for which lines and how much."""

from plushka.domain.programmes.facts import Buyer
from tests.domain.programmes.making import NEWCOMER, receipt, rules, sell


def test_the_default_programme_takes_nothing_off():
    programme = rules()

    assert programme.discounts(receipt(100, 200), NEWCOMER) == [0, 0]
    assert programme.why_discounted(receipt(100, 200), NEWCOMER) is None


def test_a_discount_is_rounded_down_once_and_shared_over_the_lines():
    programme = rules(tier={"discount": {"percent": 5}})

    assert programme.discounts(receipt(199, 199, 199), NEWCOMER) == [10, 10, 9]
    assert programme.discounts(receipt(1, 2), NEWCOMER) == [0, 0]


def test_points_and_earning_come_after_the_discount():
    programme = rules(tier={"discount": {"percent": 10}})

    sale = sell(programme, receipt(100000), redeem=20000)

    assert sale.discounts == [10000]
    assert sale.paid == [70000]
    assert sale.earned == 3500


def test_a_discount_may_go_by_the_sum_of_the_receipt():
    programme = rules(tier={"discount": {"bands": [{"upto": 1000, "percent": 0}, {"percent": 3}]}})

    assert programme.discounts(receipt(100000), NEWCOMER) == [0]
    assert programme.discounts(receipt(100001), NEWCOMER) == [3000]


def test_a_discount_may_go_by_days_since_the_last_purchase():
    days = {"bands": [{"upto": 7, "percent": 3}], "otherwise": 0}
    programme = rules(tier={"discount": {"days_since": days}})

    assert programme.discounts(receipt(1000), Buyer("standard", 7, 7)) == [30]
    assert programme.discounts(receipt(1000), NEWCOMER) == [0]


def test_goods_may_be_left_out_of_the_discount():
    programme = rules(tier={"discount": {"percent": 10}}, exclusions={"discount": ["tobacco"]})
    lines = receipt(1000, 500, categories=["", "Tobacco"])

    assert programme.discounts(lines, NEWCOMER) == [100, 0]
    assert programme.why_discounted(lines, NEWCOMER) == {
        "rule": "discount:standard",
        "about": "discount",
        "method": "percent",
        "percent": "10",
        "currency": "RUB",
        "base": 1000,
        "points": 100,
        "excluded": ["Tobacco"],
        "excluded_sum": 500,
    }
