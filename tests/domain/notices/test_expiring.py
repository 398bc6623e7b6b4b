"""E11, T20: seven days before, if more than five points end, once, and only what is true."""

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from plushka.domain.events.models import Reader
from plushka.domain.messaging import connecting, delivering
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.models import Message
from plushka.domain.messaging.operations import NewMessage
from plushka.domain.notices import expiring
from tests.domain.sales.cast import BOHDAN, asked, give, join, sell

pytestmark = pytest.mark.django_db

MOSCOW = ZoneInfo("Europe/Moscow")
SAYS = "06.12 у вас сгорит 1000 бонусов. Текущий баланс: 5000 бонусов"


def on(day: int, hour: int = 10, month: int = 11) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=MOSCOW).astimezone(dt.UTC)


ENDS = on(7, hour=0, month=12)
"""The end of 6 December; a warning is due on 29 November."""


def texts() -> list[str]:
    return list(Message.objects.order_by("id").values_list("text", flat=True))


def claim(at: dt.datetime) -> list[str]:
    found = delivering.claim(
        at=at, most=10, is_console=True, rechecks={expiring.KIND: expiring.recheck}
    )
    return [one.text for one in found.going]


def test_a_member_is_warned_once_seven_days_before_in_the_words_of_the_seeds(anna: UUID):
    give(100_000, member=anna, expires_at=ENDS, key="ends")
    give(400_000, member=anna, key="stays")

    seen = [expiring.warn(at=on(28)), expiring.warn(at=on(29, hour=8)), len(texts())]
    assert seen == [0, 0, 0]
    assert expiring.warn(at=on(29)) == 1
    assert texts() == [SAYS]
    assert [expiring.warn(at=on(29, hour=12)), expiring.warn(at=on(30))] == [0, 1]
    assert texts() == [SAYS]


@pytest.mark.parametrize(("points", "warned"), [(500, 0), (501, 1)])
def test_five_points_are_too_few_to_warn_of(anna: UUID, points: int, warned: int):
    give(points, member=anna, expires_at=ENDS)
    expiring.warn(at=on(29))
    assert len(texts()) == warned


def test_a_day_that_nobody_worked_is_made_up_for_within_three(anna: UUID):
    give(100_000, member=anna, expires_at=ENDS)
    assert expiring.warn(at=on(2, month=12)) == 1
    assert len(texts()) == 1


def test_later_than_three_days_nobody_is_frightened(anna: UUID):
    give(100_000, member=anna, expires_at=ENDS)
    expiring.warn(at=on(3, month=12))
    assert texts() == []


def test_two_days_that_end_are_two_days_of_warning(anna: UUID):
    give(100_000, member=anna, expires_at=ENDS, key="sixth")
    give(100_000, member=anna, expires_at=ENDS + dt.timedelta(days=1), key="seventh")
    for day in (29, 30):
        expiring.warn(at=on(day))
    assert [text[:5] for text in texts()] == ["06.12", "07.12"]


def test_what_was_spent_before_the_warning_left_is_not_threatened_with(anna: UUID):
    give(100_000, member=anna, expires_at=ENDS)
    expiring.warn(at=on(29))
    sell(asked("A-1", 200_000, redeem=100_000), at=on(29, hour=11))

    assert claim(on(29, hour=12)) == []
    row = Message.objects.get()
    assert (row.state, row.code) == ("SKIPPED", "true_no_more")


def test_what_is_left_by_then_is_too_little_to_warn_of(anna: UUID):
    give(100_000, member=anna, expires_at=ENDS)
    expiring.warn(at=on(29))
    sell(asked("A-1", 200_000, redeem=99_500), at=on(29, hour=11))

    assert claim(on(29, hour=12)) == []
    assert Message.objects.get().code == "true_no_more"


def test_a_warning_leaves_with_the_numbers_of_that_moment(anna: UUID):
    give(100_000, member=anna, expires_at=ENDS)
    expiring.warn(at=on(29))
    sell(asked("A-1", 100_000, redeem=40_000), at=on(29, hour=11))

    [said] = claim(on(29, hour=12))
    assert said == "06.12 у вас сгорит 600 бонусов. Текущий баланс: 630 бонусов"
    assert texts() == [said]


def test_a_warning_whose_cause_names_no_day_holds_nothing_up(anna: UUID):
    give(100_000, member=anna, expires_at=ENDS)
    expiring.warn(at=on(29))
    row = Message.objects.get()
    strange = NewMessage(kind=expiring.KIND, text="?", member_id=join(BOHDAN), cause="of old")
    messaging.enqueue_many(messages=[strange], at=on(29))

    assert claim(on(29, hour=12)) == [SAYS.replace("5000", "1000")]
    assert Message.objects.exclude(id=row.id).get().code == "true_no_more"


def test_many_members_are_warned_in_portions(anna: UUID):
    bohdan = join(BOHDAN)
    for member in (anna, bohdan):
        give(100_000, member=member, expires_at=ENDS)

    assert expiring.warn(at=on(29), most=1) == 1
    assert "/" in Reader.objects.get(name="expiry_warnings").cursor
    assert [expiring.warn(at=on(29), most=1), expiring.warn(at=on(29), most=1)] == [1, 0]
    assert len(texts()) == 2


def test_the_night_is_waited_out(anna: UUID):
    connecting.add(
        way="SMS", provider="console", settings={}, secrets={}, actor="staff:1", at=on(1)
    )
    give(100_000, member=anna, expires_at=ENDS)
    expiring.warn(at=on(29, hour=21))
    assert claim(on(29, hour=22)) == []
    assert len(claim(on(30, hour=9))) == 1
