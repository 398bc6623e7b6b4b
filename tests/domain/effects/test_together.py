"""I6: the same at once, from eight connections, is applied once; chains of any length end."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from plushka.domain.effects import operations as effects
from plushka.domain.effects.models import Applied
from plushka.domain.effects.operations import Happening
from plushka.domain.effects.outside import Told, report
from plushka.domain.effects.scene import uplines
from plushka.domain.members import operations as members
from plushka.domain.members.locator import Locator
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.effects.cast import (
    ANNA,
    Message,
    badges_of,
    join,
    points_of,
    promise_rules,
    rule,
)
from tests.domain.members.cast import at_work, open_shop

__all__ = ["open_shop"]

EVERYTHING = (
    {"effect": "points", "points": "1"},
    {"effect": "badge", "badge": "once"},
    {"effect": "tag", "tag": "once"},
    {"effect": "message", "text": "hello"},
    {"effect": "tier", "tier": "gold", "days": 3},
)


@pytest.mark.slow
def test_effect_is_applied_once_from_eight_connections(open_shop):
    with at_work(open_shop):
        promise_rules(rule("review", *EVERYTHING))
        anna = join(ANNA)
    review = Happening(
        trigger="review",
        member=anna,
        at=NOON,
        source_kind="REVIEW",
        source_id=new_id(),
        happened={"review.id": "1"},
    )

    def deliver(_number):
        with at_work(open_shop):
            return len(effects.happen([review], at=NOON, actor="system:test"))

    with ThreadPoolExecutor(8) as sources:
        applied = sorted(sources.map(deliver, range(24)))

    assert applied == [0] * 23 + [5]
    with at_work(open_shop):
        assert (Applied.objects.count(), Message.objects.count()) == (5, 1)
        assert (points_of(anna), badges_of(anna)) == (100, ["once"])


@pytest.mark.slow
def test_outside_event_told_eight_times_at_once_is_one_event(open_shop):
    with at_work(open_shop):
        promise_rules(rule("external", *EVERYTHING))
        anna = join(ANNA)
    told = Told("crm", "1", "visit", Locator("ID", str(anna)), None, {"place": "office"})

    def deliver(number):
        with at_work(open_shop):
            at = NOON + dt.timedelta(seconds=number)
            return report(told=told, actor="key:crm", at=at)

    with ThreadPoolExecutor(8) as sources:
        answers = list(sources.map(deliver, range(8)))

    assert sorted(answer.is_repeat for answer in answers) == [False, *[True] * 7]
    assert len({answer.id for answer in answers}) == 1
    with at_work(open_shop):
        assert points_of(anna) == 100


@pytest.mark.django_db
def test_upline_of_a_thousand_is_walked_by_the_database(lipa):
    """T22: nothing in our code goes as deep as the chain."""
    promise_rules(rule("review", {"effect": "upline", "points": ["1"] * 100}))
    chain = [join(ANNA)]
    for number in range(1000):
        phone = Locator("PHONE", f"+7916{number:07}")
        new = members.NewMember("standard", (phone,), referrer_id=chain[-1])
        members.add(newcomers=[new], at=NOON)
        chain.append(new.id)
    found = uplines([chain[-1]], levels=2000)[chain[-1]]

    assert found == chain[-2::-1]
    assert len(found) == 1000


@pytest.mark.django_db
def test_long_upline_is_paid_to_its_last_level(lipa):
    promise_rules(rule("review", {"effect": "upline", "points": ["1"] * 100}))
    joined = (join(phone_of(number), referrer=phone_of(number - 1)) for number in range(120))
    chain = [join(ANNA), *joined]
    before = [points_of(member) for member in chain]

    effects.happen(
        [
            Happening(
                trigger="review",
                member=chain[-1],
                at=NOON,
                source_kind="REVIEW",
                source_id=new_id(),
                happened={"review.id": "1"},
            )
        ],
        at=NOON,
        actor="system:test",
    )

    got = [points_of(member) - was for member, was in zip(chain, before, strict=True)]
    assert got == [0] * 20 + [100] * 100 + [0]


def phone_of(number):
    return ANNA if number < 0 else Locator("PHONE", f"+7916{number:07}")
