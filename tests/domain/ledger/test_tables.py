"""What the tables themselves refuse, whoever asks."""

import pytest
from django.db import Error, connection, transaction

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.loading import AccountUnknown
from plushka.domain.ledger.verify import verify
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from tests.conftest import NOON
from tests.domain.ledger.asking import adjust, capture, hold
from tests.domain.ledger.conftest import opened_account
from tests.domain.ledger.making import because, terms

CRIMES = {
    "UPDATE ledger_account SET balance = balance + 1": "balance_is_what_is_there_less_debt",
    "UPDATE ledger_account SET spendable = -1, pending = pending + 101":
        "account_numbers_are_not_negative",
    "UPDATE ledger_account SET debt = debt + 1, balance = balance - 1":
        "debt_is_paid_before_spending",
    "UPDATE ledger_account SET exact_until = as_of": "account_is_exact_for_some_time",
    "UPDATE ledger_lot SET remaining = -1, held = -1": "lot_never_overdrawn",
    "UPDATE ledger_lot SET held = remaining + 1": "lot_never_overdrawn",
    "UPDATE ledger_lot SET remaining = granted + 1": "lot_never_holds_more_than_granted",
    "UPDATE ledger_lot SET kind = 'OTHER'": "lot_kind_is_known",
    "UPDATE ledger_hold SET state = 'OPEN'": "hold_is_closed_by_capture_or_release",
    "UPDATE ledger_hold SET until = held_at": "hold_sets_something_aside_for_a_time",
    "UPDATE ledger_debt SET unpaid = owed + 1": "debt_is_never_paid_twice",
}  # fmt: skip
"""What a program might try by mistake, and the sentence that stops it."""


@pytest.fixture
def history(anna, bohdan) -> None:
    """A lot, an entry, a lot use, a captured hold and a debt."""
    adjust(anna, 100)
    capture(hold(anna, 50).hold.id, 30)
    adjust(bohdan, -10, may_owe=True)


@pytest.mark.parametrize("crime", CRIMES)
def test_wrong_book_cannot_be_saved(history, crime):
    with pytest.raises(Error, match=CRIMES[crime]), transaction.atomic():
        connection.cursor().execute(crime)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_lotuse", "ledger_holduse"])
@pytest.mark.parametrize("crime", ["UPDATE {} SET points = points + 1", "DELETE FROM {}"])
def test_what_happened_is_never_edited_not_even_by_the_owner(history, table, crime):
    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute(crime.format(table))
    with transaction.atomic(), connection.cursor() as owner:
        owner.execute("SET LOCAL ROLE NONE")
        with pytest.raises(Error, match="written once and never changed"), transaction.atomic():
            owner.execute(crime.format(table))


def test_account_of_another_company_is_unknown(open_shop, dub: Tenant):
    """I11."""
    with tenant_context(open_shop):
        neighbour = opened_account("Богдан")
        book = ledger.open_book(accounts=[neighbour], moment=NOON)
        book.accrue(neighbour, 100, terms(), because("accrue"))
        ledger.save(book)

    with tenant_context(dub.id):
        for read in (
            lambda: ledger.open_book(accounts=[neighbour], moment=NOON),
            lambda: queries.balance(account=neighbour, at=NOON),
        ):
            with pytest.raises(AccountUnknown):
                read()
        assert queries.entries(account=neighbour, limit=9) == []
        assert queries.entry_with_key(account=neighbour, key="accrue") is None
        with connection.cursor() as cursor:
            assert verify(cursor).checked["accounts"] == 0
