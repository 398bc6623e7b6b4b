"""What came of codes, day by day, and activations in a list."""

import datetime as dt

from plushka.domain.codes import counting, listing, states
from plushka.domain.codes.funnel import count_funnel
from plushka.domain.codes.listing import AskedActivations, find_activations
from plushka.domain.codes.models import Activation
from plushka.domain.members.models import Member
from tests.conftest import NOON
from tests.domain.codes import cast
from tests.domain.rewards import cast as gifts
from tests.domain.sales.cast import ANNA, BOHDAN

DAY = dt.timedelta(days=1)
ZONE = "Europe/Moscow"
TODAY = NOON.date()


def counted(**more):
    found = count_funnel(first=TODAY, last=TODAY + DAY, zone=ZONE, **more)
    return [dict(found.by_day[day]) for day in found.days]


def test_each_step_is_counted_on_its_day(anna, bohdan):
    batch, codes = cast.active(4)
    Member.objects.filter(id=bohdan).update(created_at=NOON - 2 * DAY)
    gifts.offer("mug", 10_000)
    cast.accepted(codes[0], member=ANNA)
    cast.accepted(codes[1], member=ANNA, at=NOON + DAY)
    cast.accepted(codes[2], member=BOHDAN, at=NOON + DAY)
    gifts.order(anna, "mug", at=NOON + DAY)

    assert counted() == [
        {"printed": 4, "activated": 1, "members": 1, "joined": 1},
        {"activated": 2, "members": 1, "ordered": 1},
    ]
    assert counted(batch_id=batch.id) == counted()


def test_codes_of_another_batch_and_day_are_not_counted(anna):
    batch, codes = cast.active(2)
    other = cast.made(3, name="Другой")
    states.ship(batch_id=other.id, actor=cast.ACTOR, at=NOON + DAY)
    cast.accepted(codes[0], member=ANNA, at=NOON + 2 * DAY)

    assert counted(batch_id=batch.id) == [{"printed": 2}, {}]
    assert counted(batch_id=other.id) == [{"printed": 3}, {"shipped": 3}]


def test_a_batch_is_as_far_as_its_activations(anna, bohdan):
    batch, codes = cast.active(4)
    other, _others = cast.active(1, name="Другой")
    cast.accepted(codes[0], member=ANNA)
    cast.accepted(codes[1], member=ANNA)
    cast.refusal_of(codes[1], member=BOHDAN)

    far = counting.count_far(batch_ids=[batch.id, other.id])

    assert far == {batch.id: counting.Far(2, 1, 1), other.id: counting.Far()}


def test_activations_are_listed_newest_first_page_by_page(anna):
    _batch, codes = cast.active(5)
    for number, code in enumerate(codes):
        cast.accepted(code, member=ANNA, at=NOON + number * DAY)

    first = find_activations(AskedActivations(), limit=3)
    second = find_activations(AskedActivations(), after=first.after, limit=3)

    assert [row.at - NOON for row in (*first.rows, *second.rows)] == [
        number * DAY for number in (4, 3, 2, 1, 0)
    ]
    assert second.after is None


def test_activations_are_narrowed_by_batch_days_and_channel(anna):
    batch, codes = cast.active(3)
    _other, others = cast.active(1, name="Другой")
    cast.accepted(codes[0], member=ANNA, source="SMS")
    cast.accepted(codes[1], member=ANNA, at=NOON + DAY)
    cast.accepted(others[0], member=ANNA, at=NOON + DAY)

    def found(**asked):
        return [(row.source, row.at) for row in find_activations(AskedActivations(**asked)).rows]

    assert found(source="SMS") == [("SMS", NOON)]
    assert found(batch=batch.id) == [("API", NOON + DAY), ("SMS", NOON)]
    assert found(since=NOON + DAY, batch=batch.id) == [("API", NOON + DAY)]
    assert found(until=NOON + DAY) == [("SMS", NOON)]


def test_a_rare_channel_is_looked_for_a_bounded_way(anna, monkeypatch):
    monkeypatch.setattr(listing, "MOST_LOOKED", 2)
    _batch, codes = cast.active(3)
    for number, code in enumerate(codes):
        source = "SMS" if number == 0 else "API"
        cast.accepted(code, member=ANNA, source=source, at=NOON + number * DAY)
    asked = AskedActivations(source="SMS")

    first = find_activations(asked)
    second = find_activations(asked, after=first.after)

    assert (first.rows, first.looked) == ((), 2)
    assert [row.source for row in second.rows] == ["SMS"]
    assert second.after is None
    assert Activation.objects.count() == 3
