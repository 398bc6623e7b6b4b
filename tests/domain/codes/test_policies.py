"""What a company wants of its codes."""

import pytest

from plushka.domain.access.counting import TooManyTries
from plushka.domain.audit.models import Record
from plushka.domain.codes import policies
from plushka.domain.codes.policies import CodesPolicyChanged, Wishes, stamp, wish, wishes
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.codes import cast

pytestmark = pytest.mark.django_db


def set_(*, seen: Wishes | None = None, **more) -> None:
    wanted = Wishes(**more)
    wish(wanted=wanted, seen=stamp(seen or wishes()), actor=cast.ACTOR, at=NOON)


def test_without_a_batch_it_is_what_everybody_begins_with(lipa):
    assert wishes() == Wishes(enrols=True, most_a_day=50, alarm_at=100)


def test_what_is_wished_holds_and_is_on_record_once(lipa):
    for _ in range(2):
        set_(enrols=False, most_a_day=7, alarm_at=20)

    assert wishes() == Wishes(enrols=False, most_a_day=7, alarm_at=20)
    [kept] = Record.objects.filter(action="codes_policy_changed")
    assert kept.before == {"enrols": True, "most_a_day": 50, "alarm_at": 100}


def test_it_holds_from_the_next_try_on_and_codes_stay_worth_what_they_are(anna):
    _, codes = cast.active(2)
    set_(most_a_day=1)

    assert cast.accepted(codes[0]).points == 5000
    assert isinstance(cast.refusal_of(codes[1]), TooManyTries)


def test_whoever_saw_another_state_is_refused(lipa):
    before = wishes()
    set_(most_a_day=7)

    with pytest.raises(CodesPolicyChanged):
        set_(seen=before, most_a_day=8)
    assert wishes().most_a_day == 7


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("most_a_day", 0),
        ("most_a_day", policies.MOST_A_DAY + 1),
        ("alarm_at", 0),
        ("alarm_at", policies.MOST_ALARM_AT + 1),
    ],
)
def test_numbers_that_cannot_be_meant_are_refused(lipa, field: str, number: int):
    with pytest.raises(BadField) as refused:
        set_(**{field: number})

    assert refused.value.path == field
    assert wishes() == Wishes()
