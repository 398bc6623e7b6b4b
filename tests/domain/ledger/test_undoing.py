"""T11, T12, T13: points given back, and points taken back."""

import pytest

from plushka.domain.ledger.page import NotLoaded
from plushka.domain.ledger.terms import Balance
from tests.conftest import NOON
from tests.domain.ledger.making import ANNA, DAY, because, later, new_book, terms, uses_of


def _left(book, *lots):
    page = book.pages[ANNA]
    return [page.lots[lot.id].remaining for lot in lots]


def test_points_go_back_to_the_lot_taken_from_last_first():
    book = new_book()
    early = book.accrue(ANNA, 100, terms(ends=NOON + DAY), because("early"))
    late = book.accrue(ANNA, 50, terms(ends=NOON + 2 * DAY), because("late"))
    redemption = book.redeem(ANNA, 120, because("redeem"))

    given = book.give_back(ANNA, 30, redemption.id, because("return"))

    assert (given.entry.points, given.expired) == (30, 0)
    assert given.entry.undoes == redemption.id
    assert _left(book, early, late) == [10, 50]
    assert uses_of(book, given.entry.id) == [-20, -10]


def test_points_given_back_in_parts_find_the_lots_in_the_same_order():
    book = new_book()
    early = book.accrue(ANNA, 100, terms(ends=NOON + DAY), because("early"))
    late = book.accrue(ANNA, 50, terms(ends=NOON + 2 * DAY), because("late"))
    redemption = book.redeem(ANNA, 120, because("redeem"))

    book.give_back(ANNA, 5, redemption.id, because("first return"))
    book = later(book, at=NOON)
    book.give_back(ANNA, 20, redemption.id, because("second return"))

    assert _left(book, early, late) == [5, 50]


def test_points_of_a_lot_that_ended_meanwhile_expire_at_once():
    """Vector of T12."""
    book = new_book()
    lot = book.accrue(ANNA, 60, terms(ends=NOON + DAY), because("accrue"))
    redemption = book.redeem(ANNA, 60, because("redeem"))
    book = later(book, at=NOON + 2 * DAY)

    given = book.give_back(ANNA, 60, redemption.id, because("return"))

    assert given.expired == 60
    assert [(entry.kind, entry.points) for entry in book.pages[ANNA].entries] == [
        ("RETURN", 60),
        ("EXPIRY", -60),
    ]
    assert book.balance(ANNA) == Balance(0, 0, 0, 0)
    assert book.pages[ANNA].lots[lot.id].expired == 60


def test_more_than_was_redeemed_cannot_come_back():
    book = new_book()
    book.accrue(ANNA, 60, terms(), because("accrue"))
    redemption = book.redeem(ANNA, 50, because("redeem"))
    book.give_back(ANNA, 30, redemption.id, because("return"))

    with pytest.raises(ValueError, match="more points to give back"):
        book.give_back(ANNA, 21, redemption.id, because("again"))


def test_giving_back_what_was_not_loaded_is_a_fault():
    book = new_book()
    accrual = book.accrue(ANNA, 60, terms(), because("accrue"))

    with pytest.raises(NotLoaded):
        book.give_back(ANNA, 1, accrual.id, because("return"))


def test_reversal_takes_pending_points_of_the_sale_first():
    book = new_book()
    other = book.accrue(ANNA, 100, terms(ends=NOON + DAY), because("other sale"))
    open_part = book.accrue(ANNA, 10, terms(), because("open part"))
    pending = book.accrue(ANNA, 30, terms(opens=NOON + DAY), because("pending part"))

    entry = book.reverse(ANNA, 35, [open_part.id, pending.id], because("return"))

    assert (entry.points, entry.undoes) == (-35, open_part.id)
    assert _left(book, other, open_part, pending) == [100, 5, 0]


def test_points_of_nobody_knows_what_are_taken_from_pending_purchases_first():
    """T41."""
    book = new_book()
    pending = book.accrue(ANNA, 30, terms(opens=NOON + DAY), because("pending"))
    gift = book.accrue(ANNA, 10, terms(opens=NOON + DAY, kind="GIFT"), because("gift to come"))
    late = book.accrue(ANNA, 50, terms(), because("late"))
    early = book.accrue(ANNA, 50, terms(ends=NOON + DAY), because("early"))

    entry = book.take_back(ANNA, 135, because("return"))

    assert (entry.kind, entry.points, entry.undoes) == ("REVERSAL", -135, None)
    assert _left(book, pending, gift, early, late) == [0, 10, 0, 0]
    assert book.balance(ANNA) == Balance(spendable=0, pending=10, held=0, debt=5)


def test_reversal_goes_on_with_other_lots_nearest_end_first():
    book = new_book()
    own = book.accrue(ANNA, 80, terms(ends=NOON + DAY), because("own"))
    book.redeem(ANNA, 70, because("spent"))
    late = book.accrue(ANNA, 30, terms(), because("late"))
    early = book.accrue(ANNA, 30, terms(ends=NOON + DAY), because("early"))

    book.reverse(ANNA, 80, [own.id], because("return"))

    assert _left(book, own, early, late) == [0, 0, 0]
    assert book.balance(ANNA) == Balance(0, 0, 0, 10)


