"""What campaigns promise beside purchases is applied as what the programme promises."""

import datetime as dt

import pytest

from plushka.domain.effects.models import Applied
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, used
from tests.domain.effects.cast import (
    ANNA,
    BOHDAN,
    badges_of,
    entries_of,
    join,
    points_of,
    promise_rules,
    rule,
)

pytestmark = pytest.mark.django_db

WELCOME = rule("registration", {"effect": "points", "points": "10"})


def test_campaign_and_programme_give_each_their_own(lipa):
    promise_rules(WELCOME)
    version = launch(rules=[WELCOME])

    anna = join(ANNA)

    assert points_of(anna) == 2000
    assert [entry.explanation[0]["rule"] for entry in entries_of(anna)] == [
        "rule:gift",
        "campaign:autumn:gift",
    ]
    row = Applied.objects.get(campaign="autumn")
    assert (row.origin_version, row.key.startswith("autumn:registration:")) == (version.id, True)


def test_campaign_that_is_over_gives_nothing(lipa):
    promise_rules()
    launch(rules=[WELCOME], ends="2026-11-22T00:00")

    during, after = join(ANNA), join(BOHDAN, at=NOON + dt.timedelta(days=1))

    assert (points_of(during), points_of(after)) == (1000, 0)


def test_budget_of_points_is_never_passed(lipa):
    """T32: who comes when too little is left gets nothing, also not later."""
    promise_rules()
    launch(rules=[WELCOME], budgets=[{"of": "points", "most": "15.00"}])

    anna, bohdan = join(ANNA), join(BOHDAN)

    assert (points_of(anna), points_of(bohdan)) == (1000, 0)
    assert used() == {"points:campaign::": 1000}
    assert [row.facts.get("left") for row in Applied.objects.order_by("id")] == [None, "no_room"]


def test_one_moment_is_one_use_however_many_effects_it_has(lipa):
    promise_rules()
    effects = [{"effect": "points", "points": "10"}, {"effect": "badge", "badge": "new"}]
    launch(
        rules=[rule("registration", *effects)],
        budgets=[{"of": "uses", "most": "1"}, {"of": "points", "most": "100", "per": "member"}],
    )

    anna, bohdan = join(ANNA), join(BOHDAN)

    assert (badges_of(anna), badges_of(bohdan)) == (["new"], [])
    assert used() == {"uses:campaign::": 1, f"points:campaign::{anna}": 1000}
