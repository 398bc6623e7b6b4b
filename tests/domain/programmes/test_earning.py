"""What a purchase gives (T8, T10)."""

import pytest

from plushka.domain.programmes.facts import Buyer
from tests.domain.programmes.making import GOLD, NEWCOMER, receipt, rules, sell

WITHOUT_TOBACCO = {"accrual": ["tobacco"], "redemption": [], "tier_total": []}


def earn(programme, *paid, buyer=NEWCOMER, **more):
    return programme.earn(receipt(*paid), paid, buyer, **more)


def points(programme, *paid, buyer=NEWCOMER, **more):
    return [earning.points for earning in earn(programme, *paid, buyer=buyer, **more)]


def test_standard_earns_five_percent_and_gold_ten():
    assert points(rules(), 100000) == [5000]
    assert points(rules(), 100000, buyer=GOLD) == [10000]


def test_a_tier_unknown_to_an_old_version_earns_as_its_first():
    assert points(rules(), 100000, buyer=Buyer("platinum")) == [5000]


def test_percents_may_have_decimals():
    assert points(rules({"percent": "7.5"}), 1000) == [75]
    assert points(rules({"percent": "0.0001"}), 1_000_000) == [1]


def test_each_rule_is_rounded_on_its_own():
    # Exactly they would be 1.6665 and 0.9999 (T10).
    first, second = earn(rules({"percent": 5}, {"percent": 3}), 3333)

    assert (first.rule, first.points) == ("tier:standard", 166)
    assert (second.rule, second.points) == ("tier:standard:2", 99)


def test_parts_of_lines_go_by_largest_remainder_after_rounding():
    [earning] = earn(rules(), 199, 199, 199)

    assert earning.points == 29
    assert earning.parts == [10, 10, 9]
    assert earning.base == 597


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        ({"direction": "down", "to": "0.01"}, [166, 5, 6, 7, 2500]),
        ({"direction": "up", "to": "0.01"}, [167, 5, 7, 8, 2500]),
        ({"direction": "half_even", "to": "0.01"}, [167, 5, 6, 8, 2500]),
        ({"direction": "down", "to": "1"}, [100, 0, 0, 0, 2500]),
        ({"direction": "up", "to": "1"}, [200, 100, 100, 100, 2500]),
        ({"direction": "half_even", "to": "1"}, [200, 0, 0, 0, 2500]),
    ],
)
def test_a_programme_says_how_it_rounds(rounding, expected):
    # 5 % are 1.6665, 0.05, 0.065, 0.075 and 25.00 points.
    programme = rules(rounding=rounding)

    assert [points(programme, paid)[0] for paid in (3333, 100, 130, 150, 50000)] == expected


def test_a_rule_may_round_in_its_own_way():
    programme = rules({"percent": 5, "rounding": {"direction": "up", "to": "1"}}, {"percent": 5})

    assert points(programme, 3333) == [200, 166]


@pytest.mark.parametrize(
    ("paid", "expected"), [(0, 0), (1, 0), (99999, 2999), (100000, 3000), (100001, 10000)]
)
def test_the_band_of_the_whole_receipt_gives_the_percent(paid, expected):
    # D11: 1000.00 is still three percent.
    programme = rules({"bands": [{"upto": "1000", "percent": 3}, {"percent": 10}]})

    assert points(programme, paid) == [expected]


@pytest.mark.parametrize(
    ("paid", "expected"), [(0, 0), (100000, 3000), (110000, 4000), (600000, 43000 + 20000)]
)
def test_marginal_bands_give_each_its_part(paid, expected):
    bands = [
        {"upto": "1000", "percent": 3},
        {"upto": "5000", "percent": 10},
        {"percent": 20},
    ]

    assert points(rules({"bands": bands, "mode": "marginal"}), paid) == [expected]


@pytest.mark.parametrize(
    ("paid", "expected"), [(99999, 0), (100000, 5000), (199999, 5000), (320000, 15000)]
)
def test_points_come_for_each_full_thousand(paid, expected):
    # D12
    programme = rules({"per_full": {"each": 1000, "points": 50}})

    assert points(programme, paid) == [expected]


