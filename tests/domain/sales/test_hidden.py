"""Who came by a phone that was silent is told of an account with nothing on it (ADR 32, T43)."""

import pytest

from plushka.domain.ledger import queries as ledger
from plushka.domain.sales import queries
from plushka.domain.sales.asked import AskedClaim, AskedReturn, AskedUnreceipted
from plushka.domain.sales.claiming import claim_in
from plushka.domain.sales.returning import return_in
from plushka.domain.sales.told import ToldBalance
from plushka.domain.sales.unreceipted import return_unreceipted_in
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from tests.conftest import NOON
from tests.domain.sales.cast import (
    ANNA,
    STRANGER,
    TILL,
    asked,
    days,
    give,
    join,
    promise,
    quote,
    sell,
)
from tests.domain.sales.test_silence import card_of

LATER = NOON + days(180)
EMPTY = (True, ToldBalance(0, 0, 0, 0))


@pytest.fixture
def anna(lipa):
    """Анна has points, and nobody has heard of her for half a year."""
    promise()
    member = join(ANNA)
    give(10_000, member=member)
    return member


def shown(told):
    return told.is_hidden, told.balance


def balance(member):
    found = ledger.balance(account=ledger.accounts_of(members=[member])[member], at=LATER)
    return False, ToldBalance(found.spendable, found.pending, found.held, found.debt)


def test_quote_hides_the_balance_and_tells_the_receipts_own_limit(anna):
    sale = asked("C-1", 100_000)

    hidden = quote(sale, asker=STRANGER, at=LATER)
    trusted = quote(sale, asker=TILL, at=LATER)
    carded = quote(asked("C-1", 100_000, member=card_of(anna)), asker=STRANGER, at=LATER)

    assert shown(hidden) == EMPTY
    assert (hidden.max_redeem, hidden.accrued) == (trusted.max_redeem, trusted.accrued)
    after = (False, ToldBalance(15_000, 0, 0, 0))
    assert (shown(trusted), shown(carded)) == (after, after)


def test_sale_is_answered_like_that_however_often_it_is_asked(anna):
    first = sell(asked("C-1", 100_000), asker=STRANGER, at=LATER)
    again = sell(asked("C-1", 100_000), asker=STRANGER, at=LATER)
    story = queries.get_story(get_place(current_tenant()), first.id)

    assert [shown(told) for told in (first, again, story.sale)] == [EMPTY] * 3
    assert (again.is_repeat, first.accrued) == (True, 5_000)
    assert balance(anna) == (False, ToldBalance(15_000, 0, 0, 0))


@pytest.mark.parametrize("found_by", ["trusted", "card"])
def test_who_proves_or_is_trusted_is_told(anna, found_by):
    asker, member = (TILL, ANNA) if found_by == "trusted" else (STRANGER, card_of(anna))

    told = sell(asked("C-1", 100_000, member=member), asker=asker, at=LATER)

    assert shown(told) == balance(anna)


def test_return_by_receipt_proves_nobody(anna):
    place = get_place(current_tenant())
    sale = sell(asked("C-1", total=100_000), asker=STRANGER, at=LATER)
    one, other = (AskedReturn(receipt=receipt, total=10_000) for receipt in ("R-1", "R-2"))

    hidden = return_in(place, sale.id, one, STRANGER, key=None, at=LATER)
    trusted = return_in(place, sale.id, other, TILL, key=None, at=LATER)

    assert (shown(hidden), hidden.money_back) == (EMPTY, 10_000)
    assert shown(trusted) == balance(anna)


def test_return_without_receipt_and_claim_hide_it_too(anna):
    place = get_place(current_tenant())
    sell(asked("C-1", 100_000, member=None), asker=STRANGER, at=LATER)
    claim = AskedClaim(member=ANNA, outlet="main", receipt="C-1", total=100_000)
    goods = AskedUnreceipted(
        member=ANNA, outlet="main", receipt="R-1", total=1_000, reason="без чека"
    )

    returned = return_unreceipted_in(place, goods, STRANGER, key=None, at=LATER)
    claimed = claim_in(place, claim, STRANGER, key=None, at=LATER)

    assert (shown(returned), shown(claimed)) == (EMPTY, EMPTY)
    assert claimed.accrued == 5_000