def test_what_was_spent_becomes_a_debt_and_the_next_accrual_pays_it():
    """Vector of T13."""
    book = new_book()
    own = book.accrue(ANNA, 80_00, terms(), because("earned"))
    book.redeem(ANNA, 80_00, because("spent"))

    reversal = book.reverse(ANNA, 80_00, [own.id], because("returned"))
    assert (reversal.balance_after, book.balance(ANNA)) == (-80_00, Balance(0, 0, 0, 80_00))

    book = later(book, at=NOON + DAY)
    book.accrue(ANNA, 100_00, terms(), because("next"))
    assert book.balance(ANNA) == Balance(20_00, 0, 0, 0)
    assert uses_of(book, reversal.id) == [80_00]


def test_pending_accrual_pays_a_debt_too():
    book = new_book()
    book.adjust(ANNA, -80, None, because("adjust"), may_owe=True)

    book.accrue(ANNA, 100, terms(opens=NOON + DAY), because("pending"))

    assert book.balance(ANNA) == Balance(0, 20, 0, 0)


def test_points_given_back_pay_a_debt_first():
    book = new_book()
    book.accrue(ANNA, 60, terms(), because("accrue"))
    redemption = book.redeem(ANNA, 60, because("redeem"))
    book.adjust(ANNA, -50, None, because("adjust"), may_owe=True)

    given = book.give_back(ANNA, 60, redemption.id, because("return"))

    assert given.entry.points == 60
    assert book.balance(ANNA) == Balance(10, 0, 0, 0)


def test_expired_points_given_back_pay_no_debt():
    """I3: what has ended is spent on nothing."""
    book = new_book()
    book.accrue(ANNA, 60, terms(ends=NOON + DAY), because("accrue"))
    redemption = book.redeem(ANNA, 60, because("redeem"))
    book.adjust(ANNA, -50, None, because("adjust"), may_owe=True)
    book = later(book, at=NOON + DAY)

    given = book.give_back(ANNA, 60, redemption.id, because("return"))

    assert given.expired == 60
    assert book.balance(ANNA) == Balance(0, 0, 0, 50)


def test_oldest_debt_is_paid_first():
    book = new_book()
    older = book.adjust(ANNA, -30, None, because("older"), may_owe=True)
    newer = book.adjust(ANNA, -30, None, because("newer"), may_owe=True)

    book.accrue(ANNA, 40, terms(), because("accrue"))

    assert uses_of(book, older.id) == [30]
    assert uses_of(book, newer.id) == [10]
    assert [debt.unpaid for debt in book.pages[ANNA].debts] == [0, 20]


def test_other_pending_points_are_left_and_pay_the_debt_when_they_open():
    book = new_book()
    own = book.accrue(ANNA, 80, terms(), because("earned"))
    book.redeem(ANNA, 80, because("spent"))
    book.accrue(ANNA, 100, terms(opens=NOON + DAY), because("other sale"))

    book.reverse(ANNA, 80, [own.id], because("returned"))
    assert book.balance(ANNA) == Balance(0, 100, 0, 80)

    assert later(book, at=NOON + DAY).balance(ANNA) == Balance(20, 0, 0, 0)


def test_what_expired_unspent_is_not_taken_a_second_time():
    book = new_book()
    own = book.accrue(ANNA, 80, terms(ends=NOON + DAY), because("earned"))
    book.redeem(ANNA, 30, because("spent"))
    book = later(book, at=NOON + 2 * DAY)

    assert book.reverse(ANNA, 40, [own.id], because("half")) is None
    full = book.reverse(ANNA, 80, [own.id], because("rest"))

    assert full.points == -30
    assert book.balance(ANNA) == Balance(0, 0, 0, 30)


def test_nothing_to_take_leaves_the_account_unwritten():
    book = new_book()
    own = book.accrue(ANNA, 80, terms(ends=NOON + DAY), because("earned"))
    book = later(book, at=NOON + DAY)
    book.expire(ANNA)
    book = later(book, at=NOON + DAY)

    assert book.reverse(ANNA, 80, [own.id], because("return")) is None
    assert not book.pages[ANNA].is_touched


def test_reversal_leaves_held_points_alone():
    book = new_book()
    own = book.accrue(ANNA, 80, terms(), because("earned"))
    book.hold(ANNA, 50, until=NOON + DAY, key="hold", actor="key:till")

    book.reverse(ANNA, 80, [own.id], because("return"))

    assert book.balance(ANNA) == Balance(0, 0, 50, 50)


def test_more_than_was_given_cannot_be_taken_back():
    book = new_book()
    own = book.accrue(ANNA, 80, terms(), because("earned"))

    with pytest.raises(ValueError, match="more points to take back"):
        book.reverse(ANNA, 81, [own.id], because("return"))


def test_reversing_what_was_not_loaded_is_a_fault():
    book = new_book()
    own = book.accrue(ANNA, 80, terms(), because("earned"))
    book = later(book, at=NOON, with_lots=False)

    with pytest.raises(NotLoaded):
        book.reverse(ANNA, 80, [own.id], because("return"))
