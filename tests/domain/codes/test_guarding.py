"""Whoever guesses has to wait, and people hear of it (T24)."""

import datetime as dt
import random

import pytest
from django.db.models import Count

from plushka.domain.access.counting import TooManyTries
from plushka.domain.codes.asking import Outcome
from plushka.domain.codes.guarding import Tries, lock_after
from plushka.domain.codes.models import Alarm, Guard, Tally
from plushka.domain.codes.refusals import CodeNotActive, CodeUnknown
from plushka.domain.members.locator import Locator
from tests.conftest import NOON
from tests.domain.codes import cast
from tests.domain.codes.cast import accepted, activate, call, refusal_of

MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


def test_locks_double_from_a_minute_to_a_day():
    minutes = [lock_after(more) // MINUTE for more in range(13)]

    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440]


def test_a_day_without_a_wrong_try_is_forgotten():
    tries = Tries("member", b"", NOON.date())
    for n in range(6):
        tries.wrong(NOON + n * MINUTE, in_alarm=False)
    assert tries.wait(NOON + 5 * MINUTE) == 120
    tries.wrong(NOON + 2 * DAY, in_alarm=False)

    assert (tries.n_wrong, tries.wait(NOON + 2 * DAY)) == (1, 0)


@pytest.mark.parametrize(
    ("who", "in_alarm", "free"),
    [
        ("member", False, 5),
        ("address", False, 30),
        ("device", False, 10),
        ("member", True, 2),
        ("address", True, 5),
        ("device", True, 2),
    ],
)
def test_each_may_be_wrong_so_often(who, in_alarm, free):
    tries = Tries(who, b"", NOON.date())
    n = 0
    while not tries.wait(NOON):
        tries.wrong(NOON, in_alarm=in_alarm)
        n += 1

    assert n == free


@pytest.mark.usefixtures("anna")
class TestAgainstTheDatabase:
    def test_after_five_wrong_codes_nothing_is_tried_not_even_a_right_one(self):
        _, [code, *_] = cast.active()
        for n in range(5):
            assert isinstance(refusal_of(cast.wrong_code(n)), CodeUnknown)
        locked = refusal_of(code)

        assert isinstance(locked, TooManyTries)
        assert locked.retry_after == 60
        assert accepted(code, at=NOON + MINUTE).points == 5000

    def test_what_is_theirs_already_is_answered_behind_a_lock_too(self):
        _, [code, *_] = cast.active()
        first = accepted(code)
        for n in range(5):
            refusal_of(cast.wrong_code(n))

        assert accepted(code).activation == first.activation

    def test_one_address_with_many_phones_is_locked_too(self, many):
        _, [code, *_] = cast.active()
        for n in range(30):
            refusal_of(cast.wrong_code(n), member=many[n], address="10.0.0.1")

        assert isinstance(refusal_of(code, member=many[90], address="10.0.0.1"), TooManyTries)
        assert accepted(code, member=many[90], address="10.0.0.2").points == 5000

    def test_who_tried_is_kept_as_a_digest_alone(self):
        cast.active()
        refusal_of(cast.wrong_code(), address="10.0.0.1", device="cookie")

        told = str([*Guard.objects.values(), *Tally.objects.values()])
        assert "10.0.0.1" not in told
        assert "cookie" not in told
        assert "79161234567" not in told
        assert Guard.objects.count() == 3

    def test_ten_thousand_guesses_of_one_phone_meet_a_lock_and_no_code(self):
        _, [code, *_] = cast.active(50)
        found = _guess(10_000, [call("").member])

        assert found == {"code_unknown": 5, "too_many_tries": 9_995}
        assert isinstance(refusal_of(code), TooManyTries)

    def test_ten_thousand_guesses_of_many_phones_raise_the_alarm(self, many):
        cast.active(50)
        found = _guess(10_000, many)

        assert found == {"code_unknown": 200, "too_many_tries": 9_800}
        [alarm] = Alarm.objects.all()
        assert (alarm.kind, alarm.batch_id, alarm.day, alarm.n) == (
            *("WRONG_RATE", None),
            *(NOON.date(), 200),
        )

    @pytest.mark.slow
    def test_ten_thousand_guesses_of_a_thousand_strangers_lock_each_at_the_second(self):
        _, [code, *_] = cast.active(50)
        found = _guess(10_000, [Locator("PHONE", f"+7916200{n:04d}") for n in range(1000)])

        assert found == {"code_unknown": 2_000, "too_many_tries": 8_000}
        [alarm] = Alarm.objects.all()
        assert (alarm.kind, alarm.batch_id, alarm.n) == ("WRONG_RATE", None, 2_000)
        assert list(Guard.objects.values_list("n_wrong").annotate(n=Count("id"))) == [(2, 1000)]
        assert accepted(code).points == 5000


def _guess(n: int, members: list[Locator]) -> dict[str, int]:
    """Let members guess in turn, a hundred in a list; say what came of it."""
    drawn = random.Random(29)
    found: dict[str, int] = {}
    for start in range(0, n, 100):
        calls = [
            call(cast.wrong_code(drawn.randrange(20**12)), member=members[place % len(members)])
            for place in range(start, start + 100)
        ]
        for answer in activate(*calls):
            assert not isinstance(answer, Outcome)
            found[answer.code] = found.get(answer.code, 0) + 1
    return found


@pytest.mark.usefixtures("anna")
def test_codes_tried_before_their_batch_is_active_raise_an_alarm():
    """B30: it lies about, or somebody copied it."""
    batch = cast.made(3)
    codes = [code for _, code in cast.making.codes_of(batch)]
    assert [isinstance(refusal_of(code), CodeNotActive) for code in codes] == [True] * 3

    [alarm] = Alarm.objects.all()
    assert (alarm.kind, alarm.batch_id, alarm.n) == ("EARLY", batch.id, 3)


@pytest.mark.usefixtures("programme")
def test_used_codes_tried_again_and_again_raise_an_alarm(many):
    """B30: the list of a batch is out."""
    batch, codes = cast.active(10)
    activate(*(call(code, member=many[0]) for code in codes))
    activate(*(call(code, member=one) for code in codes for one in many[1:4]))

    [alarm] = Alarm.objects.all()
    assert (alarm.kind, alarm.batch_id, alarm.n) == ("LEAKED", batch.id, 30)


@pytest.mark.usefixtures("anna")
def test_tries_are_counted_by_hour_outcome_channel_place_and_prefix():
    batch, [code, *_] = cast.active(prefix="XY")
    accepted(code, source="SMS", place="main")
    refusal_of("XY" + cast.wrong_code()[2:], source="TILL")
    refusal_of(checked_with_prefix(), source="TILL")
    rows = Tally.objects.values_list("outcome", "source", "place", "batch_id", "prefix", "n")

    assert set(rows) == {
        ("accepted", "SMS", "main", batch.id, "", 1),
        ("code_mistyped", "TILL", "", None, "XY", 1),
        ("code_unknown", "TILL", "", None, "XY", 1),
    }


def checked_with_prefix() -> str:
    return cast.checked("XYBCDFGHJKMNPQ")
