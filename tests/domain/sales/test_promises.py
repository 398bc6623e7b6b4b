"""What rules and campaigns give with a sale, and what comes back of it with a return."""

import pytest

from plushka.domain.ledger.models import Account, Entry, Lot
from plushka.domain.programmes.earning import recompute
from plushka.domain.programmes.explain import explain
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.sales.models import Sale
from plushka.lib.days import term_end
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, rule
from tests.domain.sales.cast import ANNA, asked, join, promise, quote, sell

pytestmark = pytest.mark.django_db

DOUBLE = {"effect": "multiplier", "factor": "2"}
HUNDRED = {"effect": "points", "points": "100"}
TENTH_OFF = {"effect": "discount", "percent": "10"}


@pytest.fixture
def anna(programme):
    return join(ANNA)


def balance_of(member):
    return Account.objects.get(member_id=member).balance


def accrual_of(told):
    return Entry.objects.get(id=Sale.objects.get(id=told.id).accrual_id)


def said(told, language="ru"):
    """With plain spaces, so that a reader sees what is compared."""
    return [explain(facts, language).replace("\xa0", " ") for facts in told.explanation]


def goods(*lines):
    return AskedSale(outlet="main", receipt="A-1", member=ANNA, lines=lines)


def test_rule_of_the_programme_gives_points_on_top(anna):
    promise(rules=[rule(HUNDRED, condition={"field": "receipt.total", "from": "500.00"})])

    enough, too_little = sell(asked("A-1", 100_000)), sell(asked("A-2", 40_000))

    assert (enough.accrued, too_little.accrued) == (15_000, 2000)
    assert said(enough) == ["5 % от 1 000,00 ₽", "«Подарок»: бонусы за покупку на 1 000,00 ₽"]


def test_explanation_of_the_entry_recomputes_to_its_points(anna):
    """B2."""
    launch(
        rules=[
            rule(HUNDRED, DOUBLE, {"effect": "percent", "percent": "3"}),
        ]
    )

    told = sell(asked("A-1", 70_000, 30_000))

    entry = accrual_of(told)
    assert [recompute(facts) for facts in entry.explanation] == [5000, 10_000, 5000, 3000]
    assert entry.points == told.accrued == 23_000
    assert [line.accrued for line in told.lines] == [16_100, 6900]
    assert [said(told, language)[1:] for language in ("ru", "uk", "en")] == [
        [
            "«Осень»: бонусы за покупку на 1 000,00 ₽",
            "«Осень»: начисление × 2",
            "«Осень»: 3 % от 1 000,00 ₽",
        ],
        [
            "«Осінь»: бонуси за покупку на 1 000,00 ₽",
            "«Осінь»: нарахування × 2",
            "«Осінь»: 3 % від 1 000,00 ₽",
        ],
        [
            "“Autumn”: points for a purchase of 1,000.00 ₽",
            "“Autumn”: points earned × 2",
            "“Autumn”: 3% of 1,000.00 ₽",
        ],
    ]


def test_discount_comes_off_the_price_before_points_pay_and_earn(anna):
    launch(rules=[rule(TENTH_OFF)])

    told = sell(asked("A-1", 70_000, 30_000))

    assert (told.discount, told.to_pay, told.accrued) == (10_000, 90_000, 4500)
    assert [(line.discount, line.to_pay) for line in told.lines] == [
        (7000, 63_000),
        (3000, 27_000),
    ]
    assert "«Осень»: скидка 10 % от 1 000,00 ₽" in said(told)


def test_fixed_sum_is_never_more_than_the_receipt(anna):
    launch(rules=[rule({"effect": "fixed", "sum": "300.00"})])

    assert sell(asked("A-1", 50_000)).discount == 30_000
    assert sell(asked("A-2", 10_000)).to_pay == 0


def test_only_the_goods_chosen_take_part(anna):
    launch(rules=[rule(TENTH_OFF, DOUBLE)], products={"field": "line.category", "is": "Еда"})

    told = sell(
        goods(AskedLine(price=10_000, category="еда"), AskedLine(price=20_000, category="книги"))
    )

    assert [line.discount for line in told.lines] == [1000, 0]
    assert [line.accrued for line in told.lines] == [450 + 450, 1000]


def test_goods_that_earn_nothing_earn_nothing_here_either(anna):
    promise(exclusions={"accrual": ["табак"]})
    launch(rules=[rule(HUNDRED)])

    told = sell(goods(AskedLine(price=10_000, category="Табак")))

    assert told.accrued == 0


def test_points_with_a_term_of_their_own_are_a_lot_of_their_own(anna):
    launch(rules=[rule(HUNDRED | {"opens_days": 2, "valid_days": 7})])

    told = sell(asked("A-1", 100_000))

    assert told.accrued == 5000
    [gift] = told.gifts
    assert gift.points == 10_000
    assert gift.expires_at == term_end(NOON.date(), 7, "Europe/Moscow")
    lot = Lot.objects.get(kind="GIFT")
    assert (lot.granted, lot.available_at, lot.expires_at) == (
        10_000,
        gift.available_at,
        gift.expires_at,
    )
    assert said(told)[1] == "«Осень»: бонусы за покупку на 1 000,00 ₽"
    assert len(accrual_of(told).explanation) == 1


def test_receipt_paid_by_points_entirely_gets_nothing(anna):
    """T10."""
    launch(rules=[rule(HUNDRED)])
    sell(asked("A-1", 100_000))

    assert sell(asked("A-2", 10_000, redeem=10_000)).accrued == 0


def test_quote_says_what_the_sale_gives(anna):
    launch(rules=[rule(HUNDRED, TENTH_OFF)])

    quoted = quote(asked("A-1", 100_000))

    assert (quoted.discount, quoted.accrued) == (10_000, 14_500)


def test_stranger_gets_nothing(anna):
    launch()

    assert sell(asked("A-1", 100_000, member=None)).discount == 0
