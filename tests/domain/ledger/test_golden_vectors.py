"""Golden vectors of the accounting rules that the ledger alone can say."""

from plushka.domain.ledger.terms import Balance
from tests.conftest import NOON
from tests.domain.ledger.making import ANNA, DAY, because, later, new_book, terms


def test_return_to_an_expired_and_to_a_living_lot():
    """V-i: lots of 100 to D+7 and 50 to D+365; spend 120; return all on D+8."""
    book = new_book()
    book.accrue(ANNA, 100_00, terms(ends=NOON + 7 * DAY), because("gift"))
    book.accrue(ANNA, 50_00, terms(ends=NOON + 365 * DAY), because("purchase"))
    redemption = book.redeem(ANNA, 120_00, because("redeem"))
    book = later(book, at=NOON + 8 * DAY)

    given = book.give_back(ANNA, 120_00, redemption.id, because("return"))

    assert (given.entry.points, given.expired) == (120_00, 100_00)
    assert book.balance(ANNA) == Balance(50_00, 0, 0, 0)
