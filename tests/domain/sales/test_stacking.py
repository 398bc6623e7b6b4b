"""Which campaigns give where several hold at once (T31)."""

import pytest

from plushka.domain.sales.asked import AskedLine, AskedSale
from tests.domain.campaigns.cast import launch, rule
from tests.domain.sales.cast import ANNA, asked, join, sell

pytestmark = pytest.mark.django_db

DOUBLE = {"effect": "multiplier", "factor": "2"}
HUNDRED = {"effect": "points", "points": "100"}
TENTH_OFF = {"effect": "discount", "percent": "10"}


@pytest.fixture
def anna(programme):
    return join(ANNA)


def goods(*lines):
    return AskedSale(outlet="main", receipt="A-1", member=ANNA, lines=lines)


@pytest.mark.parametrize(
    ("mode", "points"),
    [("sum", 500 + 1000 + 3000), ("best", 500 + 3000), ("first", 500 + 1000)],
)
def test_campaigns_of_a_group_stack_as_it_says(anna, mode, points):
    """T31."""
    for code, number, priority in (("a_small", "10", 1), ("b_large", "30", 2)):
        launch(
            code,
            rules=[rule({"effect": "points", "points": number})],
            stacking={"group": "one", "mode": mode, "priority": priority},
        )

    assert sell(asked("A-1", 10_000)).accrued == points


@pytest.mark.parametrize("mode", ["best", "first"])
def test_nobody_stands_back_for_a_campaign_that_does_not_hold(anna, mode):
    """T31."""
    from_500 = {"field": "receipt.total", "from": "500.00"}
    for code, number, more in (("large", "30", {"condition": from_500}), ("small", "10", {})):
        launch(
            code,
            rules=[rule({"effect": "points", "points": number}, **more)],
            stacking={"group": "one", "mode": mode, "priority": 1},
        )

    assert sell(asked("A-1", 10_000)).accrued == 500 + 1000


def test_multiplier_is_worth_what_it_adds(anna):
    """T31: five per cent again are 5.00 and more than 3.00."""
    for code, effect in (("many", DOUBLE), ("three", {"effect": "points", "points": "3"})):
        launch(
            code,
            rules=[rule(effect)],
            stacking={"group": "one", "mode": "best", "priority": 1},
        )

    assert sell(asked("A-1", 10_000)).accrued == 500 + 500


def test_exclusive_campaign_leaves_no_other_beside_it(anna):
    launch("common", rules=[rule(HUNDRED)])
    launch(
        "own",
        rules=[rule({"effect": "points", "points": "1"})],
        stacking={"group": "own", "mode": "exclusive", "priority": 900},
    )

    assert sell(asked("A-1", 10_000)).accrued == 600


@pytest.mark.parametrize(
    ("effects", "sections"),
    [
        # Of a margin of 20.00 a tenth is 2.00, be it money or points.
        ([{"effect": "discount", "percent": "50"}], {"margin_share": "10"}),
        ([{"effect": "points", "points": "50"}], {"margin_share": "10"}),
        # No more comes off than there is, and so 100.00 and not 120.00.
        ([{"effect": "discount", "percent": "60", "code": code} for code in "ab"], {}),
    ],
)
def test_best_is_what_the_member_would_really_get(anna, effects, sections):
    """T31, B9."""
    best = {"stacking": {"group": "one", "mode": "best", "priority": 1}}
    launch("seeming", rules=[rule(*effects)], **sections, **best)
    more = {"effect": "points", "points": "5" if sections else "110"}
    launch("true", rules=[rule(more)], **best)

    told = sell(goods(AskedLine(price=10_000, cost=8000)))

    assert (told.discount, told.accrued) == (0, 500 + (500 if sections else 11_000))
