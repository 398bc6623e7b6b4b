"""R17: a badge or a tier is heard by other rules at once, and by each of them once."""

import pytest

from plushka.domain.members.queries import get_profile
from tests.domain.effects.cast import (
    ANNA,
    applied_to,
    badges_of,
    join,
    points_of,
    promise_rules,
    rule,
)

pytestmark = pytest.mark.django_db

POINTS = {"effect": "points", "points": "10"}


def reached(kind, reward, *effects, **more):
    asked = {
        "all": [
            {"field": "achievement.kind", "is": kind},
            {"field": "achievement.code", "is": reward},
        ]
    }
    return rule("achievement", *effects, condition=asked, **more)


def test_badge_and_tier_lead_to_points(lipa):
    promise_rules(
        rule("registration", {"effect": "badge", "badge": "new"}, code="start"),
        reached("badge", "new", {"effect": "tier", "tier": "gold", "days": 7}, code="up"),
        reached("tier", "gold", POINTS, code="paid"),
        reached("tier", "standard", POINTS, code="never"),
    )

    anna = join(ANNA)

    assert applied_to(anna) == [
        ("registration", "badge", "new"),
        ("achievement", "tier", "gold"),
        ("achievement", "points", ""),
    ]
    assert points_of(anna) == 1000


def test_badge_given_twice_is_one_badge_and_one_achievement(lipa):
    promise_rules(
        rule("registration", {"effect": "badge", "badge": "new"}, code="one"),
        rule("registration", {"effect": "badge", "badge": "new"}, code="other"),
        reached("badge", "new", POINTS, code="paid"),
    )

    anna = join(ANNA)

    assert (badges_of(anna), points_of(anna)) == (["new"], 1000)


def test_tier_that_purchases_give_already_is_no_achievement(lipa):
    promise_rules(
        rule("registration", {"effect": "tier", "tier": "standard", "days": 7}, code="held"),
        reached("tier", "standard", POINTS, code="paid"),
    )

    anna = join(ANNA)

    assert (get_profile(member_id=anna).tier, points_of(anna)) == ("standard", 0)
