"""Single movements that programs ask for; each is safe to repeat (T3, T4, T6, T38)."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.audit.models import Reason, Record
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.holding import HoldNotOpen, MoreThanHeld
from plushka.domain.ledger.limits import AdjustmentLimitReached, DailyLimit
from plushka.domain.ledger.models import Account, AdjustmentDay, Entry, Hold
from plushka.domain.ledger.queries import HoldUnknown
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import Balance
from plushka.domain.members.models import Member
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.ledger.conftest import opened_account
from tests.domain.ledger.making import DAY, VERSION, because, terms


def _adjust(account, points, key="adjust", *, at=NOON, **more):
    return ledger.adjust(
        account=account,
        points=points,
        terms=terms(kind="MANUAL") if points > 0 else None,
        cause=because(key, at=at),
        reason="Кассир ошибся",
        at=at,
        **more,
    )


def _hold(account, points, key="hold", *, at=NOON, until=NOON + DAY):
    return ledger.hold(
        account=account, points=points, until=until, key=key, actor="key:till", at=at
    )


def _capture(hold, points, key="capture", *, at=NOON):
    return ledger.capture(hold=hold, points=points, cause=because(key, at=at), at=at)


@pytest.fixture
def rich(anna):
    """Anna with a hundred."""
    _adjust(anna, 100, "start")
    return anna


def test_correction_is_recorded_with_its_reason(anna):
    posted = _adjust(anna, 100)

    assert posted.balance == Balance(100, 0, 0, 0)
    assert (posted.entry.kind, posted.entry.points) == ("ADJUSTMENT", 100)
    record = Record.objects.get()
    assert (record.action, record.actor) == ("points_adjusted", "key:till")
    assert (record.subject_kind, record.subject_id) == ("member", Member.objects.get().id)
    assert record.before == {
        "spendable": "0.00", "pending": "0.00", "held": "0.00", "debt": "0.00",
    }  # fmt: skip
    assert record.after == {
        "spendable": "1.00", "pending": "0.00", "held": "0.00", "debt": "0.00",
        "entry": str(posted.entry.id),
    }  # fmt: skip
    assert Reason.objects.get().text == "Кассир ошибся"


def test_correction_keeps_no_words_in_the_ledger(rich):
    assert "ошибся" not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("reason", ["", " "])
def test_correction_without_a_reason_is_refused(anna, reason):
    with pytest.raises(BadField) as refused:
        ledger.adjust(
            account=anna, points=1, terms=terms(), cause=because("a"), reason=reason, at=NOON
        )

    assert refused.value.path == "reason"
    assert not Entry.objects.exists()


def test_correction_beyond_the_balance_is_refused_and_not_recorded(rich):
    with pytest.raises(NotEnoughPoints):
        _adjust(rich, -101)

    assert Record.objects.count() == 1
    assert queries.balance(account=rich, at=NOON) == Balance(100, 0, 0, 0)


def test_correction_may_become_a_debt_where_allowed(rich):
    assert _adjust(rich, -101, may_owe=True).balance == Balance(0, 0, 0, 1)


def test_repeated_correction_is_written_once(anna):
    first = _adjust(anna, 100)
    again = _adjust(anna, 100)

    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert dataclasses.replace(again, is_repeat=False, entry=first.entry) == first
    assert again.entry.id == first.entry.id
    assert Record.objects.count() == 1


def test_key_of_another_correction_is_refused(anna):
    _adjust(anna, 100)

    with pytest.raises(RepeatDiffers):
        _adjust(anna, 101)

    assert queries.balance(account=anna, at=NOON) == Balance(100, 0, 0, 0)


def test_corrections_of_one_person_are_limited_by_the_day(anna, bohdan):
    """T32, T38."""
    saturday = DailyLimit(100, NOON.date())
    _adjust(anna, 60, "up", limit=saturday)
    _adjust(anna, -30, "down", limit=saturday)

    with pytest.raises(AdjustmentLimitReached) as refused:
        _adjust(bohdan, 11, "too much", limit=saturday)

    assert refused.value.facts == {"limit": "1.00"}
    assert AdjustmentDay.objects.values_list("used", flat=True).get() == 90
    assert queries.balance(account=bohdan, at=NOON) == Balance(0, 0, 0, 0)
    _adjust(bohdan, 10, "enough", limit=saturday)
    _adjust(bohdan, 99, "tomorrow", limit=DailyLimit(100, (NOON + DAY).date()))


def test_first_correction_above_the_limit_is_refused(anna):
    with pytest.raises(AdjustmentLimitReached):
        _adjust(anna, 101, limit=DailyLimit(100, NOON.date()))

    assert not AdjustmentDay.objects.exists()


def test_hold_is_kept_and_answered_again(rich):
    first = _hold(rich, 80)
    again = _hold(rich, 80)

    assert (first.balance, first.is_repeat) == (Balance(20, 0, 80, 0), False)
    assert (again.hold.id, again.balance, again.is_repeat) == (first.hold.id, first.balance, True)
    assert queries.get_hold(hold=first.hold.id) == dataclasses.replace(first.hold, is_new=False)


def test_hold_under_the_key_of_another_is_refused(rich):
    _hold(rich, 80)

    with pytest.raises(RepeatDiffers):
        _hold(rich, 10)


@pytest.mark.parametrize("until", [NOON, NOON - DAY, NOON + 14 * DAY + dt.timedelta.resolution])
def test_hold_too_short_or_too_long_is_refused(rich, until):
    with pytest.raises(BadField) as refused:
        _hold(rich, 1, until=until)

    assert refused.value.path == "until"


def test_capture_takes_a_part_and_is_answered_again(rich):
    made = _hold(rich, 80).hold

    first = _capture(made.id, 30)
    again = _capture(made.id, 30)

    assert (first.entry.points, first.balance) == (-30, Balance(70, 0, 0, 0))
    assert (again.entry.id, again.balance, again.is_repeat) == (
        first.entry.id,
        first.balance,
        True,
    )
    stored = queries.get_hold(hold=made.id)
    assert (stored.state, stored.entry, stored.closed_at) == ("CAPTURED", first.entry.id, NOON)


def test_capture_of_other_points_under_the_same_key_is_refused(rich):
    made = _hold(rich, 80).hold
    _capture(made.id, 30)

    with pytest.raises(RepeatDiffers):
        _capture(made.id, 31)


def test_captured_hold_can_be_neither_captured_again_nor_released(rich):
    made = _hold(rich, 80).hold
    _capture(made.id, 30)

    with pytest.raises(HoldNotOpen) as refused:
        _capture(made.id, 30, "second")
    assert refused.value.state == "CAPTURED"
    with pytest.raises(HoldNotOpen):
        ledger.release(hold=made.id, at=NOON)


def test_more_than_held_is_refused(rich):
    made = _hold(rich, 80).hold

    with pytest.raises(MoreThanHeld):
        _capture(made.id, 81)

    assert queries.balance(account=rich, at=NOON) == Balance(20, 0, 80, 0)


def test_released_hold_stays_released(rich):
    made = _hold(rich, 80).hold

    first = ledger.release(hold=made.id, at=NOON)
    again = ledger.release(hold=made.id, at=NOON)

    assert (first.hold.state, first.balance, first.is_repeat) == (
        "RELEASED",
        Balance(100, 0, 0, 0),
        False,
    )
    assert (again.hold.state, again.is_repeat) == ("RELEASED", True)


def test_hold_that_ended_is_released_though_nobody_wrote_it(rich):
    made = _hold(rich, 80).hold

    released = ledger.release(hold=made.id, at=NOON + DAY)

    assert (released.hold.state, released.hold.closed_at) == ("RELEASED", NOON + DAY)
    assert (released.balance, released.is_repeat) == (Balance(100, 0, 0, 0), True)
    assert Hold.objects.get().state == "OPEN"


def test_hold_that_ended_cannot_be_captured(rich):
    made = _hold(rich, 80).hold

    with pytest.raises(HoldNotOpen) as refused:
        _capture(made.id, 80, at=NOON + DAY)

    assert refused.value.state == "RELEASED"
    _adjust(rich, 1, "later", at=NOON + DAY)
    assert Hold.objects.get().state == "RELEASED"
    with pytest.raises(HoldNotOpen):
        _capture(made.id, 80, at=NOON + DAY)


def test_unknown_hold_is_refused(rich):
    with pytest.raises(HoldUnknown):
        _capture(VERSION, 1)
    with pytest.raises(HoldUnknown):
        ledger.release(hold=VERSION, at=NOON)


def test_sweep_writes_what_the_dates_decided_and_only_that(rich, bohdan):
    book = ledger.open_book(accounts=[rich, bohdan], moment=NOON)
    book.accrue(rich, 5, terms(ends=NOON + DAY), because("a"))
    book.accrue(bohdan, 7, terms(ends=NOON + DAY), because("b"))
    ledger.save(book)
    before = Entry.objects.count()

    assert ledger.expire(at=NOON + DAY, most=1) == 1
    assert ledger.expire(at=NOON + DAY) == 1
    assert ledger.expire(at=NOON + DAY) == 0

    assert Entry.objects.count() == before + 2
    assert dict(Account.objects.values_list("id", "balance")) == {rich: 100, bohdan: 0}


MOVEMENTS = st.lists(
    st.tuples(st.sampled_from(["adjust", "hold", "capture", "release"]), st.integers(1, 60)),
    min_size=1,
    max_size=8,
)


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(movements=MOVEMENTS, repeats=st.lists(st.integers(0, 7), max_size=8), data=st.data())
def test_duplicates_delivered_in_any_order_change_nothing(lipa, movements, repeats, data):
    """I6."""
    once, again = (_started(name) for name in ("Анна", "Богдан"))
    answers = [_deliver(once, number, movements) for number in range(len(movements))]
    delivered: list[int] = []
    for number in range(len(movements)):
        assert _deliver(again, number, movements)[0] == answers[number][0]
        delivered.append(number)
        for repeat in repeats:
            if data.draw(st.booleans()) and repeat in delivered and answers[repeat][0] == "done":
                assert _deliver(again, repeat, movements)[1]

    assert queries.balance(account=again, at=NOON) == queries.balance(account=once, at=NOON)
    told = [(entry.kind, entry.points) for entry in queries.entries(account=once, limit=99)]
    assert told == [
        (entry.kind, entry.points) for entry in queries.entries(account=again, limit=99)
    ]


def _started(name):
    account = opened_account(name)
    _adjust(account, 100, "start")
    return account


def _deliver(account, number, movements):
    """Deliver a movement under its number; say how it went and whether it was a repeat."""
    movement, points = movements[number]
    key = f"key {number}"
    earlier = [f"key {place}" for place in range(number) if movements[place][0] == "hold"]
    held = Hold.objects.filter(account_id=account, key__in=earlier[-1:]).first()
    try:
        if movement == "adjust":
            return "done", _adjust(account, points, key).is_repeat
        if movement == "hold":
            return "done", _hold(account, points, key).is_repeat
        if held is None:
            return "no hold", False
        if movement == "capture":
            return "done", _capture(held.id, min(points, held.points), key).is_repeat
        return "done", ledger.release(hold=held.id, at=NOON).is_repeat
    except (HoldNotOpen, NotEnoughPoints) as refusal:
        return refusal.code, False
