"""R12, T17: rules hear of birthdays once a calendar year, on the day or before it."""

import datetime as dt

import pytest

from plushka.domain.effects.models import Applied
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.journeys.birthday_moments import happen
from plushka.domain.members.models import Member
from plushka.domain.members.operations import Changes
from plushka.domain.programmes.explain import explain
from tests.conftest import NOON
from tests.domain.effects.cast import (
    ANNA,
    BOHDAN,
    entries_of,
    join,
    points_of,
    promise_rules,
    rule,
)

pytestmark = pytest.mark.django_db

POINTS = {"effect": "points", "points": "50", "valid_days": 7}
BEFORE = NOON - dt.timedelta(days=100)
TODAY = dt.date(1990, 11, 21)


def born(date=TODAY, who=ANNA):
    return join(who, at=BEFORE, birth_date=date)


def days(count):
    return dt.timedelta(days=count)


def test_birthday_is_heard_once_a_year(lipa):
    promise_rules(rule("birthday", POINTS))
    anna, bohdan = born(), born(TODAY - days(1), BOHDAN)

    counts = [happen(at=NOON, most=10), happen(at=NOON + days(1), most=10)]

    assert counts == [2, 0]
    assert (points_of(anna), points_of(bohdan)) == (5000, 5000)
    [entry] = entries_of(anna)
    assert explain(entry.explanation[0], "en") == "By the rule “Подарок”"
    assert happen(at=NOON + days(365), most=10) == 2


def test_a_day_nobody_looked_at_is_caught_up_with_for_a_week(lipa):
    promise_rules(rule("birthday", POINTS))
    born(TODAY)

    assert (happen(at=NOON + days(8), most=10), happen(at=NOON + days(7), most=10)) == (0, 1)
    assert Applied.objects.get().at < NOON + days(1)


def test_rule_that_asks_how_long_it_is_to_the_birthday_is_heard_then(lipa):
    soon = {"field": "member.birthday_in", "is": 7}
    promise_rules(
        rule("birthday", POINTS, condition=soon, code="soon"),
        rule("birthday", {"effect": "badge", "badge": "born"}, code="day"),
    )
    anna = born(TODAY + days(7))

    happen(at=NOON, most=10)
    early = points_of(anna), Applied.objects.count()
    happen(at=NOON + days(7), most=10)

    assert early == (5000, 1)
    assert list(Applied.objects.order_by("id").values_list("rule", flat=True)) == ["soon", "day"]


def test_changed_date_brings_nothing_within_a_year(lipa):
    promise_rules(rule("birthday", POINTS))
    anna = born(TODAY)
    happen(at=NOON, most=10)
    enrolment.change(
        member_id=anna,
        changes=Changes(birth_date=dt.date(1990, 2, 1)),
        actor="key:till",
        at=NOON,
    )

    assert happen(at=dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC), most=10) == 0


def test_blocked_members_and_dates_told_too_late_bring_nothing(lipa):
    promise_rules(rule("birthday", POINTS))
    blocked = born(TODAY)
    Member.objects.filter(id=blocked).update(blocked_at=NOON, block_reason="fraud")
    join(BOHDAN, at=NOON + days(1), birth_date=TODAY)

    assert happen(at=NOON + days(1), most=10) == 0


def test_more_than_fit_go_on_in_the_next_call(lipa):
    promise_rules(rule("birthday", POINTS))
    born(TODAY)
    born(TODAY, BOHDAN)

    assert [happen(at=NOON, most=1) for _ in range(3)] == [1, 1, 0]
