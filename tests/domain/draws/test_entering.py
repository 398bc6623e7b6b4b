"""Chances are given once a source, while a draw is open, and by many at once."""

import datetime as dt

import pytest

from plushka.domain.draws import operations as draws
from plushka.domain.draws.models import Chance, Draw
from plushka.domain.draws.operations import Entered
from plushka.domain.draws.refusals import DrawNotOpen, DrawUnknown
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.draws.cast import STAFF, WEEK, chance, opened, prepared, somebody
from tests.domain.members.cast import statements_sent

MOMENT = dt.timedelta(microseconds=1)


def told(answers: list[object]) -> list[object]:
    return [
        answer if isinstance(answer, Entered) else (type(answer), getattr(answer, "state", None))
        for answer in answers
    ]


def test_a_source_gives_its_chances_once(lipa: Tenant):
    draw, anna = opened(), somebody()
    code = chance(draw, anna, 3)

    assert draws.enter([code], NOON) == [Entered(is_new=True)]
    assert draws.enter([code, code], NOON + WEEK) == [Entered(is_new=False)] * 2

    assert list(Chance.objects.values_list("member_id", "n", "at")) == [(anna, 3, NOON)]


def test_the_same_source_twice_in_a_list_enters_once(lipa: Tenant):
    draw, anna = opened(), somebody()
    code = chance(draw, anna)

    assert draws.enter([code, code], NOON) == [Entered(is_new=True), Entered(is_new=False)]

    assert Chance.objects.count() == 1


def test_chances_are_taken_from_opening_to_the_last_moment_before_closing(lipa: Tenant):
    draw, anna = opened(opens_at=NOON + MOMENT), somebody()

    answers = [
        *draws.enter([chance(draw, anna)], NOON),
        *draws.enter([chance(draw, anna)], NOON + MOMENT),
        *draws.enter([chance(draw, anna)], NOON + WEEK - MOMENT),
        *draws.enter([chance(draw, anna)], NOON + WEEK),
    ]

    is_in = Entered(is_new=True)
    assert told(answers) == [(DrawNotOpen, "DRAFT"), is_in, is_in, (DrawNotOpen, "CLOSED")]
    assert Chance.objects.count() == 2


def test_each_of_many_has_its_own_answer_in_its_place(next_door: Draw, lipa: Tenant):
    anna, bohdan = somebody(), somebody()
    draft, first, second, gone = prepared(), opened(), opened(), opened()
    draws.cancel(draw_id=gone.id, version=gone.version, reason="Дождь", actor=STAFF, at=NOON)
    unknown = Draw(id=new_id())

    with statements_sent() as sent:
        answers = draws.enter(
            [
                chance(draft, anna),
                chance(second, anna),
                chance(next_door, anna),
                chance(gone, bohdan),
                chance(first, bohdan),
                chance(unknown, bohdan),
            ],
            NOON,
        )

    is_in = Entered(is_new=True)
    assert told(answers) == [
        (DrawNotOpen, "DRAFT"),
        is_in,
        (DrawUnknown, None),
        (DrawNotOpen, "CANCELLED"),
        is_in,
        (DrawUnknown, None),
    ]
    assert len(sent) == 1
    assert set(Chance.objects.values_list("draw_id", "member_id")) == {
        (second.id, anna),
        (first.id, bohdan),
    }


@pytest.mark.parametrize("n", [0, 10_001])
def test_too_few_or_many_chances_of_a_source_are_refused(lipa: Tenant, n: int):
    draw, anna = opened(), somebody()

    with pytest.raises(BadField, match="chances"):
        draws.enter([chance(draw, anna), chance(draw, anna, n)], NOON)

    assert not Chance.objects.exists()


def test_nothing_to_enter_asks_the_database_nothing(lipa: Tenant):
    with statements_sent() as sent:
        assert draws.enter([], NOON) == []

    assert sent == []
