"""Every number in words, in three languages (B2)."""

import pytest

from plushka.domain.programmes.earning import recompute
from plushka.domain.programmes.explain import explain
from plushka.domain.programmes.facts import Buyer
from tests.domain.programmes.making import GOLD, NEWCOMER, receipt, rules, sell

WITHOUT_TOBACCO = {"accrual": ["tobacco"], "discount": ["tobacco"], "redemption": ["tobacco"]}
BANDS = [
    {"upto": "1000", "percent": "3"},
    {"upto": "5000", "percent": "7.5"},
    {"percent": "10"},
]


def said(programme, *paid, buyer=NEWCOMER, shares=(), categories=(), sold=None):
    """What the first rule of a programme says of a receipt, in Russian."""
    lines = receipt(*paid, categories=categories)
    first, *_ = programme.earn(lines, paid, buyer, shares=shares, sold=sold)
    return explain(first.facts, "ru")


def test_the_example_of_the_api_is_said_as_it_is_written_there():
    sale = sell(rules(), receipt(70000, 30000), GOLD, redeem=20000)

    [earning] = rules().earn(sale.lines, sale.paid, GOLD, shares=sale.shares)

    assert explain(earning.facts, "ru") == "10 % от 800,00 ₽: 200,00 ₽ оплачены бонусами"
    assert explain(earning.facts, "uk") == "10 % від 800,00 ₽: 200,00 ₽ сплачено бонусами"
    assert explain(earning.facts, "en") == "10% of 800.00 ₽: 200.00 ₽ paid with points"
    assert explain(earning.facts, "de") == "10% of 800.00 ₽: 200.00 ₽ paid with points"


def test_goods_left_out_are_named():
    programme = rules(exclusions=WITHOUT_TOBACCO)

    assert (
        said(programme, 80000, 12000, shares=(20000, 0), categories=["", "Tobacco"])
        == "5 % от 800,00 ₽: 200,00 ₽ оплачены бонусами. Без начисления 120,00 ₽: Tobacco"
    )


@pytest.mark.parametrize(
    ("paid", "text"),
    [
        (60000, "3 % от 600,00 ₽. Процент для сумм до 1\xa0000,00 ₽ включительно"),
        (
            200000,
            (
                "7,5 % от 2\xa0000,00 ₽."
                " Процент для сумм больше 1\xa0000,00 ₽ и до 5\xa0000,00 ₽ включительно"
            ),
        ),
        (600000, "10 % от 6\xa0000,00 ₽. Процент для сумм больше 5\xa0000,00 ₽"),
    ],
)
def test_a_band_is_named(paid, text):
    assert said(rules({"bands": BANDS}), paid) == text


def test_a_single_band_needs_no_word():
    assert said(rules({"bands": [{"percent": "4"}]}), 1000) == "4 % от 10,00 ₽"


@pytest.mark.parametrize(
    ("paid", "text"),
    [
        (60000, "По частям от 600,00 ₽. 3 % с первых 1\xa0000,00 ₽"),
        (
            200000,
            (
                "По частям от 2\xa0000,00 ₽. 3 % с первых 1\xa0000,00 ₽."
                " 7,5 % с того, что больше 1\xa0000,00 ₽ и до 5\xa0000,00 ₽"
            ),
        ),
        (
            600000,
            (
                "По частям от 6\xa0000,00 ₽. 3 % с первых 1\xa0000,00 ₽."
                " 7,5 % с того, что больше 1\xa0000,00 ₽ и до 5\xa0000,00 ₽."
                " 10 % с того, что больше 5\xa0000,00 ₽"
            ),
        ),
    ],
)
def test_each_part_of_a_marginal_rate_is_named(paid, text):
    assert said(rules({"bands": BANDS, "mode": "marginal"}), paid) == text


def test_a_marginal_rate_of_one_band_says_so():
    programme = rules({"bands": [{"percent": "4"}], "mode": "marginal"})

    assert said(programme, 1000) == "По частям от 10,00 ₽. 4 % со всей суммы"


