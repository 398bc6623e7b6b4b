"""Rules, campaigns, claims and goods without a receipt come out again, too (B3)."""

import pytest

from plushka.domain.campaigns.models import Counter
from plushka.domain.members.locator import Locator
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, rule
from tests.domain.effects.cast import join as enrol
from tests.domain.replay.again import differing, draft, replay
from tests.domain.sales.cast import ANNA, BOHDAN, asked, back, days, give, join, promise, sell
from tests.domain.sales.test_claiming import claim, sell_to_nobody
from tests.domain.sales.test_unreceipted import bring

VERA = Locator("PHONE", "+79169999999")
HUNDRED = {"effect": "points", "points": "100"}
TENTH_OFF = {"effect": "discount", "percent": "10"}
APART = {"effect": "points", "points": "50", "valid_days": 3}


@pytest.mark.parametrize("effect", [HUNDRED, TENTH_OFF, APART], ids=["points", "off", "apart"])
@pytest.mark.parametrize(
    "since",
    [NOON - days(30), NOON + days(1), NOON + days(2)],
    ids=["ever", "with the claim", "after it"],
)
def test_a_campaign_and_its_returns(anna, effect, since):
    launch(rules=[rule(effect)], at=NOON - days(1))
    sale = sell(asked("A-1", 30_000, 20_000))
    sell(asked("A-2", 10_000, redeem=1_000), at=NOON + days(1))
    back(sale, "R-1", 1, at=NOON + days(2))
    back(sale, "R-2", at=NOON + days(8))

    assert differing(replay(since=since, at=NOON + days(9))) == []


def test_a_budget_ends_where_it_ended(anna):
    launch(
        rules=[rule(HUNDRED)],
        budgets=[{"of": "points", "most": "200", "each": "campaign"}],
        at=NOON - days(1),
    )
    join(BOHDAN)
    sales = [
        sell(asked(f"A-{number}", 10_000, member=who))
        for number, who in enumerate((ANNA, BOHDAN, ANNA))
    ]
    back(sales[0], "R-1")
    sell(asked("A-9", 10_000))

    assert differing(replay(at=NOON)) == []
    assert [counter.used for counter in Counter.objects.all()] == [20_000]


@pytest.mark.parametrize(
    ("of", "per", "most"),
    [
        ("points", "all", "36"),
        ("money", "all", "310"),
        ("uses", "all", "5"),
        ("points", "member", "14"),
        ("money", "member", "120"),
        ("uses", "member", "2"),
    ],
)
def test_a_budget_stands_where_it_stood_when_the_window_begins(anna, of, per, most):
    """Four sales before the window, one of them back, one in part; three in it."""
    launch(
        rules=[rule(TENTH_OFF, {"effect": "points", "points": "7"})],
        budgets=[{"of": of, "most": most, "per": per}],
        at=NOON - days(1),
    )
    join(BOHDAN)
    sales = [
        sell(asked(f"A-{number}", 40_000, 20_000, member=who), at=NOON + days(number))
        for number, who in enumerate((ANNA, BOHDAN, ANNA, BOHDAN))
    ]
    back(sales[0], "R-1", at=NOON + days(4))
    back(sales[1], "R-2", 2, at=NOON + days(4))
    begins = NOON + days(5)
    for number, who in enumerate((ANNA, BOHDAN, ANNA)):
        sell(asked(f"B-{number}", 60_000, member=who), at=begins + days(number))
    back(sales[2], "R-3", at=begins + days(4))
    sell(asked("B-9", 60_000, member=ANNA), at=begins + days(5))

    assert differing(replay(since=begins, at=begins + days(6))) == []


def test_what_a_campaign_gave_otherwise_than_in_sales_is_used_of_its_budget(anna):
    """Room for three uses: one by who joined before the window, one in it, so one sale is left."""
    launch(
        rules=[rule(HUNDRED), rule(HUNDRED, code="welcome", trigger="registration")],
        budgets=[{"of": "uses", "most": "3"}],
        at=NOON - days(1),
    )
    join(BOHDAN)
    begins = NOON + days(1)
    enrol(VERA, at=begins)
    for number in range(3):
        sell(asked(f"A-{number}", 10_000), at=begins + days(number))

    replayed = replay(since=begins, at=begins + days(5))

    assert differing(replayed) == []
    assert replayed.figures.would.issued == 2 * 10_000 + 3 * 500


def test_a_rule_of_the_programme(lipa):
    promise(rules=[rule(HUNDRED)])
    join(ANNA)
    sale = sell(asked("A-1", 30_000, 20_000))
    back(sale, "R-1", 2, at=NOON + days(1))

    replayed = replay(at=NOON + days(1))

    assert differing(replayed) == []
    assert replay(draft(), at=NOON + days(1)).figures.would.issued == 2_500


@pytest.mark.parametrize("effect", [HUNDRED, APART], ids=["points", "apart"])
@pytest.mark.parametrize(
    "since",
    [NOON - days(30), NOON + days(1), NOON + days(2)],
    ids=["ever", "with the claim", "after it"],
)
def test_a_receipt_that_was_claimed(anna, since, effect):
    budgets = [{"of": "uses", "most": "2", "per": "member"}]
    launch(rules=[rule(effect)], budgets=budgets, at=NOON - days(1))
    sell_to_nobody(60_000, 40_000)
    told = claim(100_000, at=NOON + days(1))
    back(told, "R-1", 2, at=NOON + days(2))
    sell(asked("A-2", 950_000), at=NOON + days(2))
    sell(asked("A-3", 10_000), at=NOON + days(2))

    replayed = replay(since=since, at=NOON + days(3))

    assert differing(replayed) == []
    tiers = [
        (row.was.n, row.was.accrued) == (row.would.n, row.would.accrued)
        for row in replayed.figures.tiers
    ]
    assert all(tiers)


def test_goods_without_their_receipt(anna):
    give(20_000, member=anna)
    sell(asked("A-1", 100_000, redeem=20_000))
    bring(60_000)

    replayed = replay(at=NOON + days(1))

    assert differing(replayed) == []
    assert replayed.figures.was == replayed.figures.would
