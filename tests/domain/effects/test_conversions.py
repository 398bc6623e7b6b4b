"""Effects across a change of what a point is worth (T35)."""

import pytest

from plushka.domain.effects.models import Applied, Undone
from tests.conftest import NOON
from tests.domain.effects.cast import ANNA, follow_all, join, points_of, promise_rules, rule
from tests.domain.members.cast import at_work, open_shop
from tests.domain.sales.cast import asked, back, days, give, sell

__all__ = ["open_shop"]


@pytest.fixture
def shop(open_shop):
    return open_shop


def test_what_rules_gave_is_taken_by_its_worth_when_a_point_is_worth_something_else(shop):
    """T35: 100 points of 1.00 and 5 % of it are 1 000 and 50 of 0.10 when they go."""
    with at_work(shop):
        promise_rules(
            rule("redemption", {"effect": "percent", "percent": "5", "of": "redemption.worth"})
        )
        anna = join(ANNA)
        give(20_000, member=anna)
        sale = sell(asked("A-1", 100_000, redeem=20_000))
    follow_all(shop)
    with at_work(shop):
        before = points_of(anna)
        [gift] = Applied.objects.filter(points__gt=0)
        promise_rules(money={"currency": "RUB", "point_value": "0.10"}, at=NOON + days(1))
        back(sale, "R-1", at=NOON + days(1))
    follow_all(shop, at=NOON + days(1))

    with at_work(shop):
        assert (before, gift.points) == (4_000 + 1_000, 1_000)
        assert Undone.objects.get(applied=gift).points == 1_000
        assert points_of(anna) == 200_000
