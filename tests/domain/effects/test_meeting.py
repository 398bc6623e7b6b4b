"""Campaigns beside purchases: which of several that meet give."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.effects import operations as effects
from plushka.domain.effects.operations import Happening
from plushka.domain.members.locator import Locator
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, used
from tests.domain.effects.cast import (
    ANNA,
    BOHDAN,
    badges_of,
    follow_all,
    join,
    points_of,
    promise_rules,
    rule,
)
from tests.domain.members.cast import at_work, open_shop
from tests.domain.sales.cast import asked, sell

__all__ = ["open_shop"]


def gives(points):
    return rule("registration", {"effect": "points", "points": points})


def honours(badge, trigger="purchase"):
    return rule(trigger, {"effect": "badge", "badge": badge})


def stacked(mode, priority=100, group="one"):
    return {"group": group, "mode": mode, "priority": priority}


@pytest.fixture
def shop(open_shop):
    return open_shop


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "points"), [("sum", 4000), ("best", 3000), ("first", 1000), ("exclusive", 1000)]
)
def test_campaigns_of_a_group_meet_at_a_moment_as_on_a_receipt(lipa, mode, points):
    """T31: and what stood back stays back when the moment is delivered again."""
    promise_rules()
    launch("a_small", rules=[gives("10")], stacking=stacked(mode, 1))
    launch("b_large", rules=[gives("30")], stacking=stacked(mode, 2))

    anna = join(ANNA)
    again = Happening(
        trigger="registration", member=anna, at=NOON, source_kind="MEMBER", source_id=anna
    )

    assert points_of(anna) == points
    assert effects.happen([again], at=NOON, actor="system:test") == []
    assert effects.awaiting([again]) == []
    assert points_of(anna) == points


@pytest.mark.django_db
def test_exclusive_campaign_leaves_others_out_but_never_the_programme(lipa):
    promise_rules(gives("1"))
    launch("common", rules=[gives("30")])
    launch("own", rules=[honours("own", "registration")], stacking=stacked("exclusive", 9, "own"))

    anna = join(ANNA)

    assert (points_of(anna), badges_of(anna)) == (100, ["own"])


@pytest.mark.django_db
def test_next_best_is_given_where_the_best_has_no_room(lipa):
    """T31, T32: a campaign gives all it promises for a moment, or nothing."""
    promise_rules()
    both = rule(
        "registration",
        {"effect": "badge", "badge": "best"},
        {"effect": "points", "points": "20"},
        {"effect": "points", "code": "more", "points": "20"},
    )
    launch(
        "best",
        rules=[both],
        stacking=stacked("best"),
        budgets=[{"of": "points", "most": "60"}],
    )
    launch("next", rules=[gives("5")], stacking=stacked("best"))

    anna, bohdan = join(ANNA), join(BOHDAN)

    assert (points_of(anna), badges_of(anna)) == (4000, ["best"])
    assert (points_of(bohdan), badges_of(bohdan)) == (500, [])
    assert used() == {"points:campaign::": 4000}


def test_campaign_without_a_price_keeps_others_of_its_group_from_the_sale(shop):
    """T31: an honour that stands first leaves no points beside it, at the till and after it."""
    with at_work(shop):
        promise_rules()
        launch("b_points", stacking=stacked("first", 2))
        launch("a_badge", rules=[honours("first")], stacking=stacked("first", 1))
        launch("c_badge", rules=[honours("second")], stacking=stacked("first", 3))
        anna = join(ANNA)
        told = sell(asked("A-1", 10_000))

    follow_all(shop)

    with at_work(shop):
        assert (told.accrued, badges_of(anna)) == (500, ["first"])


def test_exclusive_campaign_that_gave_at_the_till_leaves_no_honour_beside_it(shop):
    with at_work(shop):
        promise_rules(honours("own"))
        launch("alone", stacking=stacked("exclusive", 9, "alone"))
        launch("beside", rules=[honours("beside")])
        anna = join(ANNA)
        told = sell(asked("A-1", 10_000))

    follow_all(shop)

    with at_work(shop):
        assert (told.accrued, badges_of(anna)) == (10_500, ["own"])


def test_what_the_sale_gave_is_best_and_its_honour_comes_with_it(shop):
    with at_work(shop):
        promise_rules()
        hundred = {"effect": "points", "points": "100"}
        for code, effect in (("a", {"effect": "points", "points": "1"}), ("b", hundred)):
            promises = rule("purchase", effect, {"effect": "badge", "badge": code})
            launch(code, rules=[promises], stacking=stacked("best"))
        anna = join(ANNA)
        told = sell(asked("A-1", 10_000))

    follow_all(shop)

    with at_work(shop):
        assert (told.accrued, badges_of(anna)) == (10_500, ["b"])


def test_sale_and_what_follows_it_are_one_use(shop):
    """T32: and who found no room at the till finds none after it."""
    with at_work(shop):
        promise_rules()
        both = rule(
            "purchase", {"effect": "points", "points": "1"}, {"effect": "badge", "badge": "one"}
        )
        launch(rules=[both], budgets=[{"of": "uses", "most": "1"}])
        anna, bohdan = join(ANNA), join(BOHDAN)
        sell(asked("A-1", 10_000))
        sell(asked("A-2", 10_000, member=BOHDAN))

    follow_all(shop)

    with at_work(shop):
        assert (badges_of(anna), badges_of(bohdan)) == (["one"], [])
        assert used() == {"uses:campaign::": 1}


OFFERS = st.lists(
    st.tuples(
        st.sampled_from(["sum", "best", "first", "exclusive"]),
        st.integers(1, 3),
        st.sampled_from(["10", "20", "30"]),
        st.sampled_from([None, 15, 45]),
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.django_db
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(OFFERS)
def test_who_gives_is_what_a_plain_reckoning_says(lipa, found):
    """T31, T32, against a second truth: three newcomers, one after the other."""
    here = transaction.savepoint_create()
    promise_rules()
    for number, (mode, priority, points, most) in enumerate(found):
        launch(
            f"c{number}",
            rules=[gives(points)],
            stacking=stacked(mode, priority, group=mode),
            budgets=[] if most is None else [{"of": "points", "most": str(most)}],
        )

    members = [join(Locator("CARD", f"C{number}")) for number in range(3)]

    assert [points_of(member) for member in members] == _reckoned(found, len(members))
    transaction.savepoint_rollback(here)


def _reckoned(found, n_members):
    """Give what each gets: whoever has room, the lower priority first, then the lower number."""
    left = [most for *_, most in found]
    got = []
    for _ in range(n_members):
        open_ = sorted(range(len(found)), key=lambda one: (found[one][1], one))
        while True:
            alone = [one for one in open_ if found[one][0] == "exclusive"][:1]
            chosen = alone or [
                *(one for one in open_ if found[one][0] == "sum"),
                *[one for one in open_ if found[one][0] == "first"][:1],
                *sorted(
                    (one for one in open_ if found[one][0] == "best"),
                    key=lambda one: -int(found[one][2]),
                )[:1],
            ]
            full = [n for n in chosen if left[n] is not None and left[n] < int(found[n][2])]
            if not full:
                break
            open_ = [one for one in open_ if one not in full]
        for one in chosen:
            if left[one] is not None:
                left[one] -= int(found[one][2])
        got.append(sum(int(found[one][2]) * 100 for one in chosen))
    return got
