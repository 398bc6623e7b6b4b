"""T1, T2, T13: which points are spent, and when they are refused."""

import pytest

from plushka.domain.ledger.page import NotLoaded
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import Balance
from tests.conftest import NOON
from tests.domain.ledger.making import (
    ANNA,
    BOHDAN,
    DAY,
    because,
    later,
    new_book,
    remains,
    terms,
    uses_of,
)
from tests.domain.ledger.shelf import new_shelf


def test_gift_that_ends_first_is_spent_first():
    """Vector of T1."""
    book = new_book()
    book.accrue(ANNA, 50_00, terms(ends=NOON + 365 * DAY), because("purchase"))
    book.accrue(ANNA, 100_00, terms(ends=NOON + 7 * DAY, kind="GIFT"), because("gift"))

    redemption = book.redeem(ANNA, 120_00, because("redeem"))

    assert remains(book) == {"purchase": 30_00, "gift": 0}
    assert uses_of(book, redemption.id) == [100_00, 20_00]
    assert (redemption.points, redemption.balance_after) == (-120_00, 30_00)


def test_never_ending_lot_is_spent_last_and_of_equal_ends_the_older_first():
    book = new_book()
    book.accrue(ANNA, 10, terms(), because("for ever"))
    book.accrue(ANNA, 10, terms(ends=NOON + DAY), because("new"))
    book.accrue(ANNA, 10, terms(opens=NOON - DAY, ends=NOON + DAY), because("old"))
    book.accrue(ANNA, 10, terms(ends=NOON + DAY), because("newest"))

    book.redeem(ANNA, 25, because("redeem"))

    assert remains(book) == {"for ever": 10, "new": 0, "old": 0, "newest": 5}


@pytest.mark.parametrize(
    ("order", "left"),
    [
        ("nearest_expiry", {"old gift": 10, "purchase": 0, "gift": 10}),
        ("gift_first", {"old gift": 10, "purchase": 10, "gift": 0}),
        ("purchase_first", {"old gift": 10, "purchase": 0, "gift": 10}),
        ("fifo", {"old gift": 0, "purchase": 10, "gift": 10}),
    ],
)
def test_programme_may_choose_another_order(order, left):
    book = new_book()
    book.accrue(
        ANNA, 10, terms(opens=NOON - DAY, ends=NOON + 9 * DAY, kind="GIFT"), because("old gift")
    )
    book.accrue(ANNA, 10, terms(ends=NOON + DAY), because("purchase"))
    book.accrue(ANNA, 10, terms(ends=NOON + 2 * DAY, kind="GIFT"), because("gift"))

    book.redeem(ANNA, 10, because("redeem"), order=order)

    assert remains(book) == left


def test_more_than_spendable_is_refused_and_changes_nothing():
    book = new_book()
    book.accrue(ANNA, 100, terms(), because("open"))
    book.accrue(ANNA, 50, terms(opens=NOON + DAY), because("pending"))

    with pytest.raises(NotEnoughPoints) as refused:
        book.redeem(ANNA, 130, because("redeem"))

    assert refused.value.missing == 30
    assert refused.value.facts == {"missing": "0.30"}
    assert book.balance(ANNA) == Balance(100, 50, 0, 0)
    assert len(book.pages[ANNA].entries) == 2


def test_points_that_ended_cannot_be_spent_though_nobody_swept():
    """Vector of T2: three days without a sweep."""
    book = new_book()
    book.accrue(ANNA, 100, terms(ends=NOON + DAY), because("ends"))
    book = later(book, at=NOON + 4 * DAY)

    with pytest.raises(NotEnoughPoints) as refused:
        book.redeem(ANNA, 100, because("redeem"))

    assert refused.value.missing == 100
    assert book.balance(ANNA) == Balance(0, 0, 0, 0)


def test_last_moment_of_a_term_is_inside_and_its_end_outside():
    book = new_book()
    book.accrue(ANNA, 100, terms(ends=NOON + DAY), because("ends"))
    instant = NOON.resolution

    assert later(book, at=NOON + DAY - instant).balance(ANNA) == Balance(100, 0, 0, 0)
    assert later(book, at=NOON + DAY).balance(ANNA) == Balance(0, 0, 0, 0)


