"""Points that open before their day, because somebody said so."""

import pytest

from plushka.domain.ledger.page import NotLoaded
from plushka.domain.ledger.terms import UNTIL_TOLD, Balance
from tests.conftest import NOON
from tests.domain.ledger.making import ANNA, DAY, because, later, new_book, terms


def test_points_that_waited_may_be_spent_at_once():
    book = new_book()
    lot = book.accrue(ANNA, 100, terms(opens=UNTIL_TOLD), because("sale"))
    assert book.balance(ANNA) == Balance(spendable=0, pending=100, held=0, debt=0)

    assert book.open_early(ANNA, [lot.id], since=NOON) == 100

    assert book.balance(ANNA) == Balance(spendable=100, pending=0, held=0, debt=0)
    assert book.pages[ANNA].lots[lot.id].available_at == NOON


def test_points_that_opened_early_are_spent_in_the_order_of_their_start():
    """T1: among those that end together the older goes first."""
    book = new_book()
    waiting = book.accrue(ANNA, 10, terms(opens=UNTIL_TOLD), because("waiting"))
    other = book.accrue(ANNA, 10, terms(), because("other"))
    book.open_early(ANNA, [waiting.id], since=NOON - DAY)

    book.redeem(ANNA, 10, because("redeem"))

    assert [book.pages[ANNA].lots[lot.id].remaining for lot in (waiting, other)] == [0, 10]


def test_word_of_what_is_still_to_come_counts_from_now():
    book = new_book()
    lot = book.accrue(ANNA, 100, terms(opens=UNTIL_TOLD), because("sale"))

    book.open_early(ANNA, [lot.id], since=NOON + DAY)

    assert book.pages[ANNA].lots[lot.id].available_at == NOON


def test_points_that_open_pay_the_debt_first():
    """T13: a debt and spendable points never stand side by side."""
    book = new_book()
    lot = book.accrue(ANNA, 100, terms(opens=UNTIL_TOLD), because("sale"))
    book.adjust(ANNA, -30, None, because("taken"), may_owe=True)

    book.open_early(ANNA, [lot.id], since=NOON)

    assert book.balance(ANNA) == Balance(spendable=70, pending=0, held=0, debt=0)


@pytest.mark.parametrize("ends", [NOON + DAY, None])
def test_word_that_comes_twice_or_too_late_opens_nothing(ends):
    book = new_book()
    lot = book.accrue(ANNA, 100, terms(opens=UNTIL_TOLD, ends=ends), because("sale"))
    if ends is None:
        book.open_early(ANNA, [lot.id], since=NOON)
    else:
        book = later(book, at=NOON + 2 * DAY)

    assert book.open_early(ANNA, [lot.id], since=NOON) == 0


def test_lot_that_was_not_loaded_is_a_fault():
    book = new_book()
    lot = book.accrue(ANNA, 100, terms(opens=UNTIL_TOLD), because("sale"))
    del book.pages[ANNA].lots[lot.id]

    with pytest.raises(NotLoaded):
        book.open_early(ANNA, [lot.id], since=NOON)
