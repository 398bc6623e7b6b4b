"""How many members there are."""

import datetime as dt

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.members.counting import count_members
from tests.conftest import NOON
from tests.domain.sales import cast

TODAY = NOON.date()


def counted(last=TODAY):
    """By tier, and who joined on the last two days."""
    found = count_members(last=last, n_days=2, zone="Europe/Moscow")
    return dict(found.tiers), list(found.joined.values())


def test_members_are_counted_by_tier_and_by_the_day_they_joined(lipa):
    cast.promise()
    cast.join(cast.ANNA)
    cast.join(cast.BOHDAN)
    cast.sell(cast.asked("A-1", 1_000_001))

    assert counted() == ({"gold": 1, "standard": 1}, [0, 2])
    assert counted(TODAY + dt.timedelta(days=1))[1] == [2, 0]
    assert count_members(last=TODAY, n_days=2, zone="Europe/Moscow").total == 2


def test_the_erased_are_not_counted(lipa):
    cast.promise()
    anna = cast.join(cast.ANNA)
    enrolment.erase(member_id=anna, actor="system:test", at=NOON)

    assert counted() == ({}, [0, 0])
