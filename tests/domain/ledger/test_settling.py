"""T2, I10: dates decide, and it makes no difference how often anybody looks."""

import pytest

from plushka.domain.ledger.page import NotLoaded
from plushka.domain.ledger.terms import EXPIRY_ACTOR, Balance
from tests.conftest import NOON
from tests.domain.ledger.making import ANNA, DAY, VERSION, because, later, new_book, terms


def test_lot_that_ended_gets_an_entry_dated_at_its_end():
    book = new_book()
    lot = book.accrue(ANNA, 100, terms(ends=NOON + DAY), because("accrue"))
    book = later(book, at=NOON + 5 * DAY)

    assert book.expire(ANNA) == 1

    [entry] = book.pages[ANNA].entries
    assert (entry.kind, entry.points, entry.balance_after) == ("EXPIRY", -100, 0)
    assert (entry.cause.at, entry.posted_at) == (NOON + DAY, NOON + 5 * DAY)
    assert entry.cause.key == f"expiry:{lot.id}"
    assert (entry.cause.source_kind, entry.cause.source_id) == ("LOT", lot.id)
    assert (entry.cause.version, entry.cause.actor) == (VERSION, EXPIRY_ACTOR)


def test_account_on_which_dates_changed_nothing_is_not_written():
    book = new_book()
    book.accrue(ANNA, 100, terms(ends=NOON + 2 * DAY), because("accrue"))
    book = later(book, at=NOON + DAY)

    assert book.expire(ANNA) == 0
    assert not book.pages[ANNA].is_touched


def test_lot_that_ends_before_it_opens_expires_from_what_is_pending():
    book = new_book()
    book.accrue(ANNA, 100, terms(opens=NOON + 2 * DAY, ends=NOON + DAY), because("accrue"))

    assert later(book, at=NOON).balance(ANNA) == Balance(0, 100, 0, 0)
    assert later(book, at=NOON + DAY).balance(ANNA) == Balance(0, 0, 0, 0)
    assert later(book, at=NOON + 3 * DAY).balance(ANNA) == Balance(0, 0, 0, 0)


def test_lot_that_opens_and_ends_at_once_is_never_spendable():
    book = new_book()
    book.accrue(ANNA, 100, terms(opens=NOON + DAY, ends=NOON + DAY), because("accrue"))

    assert later(book, at=NOON + DAY).balance(ANNA) == Balance(0, 0, 0, 0)


def test_lot_that_opens_and_ends_at_once_pays_no_debt():
    book = new_book()
    own = book.accrue(ANNA, 80, terms(), because("earned"))
    book.redeem(ANNA, 80, because("spent"))
    book.accrue(ANNA, 100, terms(opens=NOON + DAY, ends=NOON + DAY), because("other"))
    book.reverse(ANNA, 80, [own.id], because("returned"))

    assert later(book, at=NOON + DAY).balance(ANNA) == Balance(0, 0, 0, 80)


def test_hold_that_ends_with_its_lot_gives_nothing_back():
    book = new_book()
    book.accrue(ANNA, 100, terms(ends=NOON + DAY), because("accrue"))
    book.hold(ANNA, 100, until=NOON + DAY, key="hold", actor="key:till")
    book.adjust(ANNA, -40, None, because("adjust"), may_owe=True)

    assert later(book, at=NOON + DAY).balance(ANNA) == Balance(0, 0, 0, 40)


def test_lot_pays_the_debt_at_its_opening_and_the_rest_expires_at_its_end():
    book = new_book()
    own = book.accrue(ANNA, 80, terms(), because("earned"))
    book.redeem(ANNA, 80, because("spent"))
    book.accrue(ANNA, 100, terms(opens=NOON + DAY, ends=NOON + 2 * DAY), because("other"))
    book.reverse(ANNA, 80, [own.id], because("returned"))

    at_once = later(book, at=NOON + 3 * DAY)
    at_once.expire(ANNA)
    step = later(book, at=NOON + DAY)
    step.expire(ANNA)
    stepwise = later(step, at=NOON + 3 * DAY)
    stepwise.expire(ANNA)

    assert [entry.points for entry in at_once.pages[ANNA].entries] == [-20]
    assert [entry.points for entry in stepwise.pages[ANNA].entries] == [-20]
    assert at_once.balance(ANNA) == stepwise.balance(ANNA) == Balance(0, 0, 0, 0)


def test_what_comes_at_one_moment_pays_a_debt_nearest_end_first():
    """A hold ends in the moment in which another lot opens, and one point is owed."""
    book = new_book()
    book.accrue(ANNA, 6, terms(ends=NOON + 7 * DAY), because("long"))
    book.hold(ANNA, 1, until=NOON + DAY, key="hold", actor="key:till")
    soon = book.accrue(ANNA, 1, terms(opens=NOON + DAY, ends=NOON + 2 * DAY), because("short"))
    book.adjust(ANNA, -6, None, because("correction"), may_owe=True)

    book = later(book, at=NOON + DAY)

    assert book.balance(ANNA) == Balance(1, 0, 0, 0)
    assert book.pages[ANNA].lots[soon.id].remaining == 0


def test_stale_account_without_its_lots_is_a_fault():
    book = new_book()
    book.accrue(ANNA, 100, terms(ends=NOON + DAY), because("accrue"))
    book = later(book, at=NOON + DAY, with_lots=False)

    with pytest.raises(NotLoaded):
        book.balance(ANNA)


def test_numbers_are_exact_until_the_nearest_start_end_or_end_of_a_hold():
    book = new_book()
    page = book.pages[ANNA]
    assert page.next_change() is None

    book.accrue(ANNA, 100, terms(ends=NOON + 9 * DAY), because("ends"))
    assert page.next_change() == NOON + 9 * DAY
    book.accrue(ANNA, 10, terms(opens=NOON + 5 * DAY), because("opens"))
    assert page.next_change() == NOON + 5 * DAY
    made = book.hold(ANNA, 100, until=NOON + DAY, key="hold", actor="key:till")
    assert page.next_change() == NOON + DAY

    book.capture(made.id, 100, because("capture"))
    assert page.next_change() == NOON + 5 * DAY