@pytest.mark.parametrize(
    ("points", "text"),
    [
        ("1", "1 бонус за каждые полные 10,00 ₽ из 32,00 ₽"),
        ("2", "2 бонуса за каждые полные 10,00 ₽ из 32,00 ₽"),
        ("50", "50 бонусов за каждые полные 10,00 ₽ из 32,00 ₽"),
        ("0.5", "0,50 бонуса за каждые полные 10,00 ₽ из 32,00 ₽"),
    ],
)
def test_points_agree_with_their_number(points, text):
    assert said(rules({"per_full": {"each": "10", "points": points}}), 3200) == text


def test_steps_that_look_at_the_receipt_name_its_sum():
    programme = rules({"per_full": {"each": "10", "points": "5"}, "by": "receipt_net"})

    assert said(programme, 900, shares=(2300,)) == (
        "5 бонусов за каждые полные 10,00 ₽ из 32,00 ₽: 23,00 ₽ оплачены бонусами"
    )


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (None, "5 % от 10,00 ₽. До этого дня покупок не было"),
        (0, "10 % от 10,00 ₽. Прошлая покупка была в тот же день"),
        (1, "10 % от 10,00 ₽. С прошлой покупки прошёл 1 день"),
        (22, "10 % от 10,00 ₽. С прошлой покупки прошло 22 дня"),
        (25, "10 % от 10,00 ₽. С прошлой покупки прошло 25 дней"),
    ],
)
def test_days_since_the_last_purchase_are_named(days, text):
    rule = {"days_since": {"bands": [{"upto": 30, "percent": 10}], "otherwise": 5}}

    assert said(rules(rule), 1000, buyer=Buyer("standard", days, days)) == text


def test_a_proportional_share_is_named():
    programme = rules({"percent": "10", "on_return": "proportional"})
    [remaining] = programme.earn(receipt(60000), [60000], NEWCOMER, sold=[110000])

    assert recompute(remaining.facts) == remaining.points == 6000
    assert said(programme, 60000, sold=(110000,)) == (
        "110 за 1\xa0100,00 ₽: осталась доля за 600,00 ₽"
    )


@pytest.mark.parametrize(
    ("rule", "paid", "shares", "category", "text"),
    [
        ({"percent": 5}, 0, 1000, "", "Ничего не начислено: всё оплачено бонусами"),
        ({"percent": 5}, 0, 0, "", "Ничего не начислено: платить нечего"),
        ({"percent": 0}, 1000, 0, "", "Ничего не начислено: 0 % от 10,00 ₽"),
        ({"percent": "0.0"}, 1000, 0, "", "Ничего не начислено: 0,0 % от 10,00 ₽"),
        ({"percent": 5}, 10, 0, "", "Ничего не начислено: вышло бы меньше 0,01"),
        (
            {"percent": 5, "rounding": {"to": "1"}},
            1000,
            0,
            "",
            "Ничего не начислено: вышло бы меньше 1",
        ),
        (
            {"per_full": {"each": "1000", "points": "50"}},
            99900,
            0,
            "",
            "Ничего не начислено: 999,00 ₽ меньше 1\xa0000,00 ₽",
        ),
        (
            {"per_full": {"each": "1", "points": "0"}},
            99900,
            0,
            "",
            "Ничего не начислено: вышло бы меньше 0,01",
        ),
        (
            {"percent": 5},
            1000,
            0,
            "tobacco",
            (
                "Ничего не начислено: за эти товары бонусы не начисляются."
                " Без начисления 10,00 ₽: tobacco"
            ),
        ),
    ],
)
def test_nothing_earned_says_why(rule, paid, shares, category, text):
    programme = rules(rule, exclusions=WITHOUT_TOBACCO)

    assert said(programme, paid, shares=(shares,), categories=[category]) == text


def test_what_was_not_left_out_may_have_been_paid_with_points():
    programme = rules(exclusions=WITHOUT_TOBACCO)

    assert said(programme, 0, 500, shares=(1000, 0), categories=["", "tobacco"]) == (
        "Ничего не начислено: остальное оплачено бонусами. Без начисления 5,00 ₽: tobacco"
    )


def test_a_currency_without_a_sign_goes_by_its_code():
    programme = rules(money={"currency": "GEL"})

    assert said(programme, 1000) == "5 % от 10,00 GEL"