def test_bands_look_at_what_is_paid_in_money():
    programme = rules({"bands": [{"upto": "1000", "percent": 3}, {"percent": 10}]})

    assert sell(programme, receipt(110000), redeem=20000).earned == 2700


def test_bands_may_look_at_the_receipt_after_discounts_instead():
    programme = rules(
        {"bands": [{"upto": "1000", "percent": 3}, {"percent": 10}], "by": "receipt_net"}
    )

    assert sell(programme, receipt(110000), redeem=20000).earned == 9000


def test_steps_may_look_at_the_receipt_but_one_paid_by_points_earns_nothing():
    programme = rules({"per_full": {"each": 1000, "points": 50}, "by": "receipt_net"})

    assert sell(programme, receipt(100000), redeem=99999).earned == 5000
    assert sell(programme, receipt(100000), redeem=100000).earned == 0


def test_goods_left_out_earn_nothing_and_their_part_goes_nowhere():
    programme = rules(exclusions=WITHOUT_TOBACCO)
    lines = receipt(70000, 30000, categories=["food", "  TOBACCO "])

    [earning] = programme.earn(lines, [56000, 24000], NEWCOMER, shares=[14000, 6000])

    assert (earning.base, earning.points, earning.parts) == (56000, 2800, [2800, 0])
    assert earning.facts == {
        "rule": "tier:standard",
        "method": "percent",
        "percent": "5",
        "currency": "RUB",
        "excluded": ["TOBACCO"],
        "excluded_sum": 30000,
        "redeemed": 14000,
        "base": 56000,
        "points": 2800,
    }


def test_goods_left_out_change_nothing_for_a_receipt_without_them():
    assert points(rules(exclusions=WITHOUT_TOBACCO), 70000) == [3500]


def test_categories_are_compared_whatever_their_case_and_spaces():
    programme = rules(exclusions={"accrual": [" Табак"]})
    lines = receipt(100, 100, 100, categories=["ТАБАК", "табак ", "табакерки"])

    [earning] = programme.earn(lines, [100, 100, 100], NEWCOMER)

    assert earning.base == 100
    assert earning.facts["excluded"] == ["ТАБАК", "табак"]


def test_a_tier_may_earn_nothing_at_all():
    programme = rules(tier={"earning": []})

    assert earn(programme, 100000) == []


def test_a_receipt_paid_by_points_entirely_earns_nothing():
    sale = sell(rules({"percent": 5}), receipt(1000, 500), redeem=1500)

    assert sale.earned == 0
    assert sale.paid == [0, 0]


def test_a_proportional_rule_gives_on_return_the_share_of_what_remains():
    # T11: proportional would be 50, reevaluated 92.
    bands = [{"upto": "1000.00", "percent": "3"}, {"percent": "10"}]
    programme = rules({"bands": bands, "on_return": "proportional"})
    sale = sell(programme, receipt(60000, 50000))

    assert sale.earned == 11000
    assert sale.give_back(2) == (50000, 0, 5000)
    assert sale.give_back(1) == (60000, 0, 6000)


def test_a_proportional_rule_leaves_out_what_it_left_out_of_the_sale():
    programme = rules({"percent": 10, "on_return": "proportional"}, exclusions=WITHOUT_TOBACCO)
    sale = sell(programme, receipt(1000, 1000, 500, categories=["", "", "tobacco"]))

    assert sale.earned == 200
    assert sale.give_back(3) == (500, 0, 0)
    assert sale.give_back(1) == (1000, 0, 100)


def test_what_counts_for_the_tier_may_leave_goods_out_too():
    lines = receipt(100, 30, categories=["", "tobacco"])

    assert rules().counted_for_tier(lines, [100, 30]) == 130
    assert rules(exclusions={"tier_total": ["tobacco"]}).counted_for_tier(lines, [100, 30]) == 100
    assert rules(exclusions=WITHOUT_TOBACCO).counted_for_tier(lines, [100, 30]) == 130
