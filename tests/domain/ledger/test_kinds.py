"""T45: points of purchases and all others, each taken up to a limit of its own."""

import pytest

from plushka.domain.ledger.spending import NotEnoughPoints
from tests.conftest import NOON
from tests.domain.ledger.making import ANNA, DAY, because, later, new_book, remains, terms, uses_of

EVERYTHING = {"purchase": 10**9, "gift": 10**9}


def book_of_kinds():
    """100 of a gift that ends first, 50 of a purchase, 30 of a referral for ever."""
    book = new_book()
    book.accrue(ANNA, 50, terms(ends=NOON + 365 * DAY), because("purchase"))
    book.accrue(ANNA, 100, terms(ends=NOON + 7 * DAY, kind="GIFT"), because("gift"))
    book.accrue(ANNA, 30, terms(kind="REFERRAL"), because("referral"))
    return book


def test_a_kind_that_has_given_its_most_is_passed_over():
    book = book_of_kinds()

    redemption = book.redeem(ANNA, 90, because("redeem"), most={"purchase": 10**9, "gift": 60})

    assert remains(book) == {"purchase": 20, "gift": 40, "referral": 30}
    assert uses_of(book, redemption.id) == [60, 30]


@pytest.mark.parametrize(
    ("order", "left"),
    [
        ("nearest_expiry", {"purchase": 30, "gift": 0, "referral": 30}),
        ("gift_first", {"purchase": 30, "gift": 0, "referral": 30}),
        ("purchase_first", {"purchase": 0, "gift": 30, "referral": 30}),
    ],
)
def test_limits_that_do_not_bite_leave_the_order_as_it_is(order, left):
    """T1."""
    book, plain = book_of_kinds(), book_of_kinds()

    book.redeem(ANNA, 120, because("redeem"), order=order, most=EVERYTHING)
    plain.redeem(ANNA, 120, because("redeem"), order=order)

    assert remains(book) == remains(plain) == left


def test_what_would_be_taken_of_each_kind_is_told_and_taken():
    book = book_of_kinds()
    most = {"purchase": 40, "gift": 110}

    parts = book.parts_of(ANNA, 145, order="nearest_expiry", most=most)

    assert parts == {"purchase": 40, "gift": 105}
    assert book.spendable_of_kinds(ANNA, value=100) == {"purchase": 50, "gift": 130}
    book.redeem(ANNA, 145, because("redeem"), most=parts)
    assert remains(book) == {"purchase": 10, "gift": 0, "referral": 25}


def test_more_than_the_limits_of_the_kinds_is_refused_and_changes_nothing():
    book = book_of_kinds()

    with pytest.raises(NotEnoughPoints) as refused:
        book.redeem(ANNA, 101, because("redeem"), most={"purchase": 40, "gift": 60})

    assert refused.value.missing == 1
    assert remains(book) == {"purchase": 50, "gift": 100, "referral": 30}
    assert len(book.pages[ANNA].entries) == 3


def test_points_that_are_pending_or_owed_are_spendable_of_no_kind():
    book = new_book()
    gift = book.accrue(ANNA, 100, terms(kind="GIFT"), because("gift"))
    book.accrue(ANNA, 50, terms(opens=NOON + DAY), because("pending"))
    assert book.spendable_of_kinds(ANNA, value=100) == {"purchase": 0, "gift": 100}
    book.redeem(ANNA, 100, because("spent"))
    book.reverse(ANNA, 100, [gift.id], because("reverse"))

    owing = later(book, at=NOON)

    assert owing.balance(ANNA).debt == 100
    assert owing.spendable_of_kinds(ANNA, value=100) == {"purchase": 0, "gift": 0}


def test_points_of_kinds_come_back_to_their_lots():
    """T12: what was taken last returns first."""
    book = book_of_kinds()
    redemption = book.redeem(ANNA, 90, because("redeem"), most={"purchase": 50, "gift": 60})

    book.give_back(ANNA, 40, redemption.id, because("back"))

    assert remains(book) == {"purchase": 50, "gift": 50, "referral": 30}
