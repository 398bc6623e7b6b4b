"""How much points may pay, and of which lines (T9, T10)."""

import pytest

from plushka.domain.programmes.paying import PaysTooMuchWithPoints, RedeemNotAllowed
from tests.domain.programmes.making import GOLD, NEWCOMER, receipt, rules

FREE = {"max_percent": "100", "multiple": "0.01", "minimum": "0.00", "min_line_price": "0.00"}


def limit(*values, categories=(), off=None, exclusions=None, **paying):
    programme = rules(paying=FREE | paying, exclusions=exclusions or {})
    lines = receipt(*values, categories=categories)
    return programme.limits(lines, off or [0] * len(values), NEWCOMER)


def test_points_may_pay_a_receipt_entirely():
    # E9
    found = limit(70000, 30000)

    assert (found.total, found.per_line, found.why) == (100000, [70000, 30000], [])


def test_the_limit_is_a_percent_of_what_is_left_after_discounts_rounded_down():
    found = limit(1001, off=[1], max_percent="33.33")

    assert found.total == 333
    assert found.per_line == [1000]
    assert found.why == [
        {"method": "limit_percent", "percent": "33.33", "base": 1000, "currency": "RUB"}
    ]


def test_less_than_one_multiple_pays_nothing():
    # T9: 100 % of 0.99 with multiple 1.00
    found = limit(99, multiple="1.00")

    assert found.total == 0
    assert found.multiple == 100
    assert found.why == [{"method": "limit_multiple", "multiple": 100, "currency": "RUB"}]


def test_less_than_the_minimum_pays_nothing():
    found = limit(9999, minimum="100.00")

    assert found.total == 0
    assert found.minimum == 10000
    assert found.why == [{"method": "limit_minimum", "minimum": 10000, "currency": "RUB"}]


def test_goods_left_out_cannot_be_paid_with_points():
    found = limit(700, 300, categories=["", "tobacco"], exclusions={"redemption": ["TOBACCO"]})

    assert (found.total, found.per_line) == (700, [700, 0])
    assert found.shares(700) == [700, 0]
    assert found.why == [
        {
            "method": "limit_excluded",
            "excluded": ["tobacco"],
            "excluded_sum": 300,
            "currency": "RUB",
        }
    ]


def test_every_line_keeps_its_least_price_in_money():
    found = limit(500, 1, 0, min_line_price="0.01")

    assert (found.total, found.per_line) == (499, [499, 0, 0])
    assert found.why == [{"method": "limit_line_price", "price": 1, "currency": "RUB"}]


def test_all_reasons_are_named_in_the_order_they_bite():
    found = limit(
        100000,
        300,
        50000,
        categories=["", "", "tobacco"],
        exclusions={"redemption": ["tobacco"]},
        max_percent="99.9",
        multiple="50.00",
        minimum="1000.00",
        min_line_price="2.00",
    )

    assert found.total == 0
    assert [reason["method"] for reason in found.why] == [
        "limit_excluded",
        "limit_percent",
        "limit_line_price",
        "limit_multiple",
        "limit_minimum",
    ]


def test_a_tier_may_pay_by_its_own_limit():
    programme = rules(tier={"paying": FREE | {"max_percent": "30"}})
    lines = receipt(1000)

    assert programme.limits(lines, [0], NEWCOMER).total == 300
    assert programme.limits(lines, [0], GOLD).total == 1000


def test_more_than_the_limit_is_refused_with_the_limit():
    with pytest.raises(PaysTooMuchWithPoints) as refused:
        limit(100000, max_percent="30").check(30001)

    assert refused.value.code == "pays_too_much_with_points"
    assert refused.value.facts == {"limit": "300.00"}
    assert refused.value.limit == 30000


@pytest.mark.parametrize(
    ("points", "nearest"),
    [
        (12345, ["100.00", "150.00"]),
        (5000, ["0.00", "100.00"]),
        (1, ["0.00", "100.00"]),
        (9999, ["0.00", "100.00"]),
    ],
)
def test_what_is_no_multiple_or_below_the_minimum_is_refused_with_the_nearest_sums(
    points, nearest
):
    with pytest.raises(RedeemNotAllowed) as refused:
        limit(100000, multiple="50.00", minimum="80.00").check(points)

    assert refused.value.code == "redeem_not_allowed"
    assert refused.value.facts == {"nearest": nearest}
    assert str(refused.value).endswith(" and ".join(nearest) + ".")


def test_where_the_receipt_has_no_room_above_only_the_sum_below_is_named():
    found = limit(12399, multiple="1.00")

    with pytest.raises(RedeemNotAllowed) as refused:
        limit(12300, multiple="100.00").check(5000)

    assert refused.value.nearest == [0, 10000]
    assert found.total == 12300
    with pytest.raises(PaysTooMuchWithPoints):
        found.check(12301)


def test_allowed_sums_pass():
    found = limit(100000, multiple="50.00", minimum="100.00")

    for points in (0, 10000, 15000, 100000):
        found.check(points)


def test_the_most_a_member_can_redeem_respects_balance_multiple_and_minimum():
    found = limit(100000, multiple="50.00", minimum="100.00")

    assert found.most(99_999_999) == 100000
    assert found.most(12345) == 10000
    assert found.most(9999) == 0
    assert found.most(0) == 0


def test_nothing_redeemed_is_nothing_of_each_line():
    assert limit(0, 0).shares(0) == [0, 0]


def test_shares_above_what_a_line_allows_go_to_the_others():
    found = limit(10000, 300, 200, min_line_price="2.00")

    assert found.per_line == [9800, 100, 0]
    assert found.shares(9900) == [9800, 100, 0]
    assert found.shares(5000) == [4900, 100, 0]
    assert found.shares(103) == [100, 3, 0]


def test_shares_weigh_lines_after_their_discounts():
    assert limit(2000, 1000, off=[1000, 0]).shares(500) == [250, 250]