def test_points_open_at_their_start_not_before():
    book = new_book()
    book.accrue(ANNA, 100, terms(opens=NOON + DAY), because("opens"))
    instant = NOON.resolution

    assert later(book, at=NOON + DAY - instant).balance(ANNA) == Balance(0, 100, 0, 0)
    assert later(book, at=NOON + DAY).balance(ANNA) == Balance(100, 0, 0, 0)


def test_redeeming_in_debt_is_refused_with_what_would_have_to_come_in():
    book = new_book()
    book.adjust(ANNA, -80, None, because("adjust"), may_owe=True)

    with pytest.raises(NotEnoughPoints) as refused:
        book.redeem(ANNA, 20, because("redeem"))

    assert refused.value.missing == 100


def test_a_moment_before_the_last_one_is_taken_as_the_last_one():
    book = new_book()
    book.accrue(ANNA, 100, terms(), because("accrue"))
    book = later(book, at=NOON - DAY)

    entry = book.redeem(ANNA, 100, because("redeem"))

    assert entry.posted_at == NOON


def test_spending_without_loaded_lots_is_a_fault():
    book = new_book()
    book.accrue(ANNA, 100, terms(), because("accrue"))
    book = later(book, at=NOON, with_lots=False)

    with pytest.raises(NotLoaded):
        book.redeem(ANNA, 100, because("redeem"))


def test_spending_more_than_the_loaded_lots_cover_is_a_fault():
    shelf = new_shelf(ANNA)
    book = shelf.open(NOON, with_lots=True)
    book.accrue(ANNA, 10, terms(ends=NOON + DAY), because("first"))
    book.accrue(ANNA, 10, terms(), because("second"))
    shelf.save(book)
    book = shelf.open(NOON, with_lots=False, up_to=10)

    book.redeem(ANNA, 10, because("covered"))
    with pytest.raises(NotLoaded):
        book.redeem(ANNA, 1, because("not covered"))


def test_another_order_of_spending_needs_all_lots():
    shelf = new_shelf(ANNA)
    book = shelf.open(NOON, with_lots=True)
    book.accrue(ANNA, 10, terms(ends=NOON + DAY), because("accrue"))
    shelf.save(book)
    book = shelf.open(NOON, with_lots=False, up_to=10)

    with pytest.raises(NotLoaded):
        book.redeem(ANNA, 10, because("redeem"), order="fifo")


def test_usual_accrual_needs_no_lots():
    book = new_book()
    book.accrue(ANNA, 100, terms(ends=NOON + 9 * DAY), because("first"))
    book = later(book, at=NOON + DAY, with_lots=False)

    book.accrue(ANNA, 10, terms(opens=NOON + 2 * DAY), because("second"))

    assert book.balance(ANNA) == Balance(100, 10, 0, 0)
    assert book.pages[ANNA].next_change() == NOON + 2 * DAY


@pytest.mark.parametrize("points", [0, -1])
def test_nothing_or_less_is_a_fault(points):
    book = new_book()

    with pytest.raises(ValueError, match="above zero"):
        book.redeem(ANNA, points, because("redeem"))
    with pytest.raises(ValueError, match="above zero"):
        book.accrue(ANNA, points, terms(), because("accrue"))


def test_one_account_leaves_another_alone():
    book = new_book()
    book.accrue(ANNA, 100, terms(), because("accrue"))
    book.accrue(BOHDAN, 30, terms(), because("accrue"))

    book.redeem(ANNA, 40, because("redeem"))

    assert book.balance(ANNA) == Balance(60, 0, 0, 0)
    assert book.balance(BOHDAN) == Balance(30, 0, 0, 0)


def test_entries_are_numbered_and_name_source_version_and_actor():
    """I12."""
    book = new_book()
    cause = because("accrue")
    accrual = book.accrue(ANNA, 100, terms(), cause)
    redemption = book.redeem(ANNA, 40, because("redeem"))

    assert [accrual.number, redemption.number] == [1, 2]
    assert accrual.cause is cause
    assert [accrual.balance_after, redemption.balance_after] == [100, 60]
