"""T3, T4: points set aside until a sale is final."""

import pytest

from plushka.domain.ledger.holding import HoldNotOpen, MoreThanHeld
from plushka.domain.ledger.page import NotLoaded
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import Balance
from tests.conftest import NOON
from tests.domain.ledger.making import ANNA, DAY, VERSION, because, later, new_book, terms, uses_of


def _hold(book, points, *, until=NOON + DAY, key="hold"):
    return book.hold(ANNA, points, until=until, key=key, actor="key:till")


def _with_points(points=100, *, ends=None):
    book = new_book()
    book.accrue(ANNA, points, terms(ends=ends), because("accrue"))
    return book


def test_hold_writes_no_entry_and_leaves_the_points_in_their_lot():
    book = _with_points()

    made = _hold(book, 40)

    [lot] = book.pages[ANNA].lots.values()
    assert (made.state, made.points, made.pins) == ("OPEN", 40, [(lot.id, 40)])
    assert (lot.remaining, lot.held) == (100, 40)
    assert book.balance(ANNA) == Balance(60, 0, 40, 0)
    assert len(book.pages[ANNA].entries) == 1


def test_hold_takes_the_nearest_end_first():
    book = _with_points(50)
    book.accrue(ANNA, 30, terms(ends=NOON + DAY), because("ends"))

    made = _hold(book, 40)

    assert [points for _, points in made.pins] == [30, 10]


def test_held_points_can_be_neither_spent_nor_held_again():
    """Vector of T4: a second order beside the first."""
    book = _with_points()
    _hold(book, 80)

    with pytest.raises(NotEnoughPoints) as refused:
        book.redeem(ANNA, 50, because("redeem"))
    assert refused.value.missing == 30
    with pytest.raises(NotEnoughPoints):
        _hold(book, 50, key="second")


def test_capture_redeems_a_part_and_releases_the_rest_at_once():
    book = _with_points()
    made = _hold(book, 80)

    entry = book.capture(made.id, 30, because("capture"))

    assert (entry.kind, entry.points) == ("REDEMPTION", -30)
    assert (made.state, made.entry, made.closed_at) == ("CAPTURED", entry.id, NOON)
    assert book.balance(ANNA) == Balance(70, 0, 0, 0)
    assert uses_of(book, entry.id) == [30]


def test_captured_points_can_come_back():
    book = _with_points()
    made = _hold(book, 80)
    entry = book.capture(made.id, 80, because("capture"))

    given = book.give_back(ANNA, 80, entry.id, because("return"))

    assert (given.entry.points, given.expired) == (80, 0)
    assert book.balance(ANNA) == Balance(100, 0, 0, 0)


def test_more_than_held_cannot_be_captured():
    book = _with_points()
    made = _hold(book, 80)

    with pytest.raises(MoreThanHeld) as refused:
        book.capture(made.id, 81, because("capture"))

    assert refused.value.facts == {"held": "0.80"}
    assert book.balance(ANNA) == Balance(20, 0, 80, 0)


def test_released_points_are_spendable_again():
    book = _with_points()
    made = _hold(book, 80)

    released = book.release(made.id)

    assert (released.state, released.closed_at, released.entry) == ("RELEASED", NOON, None)
    assert book.balance(ANNA) == Balance(100, 0, 0, 0)


def test_hold_outlives_the_end_of_its_lot_and_is_captured():
    """Vector of T3, first half."""
    book = _with_points(ends=NOON + DAY)
    made = _hold(book, 60, until=NOON + 2 * DAY)
    book = later(book, at=NOON + DAY)
    assert book.balance(ANNA) == Balance(0, 0, 60, 0)

    entry = book.capture(made.id, 60, because("capture"))

    assert entry.points == -60
    assert [(entry.kind, entry.points) for entry in book.pages[ANNA].entries] == [
        ("EXPIRY", -40),
        ("REDEMPTION", -60),
    ]
    assert book.balance(ANNA) == Balance(0, 0, 0, 0)


def test_release_after_the_end_of_the_lot_lets_the_points_expire_at_once():
    """Vector of T3, second half."""
    book = _with_points(ends=NOON + DAY)
    made = _hold(book, 100, until=NOON + 3 * DAY)
    book = later(book, at=NOON + 2 * DAY)

    book.release(made.id)

    [expiry] = book.pages[ANNA].entries
    assert (expiry.kind, expiry.points, expiry.cause.at) == ("EXPIRY", -100, NOON + 2 * DAY)
    assert expiry.cause.version == VERSION
    assert [fact["reason"] for fact in expiry.cause.explanation] == ["RELEASED_AFTER_TERM"]
    assert book.balance(ANNA) == Balance(0, 0, 0, 0)


def test_capture_of_a_part_after_the_end_of_the_lot_lets_the_rest_expire():
    book = _with_points(ends=NOON + DAY)
    made = _hold(book, 100, until=NOON + 3 * DAY)
    book = later(book, at=NOON + 2 * DAY)

    book.capture(made.id, 70, because("capture"))

    assert [(entry.kind, entry.points) for entry in book.pages[ANNA].entries] == [
        ("REDEMPTION", -70),
        ("EXPIRY", -30),
    ]


def test_hold_that_ended_counts_as_released_for_every_reader():
    book = _with_points()
    made = _hold(book, 80)
    book = later(book, at=NOON + DAY)

    assert book.balance(ANNA) == Balance(100, 0, 0, 0)
    with pytest.raises(HoldNotOpen) as refused:
        book.capture(made.id, 80, because("capture"))
    assert refused.value.facts == {"state": "released"}
    with pytest.raises(HoldNotOpen):
        book.release(made.id)


def test_hold_that_ended_after_its_lot_lets_the_points_expire_at_its_own_end():
    book = _with_points(ends=NOON + DAY)
    _hold(book, 100, until=NOON + 2 * DAY)
    book = later(book, at=NOON + 9 * DAY)

    book.expire(ANNA)

    [expiry] = book.pages[ANNA].entries
    assert (expiry.points, expiry.cause.at, expiry.posted_at) == (
        -100,
        NOON + 2 * DAY,
        NOON + 9 * DAY,
    )


def test_released_points_pay_a_debt_first():
    book = _with_points()
    made = _hold(book, 80)
    book.adjust(ANNA, -70, None, because("adjust"), may_owe=True)
    assert book.balance(ANNA) == Balance(0, 0, 80, 50)

    book.release(made.id)

    assert book.balance(ANNA) == Balance(30, 0, 0, 0)


def test_rest_of_a_capture_pays_a_debt_first():
    book = _with_points()
    made = _hold(book, 80)
    book.adjust(ANNA, -70, None, because("adjust"), may_owe=True)

    book.capture(made.id, 20, because("capture"))

    assert book.balance(ANNA) == Balance(10, 0, 0, 0)


def test_hold_that_is_over_when_it_begins_is_a_fault():
    with pytest.raises(ValueError, match="after it begins"):
        _hold(_with_points(), 10, until=NOON)


def test_hold_that_was_not_loaded_is_a_fault():
    with pytest.raises(NotLoaded):
        new_book().release(ANNA)
