"""How many members there are."""

import datetime as dt

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.members.counting import Members, count_members
from tests.conftest import NOON
from tests.domain.sales import cast


def test_members_are_counted_and_those_of_the_day(lipa):
    cast.promise()
    cast.join(cast.ANNA)
    cast.join(cast.BOHDAN)

    today = NOON.date()
    assert count_members(day=today, zone="Europe/Moscow") == Members(total=2, joined=2)
    assert count_members(day=today + dt.timedelta(days=1), zone="Europe/Moscow").joined == 0


def test_the_erased_are_not_counted(lipa):
    cast.promise()
    anna = cast.join(cast.ANNA)
    enrolment.erase(member_id=anna, actor="system:test", at=NOON)

    assert count_members(day=NOON.date(), zone="Europe/Moscow") == Members(total=0, joined=0)
