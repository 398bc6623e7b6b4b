"""Single movements that programs ask for; each is safe to repeat (T3, T4, T6, T38)."""

import dataclasses
import datetime as dt

import pytest

from plushka.domain.audit.models import Reason, Record
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.holding import CaptureDiffers, HoldNotOpen, MoreThanHeld
from plushka.domain.ledger.limits import AdjustmentLimitReached, DailyLimit
from plushka.domain.ledger.models import Account, AdjustmentDay, Entry, Hold
from plushka.domain.ledger.queries import HoldUnknown
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import Balance
from plushka.domain.members.models import Member
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.ledger.asking import adjust, capture, hold
from tests.domain.ledger.making import DAY, VERSION, because, terms


@pytest.fixture
def rich(anna):
    """Anna with a hundred."""
    adjust(anna, 100, "start")
    return anna


def test_correction_is_recorded_with_its_reason(anna):
    posted = adjust(anna, 100)

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
        adjust(rich, -101)

    assert Record.objects.count() == 1
    assert queries.balance(account=rich, at=NOON) == Balance(100, 0, 0, 0)


def test_correction_may_become_a_debt_where_allowed(rich):
    assert adjust(rich, -101, may_owe=True).balance == Balance(0, 0, 0, 1)


def test_repeated_correction_is_written_once(anna):
    first = adjust(anna, 100)
    again = adjust(anna, 100)

    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert dataclasses.replace(again, is_repeat=False, entry=first.entry) == first
    assert again.entry.id == first.entry.id
    assert Record.objects.count() == 1


def test_key_of_another_correction_is_refused(anna):
    adjust(anna, 100)

    with pytest.raises(RepeatDiffers):
        adjust(anna, 101)

    assert queries.balance(account=anna, at=NOON) == Balance(100, 0, 0, 0)


def test_corrections_of_one_person_are_limited_by_the_day(anna, bohdan):
    """T32, T38."""
    saturday = DailyLimit(100, NOON.date())
    adjust(anna, 60, "up", limit=saturday)
    adjust(anna, -30, "down", limit=saturday)

    with pytest.raises(AdjustmentLimitReached) as refused:
        adjust(bohdan, 11, "too much", limit=saturday)

    assert refused.value.facts == {"limit": "1.00"}
    assert AdjustmentDay.objects.values_list("used", flat=True).get() == 90
    assert queries.balance(account=bohdan, at=NOON) == Balance(0, 0, 0, 0)
    adjust(bohdan, 10, "enough", limit=saturday)
    adjust(bohdan, 99, "tomorrow", limit=DailyLimit(100, (NOON + DAY).date()))


def test_first_correction_above_the_limit_is_refused(anna):
    with pytest.raises(AdjustmentLimitReached):
        adjust(anna, 101, limit=DailyLimit(100, NOON.date()))

    assert not AdjustmentDay.objects.exists()


@pytest.mark.parametrize("until", [NOON, NOON - DAY, NOON + 14 * DAY + dt.timedelta.resolution])
def test_hold_too_short_or_too_long_is_refused(rich, until):
    with pytest.raises(BadField) as refused:
        hold(rich, 1, until=until)

    assert refused.value.path == "until"


def test_capture_takes_a_part_and_is_answered_again(rich):
    made = hold(rich, 80).hold

    first = capture(made.id, 30)
    again = capture(made.id, 30)

    assert (first.entry.points, first.balance) == (-30, Balance(70, 0, 0, 0))
    assert (again.entry.id, again.balance, again.is_repeat) == (
        first.entry.id,
        first.balance,
        True,
    )
    stored = queries.get_hold(hold=made.id)
    assert (stored.state, stored.entry, stored.closed_at) == ("CAPTURED", first.entry.id, NOON)


def test_capture_of_other_points_under_the_same_key_is_refused(rich):
    made = hold(rich, 80).hold
    capture(made.id, 30)

    with pytest.raises(CaptureDiffers):
        capture(made.id, 31)


def test_captured_hold_can_be_neither_captured_again_nor_released(rich):
    made = hold(rich, 80).hold
    capture(made.id, 30)

    with pytest.raises(HoldNotOpen) as refused:
        capture(made.id, 30, "second")
    assert refused.value.state == "CAPTURED"
    with pytest.raises(HoldNotOpen):
        ledger.release(hold=made.id, at=NOON)


def test_more_than_held_is_refused(rich):
    made = hold(rich, 80).hold

    with pytest.raises(MoreThanHeld):
        capture(made.id, 81)

    assert queries.balance(account=rich, at=NOON) == Balance(20, 0, 80, 0)


def test_released_hold_stays_released(rich):
    made = hold(rich, 80).hold

    first = ledger.release(hold=made.id, at=NOON)
    again = ledger.release(hold=made.id, at=NOON)

    assert (first.hold.state, first.balance, first.is_repeat) == (
        "RELEASED",
        Balance(100, 0, 0, 0),
        False,
    )
    assert (again.hold.state, again.is_repeat) == ("RELEASED", True)


def test_hold_that_ended_is_released_though_nobody_wrote_it(rich):
    made = hold(rich, 80).hold

    released = ledger.release(hold=made.id, at=NOON + DAY)

    assert (released.hold.state, released.hold.closed_at) == ("RELEASED", NOON + DAY)
    assert (released.balance, released.is_repeat) == (Balance(100, 0, 0, 0), True)
    assert Hold.objects.get().state == "OPEN"


def test_hold_that_ended_cannot_be_captured(rich):
    made = hold(rich, 80).hold

    with pytest.raises(HoldNotOpen) as refused:
        capture(made.id, 80, at=NOON + DAY)

    assert refused.value.state == "RELEASED"
    adjust(rich, 1, "later", at=NOON + DAY)
    assert Hold.objects.get().state == "RELEASED"
    with pytest.raises(HoldNotOpen):
        capture(made.id, 80, at=NOON + DAY)


def test_unknown_hold_is_refused(rich):
    with pytest.raises(HoldUnknown):
        capture(VERSION, 1)
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
