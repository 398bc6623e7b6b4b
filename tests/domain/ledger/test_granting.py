"""Points in: accruals and corrections (T2, T13, T38)."""

import pytest

from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import EXPIRY_ACTOR, Balance
from tests.conftest import NOON
from tests.domain.ledger.making import ANNA, DAY, because, new_book, remains, terms


def test_lot_that_arrives_past_its_end_expires_at_once():
    book = new_book()

    accrual = book.accrue(
        ANNA, 100, terms(opens=NOON - 9 * DAY, ends=NOON - DAY), because("late receipt")
    )

    [_, expiry] = book.pages[ANNA].entries
    assert (accrual.points, accrual.balance_after) == (100, 100)
    assert (expiry.kind, expiry.points, expiry.balance_after) == ("EXPIRY", -100, 0)
    assert (expiry.cause.key, expiry.cause.actor) == ("late receipt:expired", EXPIRY_ACTOR)
    assert expiry.cause.explanation == [{"rule": "expiry", "reason": "GRANTED_AFTER_TERM"}]
    assert book.balance(ANNA) == Balance(0, 0, 0, 0)


def test_lot_that_arrives_past_its_end_pays_no_debt():
    book = new_book()
    book.adjust(ANNA, -30, None, because("adjust"), may_owe=True)

    book.accrue(ANNA, 100, terms(opens=NOON - 9 * DAY, ends=NOON), because("late receipt"))

    assert book.balance(ANNA) == Balance(0, 0, 0, 30)


def test_correction_upwards_makes_a_lot_on_its_terms():
    book = new_book()

    entry = book.adjust(ANNA, 70, terms(ends=NOON + DAY, kind="MANUAL"), because("adjust"))

    lot = book.pages[ANNA].lots[entry.id]
    assert (entry.kind, entry.points) == ("ADJUSTMENT", 70)
    assert (lot.kind, lot.granted, lot.expires_at) == ("MANUAL", 70, NOON + DAY)


def test_correction_upwards_pays_a_debt_first():
    book = new_book()
    book.adjust(ANNA, -30, None, because("down"), may_owe=True)

    book.adjust(ANNA, 70, terms(kind="MANUAL"), because("up"))

    assert book.balance(ANNA) == Balance(40, 0, 0, 0)


def test_correction_upwards_without_terms_is_a_fault():
    with pytest.raises(ValueError, match="terms"):
        new_book().adjust(ANNA, 70, None, because("adjust"))


def test_correction_downwards_takes_the_nearest_end_first():
    book = new_book()
    book.accrue(ANNA, 100, terms(), because("for ever"))
    book.accrue(ANNA, 100, terms(ends=NOON + DAY), because("ends"))

    entry = book.adjust(ANNA, -120, None, because("adjust"))

    assert (entry.points, entry.balance_after) == (-120, 80)
    assert remains(book) == {"for ever": 80, "ends": 0}


def test_correction_beyond_what_is_spendable_is_refused():
    book = new_book()
    book.accrue(ANNA, 100, terms(), because("accrue"))

    with pytest.raises(NotEnoughPoints) as refused:
        book.adjust(ANNA, -120, None, because("adjust"))

    assert refused.value.missing == 20
    assert book.balance(ANNA) == Balance(100, 0, 0, 0)


def test_correction_beyond_what_is_spendable_becomes_a_debt_where_allowed():
    book = new_book()
    book.accrue(ANNA, 100, terms(), because("accrue"))

    book.adjust(ANNA, -120, None, because("adjust"), may_owe=True)

    assert book.balance(ANNA) == Balance(0, 0, 0, 20)
