"""T15, R41: tiers held by hand and by rules stand beside each other, and go each by itself."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.effects.models import Applied
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.members.tiers import Floor, OneFloor, put, stand, without
from plushka.domain.programmes.tiers import Ladder
from plushka.domain.sales.retiering import retier
from tests.conftest import NOON
from tests.domain.effects.cast import ANNA, follow_all, join, promise_rules, rule
from tests.domain.members.cast import at_work, open_shop
from tests.domain.replay.again import differing, replay
from tests.domain.sales.cast import asked, back, days, sell
from tests.domain.sales.climbing import MIDNIGHT, hold, new_tier, tier_of

__all__ = ["open_shop"]

TIERS = [
    new_tier("standard"),
    new_tier("silver", when={"lifetime_purchases": {"gt": "50000.00"}}),
    new_tier("gold", when={"lifetime_purchases": {"gt": "100000.00"}}),
]


def held(tier, n):
    return rule("purchase", {"effect": "tier", "tier": tier, "days": n}, code=f"{tier}_{n}")


@pytest.fixture
def shop(open_shop):
    return open_shop


def test_higher_of_hand_and_rule_counts_while_it_lasts_and_then_the_other(shop):
    with at_work(shop):
        promise_rules(held("gold", 2), tiers=TIERS)
        anna = join(ANNA)
        hold(anna, "silver", "2026-11-30")
        sell(asked("A-1", 10_000))
    follow_all(shop)

    with at_work(shop):
        assert tier_of(anna) == "gold"
        retier(at=MIDNIGHT + days(3))
        assert tier_of(anna) == "silver"
        retier(at=MIDNIGHT + days(9))
        assert tier_of(anna) == "standard"
        summary = PurchaseSummary.objects.get(member_id=anna)
        assert (summary.floors, summary.floor, summary.check_at) == ([], "", None)


def test_hand_taken_away_leaves_what_the_rule_gave(shop):
    with at_work(shop):
        promise_rules(held("silver", 9), tiers=TIERS)
        anna = join(ANNA)
        sell(asked("A-1", 10_000))
    follow_all(shop)

    with at_work(shop):
        hold(anna, "gold", "2026-12-31")
        assert tier_of(anna) == "gold"
        hold(anna, "gold", "2026-11-20")
        assert tier_of(anna) == "silver"


def test_rule_taken_back_leaves_what_the_hand_gave(shop):
    with at_work(shop):
        promise_rules(held("gold", 9), tiers=TIERS)
        anna = join(ANNA)
        sale = sell(asked("A-1", 10_000))
    follow_all(shop)
    with at_work(shop):
        hold(anna, "silver", "2026-12-31")
        assert tier_of(anna) == "gold"
        back(sale)
    follow_all(shop)

    with at_work(shop):
        assert tier_of(anna) == "silver"
        assert differing(replay(at=NOON + days(1))) == []


def test_two_sales_that_gave_the_same_go_each_by_itself(shop):
    """And what was given for having come there stays, as long as one of them stands."""
    thanks = rule("achievement", {"effect": "points", "points": "5"}, code="thanks")
    with at_work(shop):
        promise_rules(held("gold", 9), thanks, tiers=TIERS)
        anna = join(ANNA)
        first, second = sell(asked("A-1", 10_000)), sell(asked("A-2", 10_000))
    follow_all(shop)
    for sale, tier, n_undone in ((first, "gold", 1), (second, "standard", 2)):
        with at_work(shop):
            back(sale, f"R-{n_undone}")
        follow_all(shop)
        with at_work(shop):
            assert tier_of(anna) == tier
            assert Applied.objects.filter(kind="tier", undone__is_whole=True).count() == n_undone


LADDER = Ladder({"a": 0, "b": 1, "c": 2}, ("a", "b", "c"), (0, 10, 20))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "drop", "look"]),
        st.sampled_from(["hand", "x", "y"]),
        st.sampled_from(["a", "b", "c"]),
        st.integers(1, 6),
    ),
    max_size=12,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["a", "b"]), STEPS)
def test_tier_is_the_highest_of_what_stands(earned, steps):
    """Against a second truth: a plain table of who gave what until when."""
    now, table, at = Floor(earned, "", None, "", None), {}, NOON
    for what, by, tier, n in steps:
        at += dt.timedelta(days=1)
        if what == "put":
            table[by] = (tier, at + dt.timedelta(days=n))
            now = stand(now, put(now.floors, OneFloor(by, *table[by])), ladder=LADDER, at=at)
        elif what == "drop":
            table.pop(by, None)
            now = stand(now, without(now.floors, by), ladder=LADDER, at=at)
        table = {one: kept for one, kept in table.items() if kept[1] > at}
        live = [one for one in now.floors if one.until > at]
        now = stand(now, live, ladder=LADDER, at=at)

        assert now.tier == max([earned, *(tier for tier, _ in table.values())])
        assert sorted((one.by, one.tier, one.until) for one in now.floors) == sorted(
            (by, *kept) for by, kept in table.items()
        )
