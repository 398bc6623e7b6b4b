"""B11: points that last longer than they were given for."""

import datetime as dt

import pytest

from plushka.domain.ledger.page import NotLoaded
from plushka.domain.ledger.terms import Balance
from tests.conftest import NOON
from tests.domain.ledger.making import ANNA, DAY, because, later, new_book, remains, terms

END = NOON + DAY
LATER = NOON + 3 * DAY


def book_with_an_end():
    """100 that end in a day, 50 that end in two, 30 for ever."""
    book = new_book()
    book.accrue(ANNA, 100, terms(ends=END), because("ends"))
    book.accrue(ANNA, 50, terms(ends=NOON + 2 * DAY), because("then"))
    book.accrue(ANNA, 30, terms(), because("stays"))
    return book


def extend(book, *, ending=END, until=LATER):
    return book.extend(ANNA, because("extension"), ending=ending, until=until)


def test_points_last_up_to_their_new_end_and_no_longer():
    book = book_with_an_end()
    extend(book)

    book = later(book, at=LATER - dt.timedelta(seconds=1))
    assert book.balance(ANNA) == Balance(spendable=130, pending=0, held=0, debt=0)
    book = later(book, at=LATER)
    assert book.balance(ANNA).spendable == 30


def test_the_entry_moves_nothing_and_says_what_it_did():
    book = book_with_an_end()
    [lot, *_] = book.pages[ANNA].lots

    entry = extend(book)

    assert (entry.kind, entry.points, entry.balance_after) == ("EXTENSION", 0, 180)
    assert entry.cause.explanation == [
        {
            "rule": "test",
            "lots": [str(lot)],
            "ending": END.isoformat(),
            "until": LATER.isoformat(),
        }
    ]


def test_numbers_stay_exact_until_the_next_end_there_is_now():
    book = book_with_an_end()
    assert book.pages[ANNA].next_change() == END
    extend(book)
    assert book.pages[ANNA].next_change() == NOON + 2 * DAY


def test_points_are_spent_in_the_order_of_their_new_ends():
    """T1."""
    book = book_with_an_end()
    extend(book)
    book.redeem(ANNA, 60, because("redeem"))
    assert remains(book) == {"ends": 90, "then": 0, "stays": 30}


def test_what_was_spent_comes_back_to_the_new_term():
    """T12."""
    book = book_with_an_end()
    redemption = book.redeem(ANNA, 90, because("redeem"))
    extend(book)

    book = later(book, at=NOON + 2 * DAY)
    given = book.give_back(ANNA, 90, redemption.id, because("back"))

    assert given.expired == 0
    assert book.balance(ANNA).spendable == 130


def test_what_is_held_lasts_longer_too():
    """T3."""
    book = book_with_an_end()
    held = book.hold(ANNA, 100, until=NOON + 2 * DAY, key="hold", actor="key:till")
    extend(book)

    book = later(book, at=NOON + 1.5 * DAY)
    book.release(held.id)

    assert book.balance(ANNA).spendable == 180


@pytest.mark.parametrize("ending", [NOON - DAY, NOON + 1.5 * DAY])
def test_where_nothing_ends_then_nothing_is_written(ending):
    book = book_with_an_end()
    assert extend(book, ending=ending) is None
    assert len(book.pages[ANNA].entries) == 3


def test_what_has_ended_is_not_brought_back():
    """T2: the date has decided, whether somebody wrote it down or not."""
    book = later(book_with_an_end(), at=END)
    assert extend(book) is None
    assert book.balance(ANNA).spendable == 80


def test_what_is_spent_to_the_last_point_keeps_its_term():
    book = book_with_an_end()
    book.redeem(ANNA, 100, because("redeem"))
    assert extend(book) is None


@pytest.mark.parametrize("until", [END, NOON])
def test_no_term_is_ever_made_shorter(until):
    with pytest.raises(ValueError, match="only made longer"):
        extend(book_with_an_end(), until=until)


def test_lots_that_were_not_loaded_are_a_fault():
    book = later(book_with_an_end(), at=NOON, with_lots=False)
    with pytest.raises(NotLoaded):
        extend(book)
