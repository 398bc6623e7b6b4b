"""A claimed receipt gets what rules and campaigns would have given it (T42)."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.ledger.models import Account, Entry
from plushka.domain.programmes.explain import explain
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.sales.models import Sale
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, rule, used
from tests.domain.sales.cast import ANNA, BOHDAN, asked, back, days, join, promise, sell
from tests.domain.sales.test_claiming import claim, sell_to_nobody

pytestmark = pytest.mark.django_db

HUNDRED = {"effect": "points", "points": "100"}
TENTH = {"effect": "percent", "percent": "10"}
TENTH_OFF = {"effect": "discount", "percent": "10"}


def balance_of(member):
    return Account.objects.get(member_id=member).balance


def said(told):
    return [explain(facts, "en").replace("\xa0", " ") for facts in told.explanation]


def test_campaigns_of_the_moment_of_the_purchase_give(anna):
    """T7, T42: what was launched, stopped or over since then does not count."""
    launch("then", ends="2026-11-22T00:00")
    sell_to_nobody(10_000)
    launch("later", at=NOON + days(1))

    told = claim(10_000, at=NOON + days(2))

    assert told.accrued == 500 + 10_000
    assert said(told)[1:] == [
        "“Autumn”: points for a purchase of 100.00 ₽",
        "The receipt was claimed after the purchase",
    ]
    assert Entry.objects.get().explanation == list(told.explanation)


def test_what_would_have_been_off_the_price_is_not_given(anna):
    """Nothing of what was paid changes; the points beside it are for what was paid."""
    launch("both", rules=[rule(TENTH_OFF, TENTH)])
    launch("off", rules=[rule(TENTH_OFF)])
    sell_to_nobody(10_000)

    told = claim(10_000)

    assert (told.discount, told.to_pay, told.accrued) == (0, 10_000, 500 + 1000)


def test_budgets_are_counted_at_the_claim_by_the_day_of_the_purchase(anna):
    """T32: what others took since then is gone."""
    join(BOHDAN)
    launch(budgets=[{"of": "uses", "most": "2", "each": "day"}])
    sell_to_nobody(10_000)
    sell_to_nobody(10_000, receipt="A-2")
    sell(asked("A-3", 10_000, member=BOHDAN))

    first, second = claim(10_000, at=NOON + days(1)), claim(10_000, "A-2", at=NOON + days(1))

    assert (first.accrued, second.accrued) == (10_500, 500)
    assert said(second)[1] == "“Autumn”: everything set aside for it has been given out"
    assert used() == {"uses:day:2026-11-21:": 2}
    back(first)
    assert used() == {"uses:day:2026-11-21:": 1}


def test_points_with_a_term_of_their_own_are_told_and_come_back(anna):
    launch(rules=[rule({**TENTH, "valid_days": 7})])
    sale = sell_to_nobody(8000, 4000)

    told = claim(12_000)

    assert (told.accrued, [gift.points for gift in told.gifts]) == (600, [1200])
    back(sale, "R-1", 2)
    assert balance_of(anna) == 1200
    back(sale, "R-2")
    assert balance_of(anna) == 0


def test_goods_that_came_back_before_the_claim_are_not_looked_at(anna):
    """T11: conditions and goods of a campaign see what is left of the receipt."""
    food = {"field": "line.category", "is": "еда"}
    launch("asks", rules=[rule(HUNDRED, condition={"any_line": food})])
    launch("chooses", products=food)
    lines = (AskedLine(price=8000, category="еда"), AskedLine(price=4000, category="книги"))
    sale = sell(AskedSale(outlet="main", receipt="A-1", lines=lines))
    back(sale, "R-1", 1)

    assert claim(12_000).accrued == 200


def test_till_that_repeats_the_receipt_hears_of_no_gifts(anna):
    """T6."""
    launch(rules=[rule({**TENTH, "valid_days": 7})])
    sell_to_nobody(8000)
    claim(8000)

    assert sell_to_nobody(8000).gifts == ()


def test_claim_after_a_tier_was_reached_is_judged_by_that_tier(anna):
    """T7, T15: with the claim it reaches us as theirs, so it is the next receipt."""
    sell_to_nobody(100_000, at=NOON)
    sell(asked("A-2", 1_000_001, at=NOON + dt.timedelta(hours=1)), at=NOON + days(1))

    told = claim(100_000, at=NOON + days(2))

    assert (told.tier, told.tier_changed, told.accrued) == ("gold", False, 10_000)
    assert Sale.objects.get(id=told.id).tier == "gold"


LINES = st.lists(
    st.builds(
        AskedLine,
        price=st.integers(1, 50_000),
        category=st.sampled_from(["еда", "книги"]),
        cost=st.none() | st.integers(1, 40_000),
    ),
    min_size=1,
    max_size=3,
)
EFFECTS = st.sampled_from(
    [
        HUNDRED,
        TENTH,
        {**TENTH, "valid_days": 5},
        {"effect": "multiplier", "factor": "2"},
        {**HUNDRED, "opens_days": 3},
    ]
)
CAMPAIGNS = st.lists(
    st.fixed_dictionaries(
        {
            "rules": st.builds(
                lambda effect, condition: [rule(effect, **condition)],
                EFFECTS,
                st.sampled_from(
                    [
                        {},
                        {"condition": {"field": "receipt.to_pay", "from": "100.00"}},
                        {"condition": {"any_line": {"field": "line.category", "is": "еда"}}},
                    ]
                ),
            ),
            "stacking": st.builds(
                lambda mode, priority: {"group": mode, "mode": mode, "priority": priority},
                st.sampled_from(["sum", "best", "first", "exclusive"]),
                st.integers(1, 2),
            ),
        },
        optional={
            "products": st.just({"field": "line.category", "is": "еда"}),
            "margin_share": st.just("50"),
            "budgets": st.sampled_from(
                [[{"of": "points", "most": "150"}], [{"of": "uses", "most": "1", "per": "member"}]]
            ),
            "audience": st.just({"field": "member.is_invited", "is": False}),
        },
    ),
    max_size=3,
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(CAMPAIGNS, LINES)
def test_claim_gives_what_the_sale_itself_would_have(programme, campaigns, lines):
    """T42, against the simplest truth there is: the same receipt with the card at hand."""
    here = transaction.savepoint_create()
    promise()
    for number, sections in enumerate(campaigns):
        launch(f"c{number}", **sections)
    anna = join(ANNA)
    receipt = AskedSale(outlet="main", receipt="A-1", member=ANNA, lines=tuple(lines))
    outcomes = []
    for is_claimed in (False, True):
        again = transaction.savepoint_create()
        if is_claimed:
            sale = sell(AskedSale(outlet="main", receipt="A-1", lines=tuple(lines)))
            told = claim(sale.total)
        else:
            told = sell(receipt)
        row = Sale.objects.get(id=told.id)
        got = [
            told.accrued,
            [line.accrued for line in told.lines],
            told.gifts,
            row.promises,
            row.outcome.get("left"),
            used(),
            balance_of(anna),
        ]
        back(told)
        outcomes.append([*got, balance_of(anna), used()])
        transaction.savepoint_rollback(again)

    assert outcomes[0] == outcomes[1]
    transaction.savepoint_rollback(here)
