"""Rules, campaigns, claims and goods without a receipt come out again, too (B3)."""

import pytest

from plushka.domain.campaigns.models import Counter
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, rule
from tests.domain.replay.again import differing, draft, replay
from tests.domain.sales.cast import ANNA, BOHDAN, asked, back, days, give, join, promise, sell
from tests.domain.sales.test_claiming import claim, sell_to_nobody
from tests.domain.sales.test_unreceipted import bring

HUNDRED = {"effect": "points", "points": "100"}
TENTH_OFF = {"effect": "discount", "percent": "10"}
APART = {"effect": "points", "points": "50", "valid_days": 3}


@pytest.mark.parametrize("effect", [HUNDRED, TENTH_OFF, APART], ids=["points", "off", "apart"])
@pytest.mark.parametrize("since", [NOON - days(30), NOON + days(1)], ids=["ever", "later"])
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


def test_a_rule_of_the_programme(lipa):
    promise(rules=[rule(HUNDRED)])
    join(ANNA)
    sale = sell(asked("A-1", 30_000, 20_000))
    back(sale, "R-1", 2, at=NOON + days(1))

    replayed = replay(at=NOON + days(1))

    assert differing(replayed) == []
    assert replay(draft(), at=NOON + days(1)).figures.would.issued == 2_500


@pytest.mark.parametrize("since", [NOON - days(30), NOON + days(1)], ids=["ever", "later"])
def test_a_receipt_that_was_claimed(anna, since):
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
