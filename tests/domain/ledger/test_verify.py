"""The proof of the books finds what no honest program can do."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.verify import CHECKS, verify
from plushka.domain.tenants.models import Tenant
from tests.conftest import NOON
from tests.domain.ledger.making import DAY, because, terms

CRIMES = {
    "UPDATE ledger_entry SET points = points + 1 WHERE key = 'gift'":
        {"entries", "balances", "lots", "totals"},
    "UPDATE ledger_entry SET points = points + 1 WHERE key = 'redeem'":
        {"entries", "balances", "debits"},
    "UPDATE ledger_entry SET balance_after = balance_after + 1 WHERE key = 'redeem'":
        {"entries"},
    "UPDATE ledger_entry SET number = 99 WHERE key = 'capture'":
        {"entries"},
    "UPDATE ledger_entry SET actor = '' WHERE key = 'capture'":
        {"reasons"},
    "UPDATE ledger_entry SET explanation = '{}' WHERE key = 'capture'":
        {"reasons"},
    "UPDATE ledger_account SET balance = balance + 1, spendable = spendable + 1":
        {"balances", "dates"},
    "UPDATE ledger_account SET n_entries = n_entries + 1":
        {"balances"},
    "UPDATE ledger_account SET spendable = spendable - 1, pending = pending + 1":
        {"dates"},
    "UPDATE ledger_account SET exact_until = 'infinity'":
        {"dates"},
    "UPDATE ledger_account SET debt = debt + 1":
        {"balances"},
    "UPDATE ledger_account SET held = held + 1":
        {"balances"},
    "UPDATE ledger_lot SET remaining = remaining + 1 WHERE remaining > 0":
        {"balances", "dates", "lots", "totals"},
    "UPDATE ledger_lot SET granted = granted + 1":
        {"lots"},
    "UPDATE ledger_lot SET expired = expired + 1":
        {"lots"},
    "UPDATE ledger_lot SET held = held + 1 WHERE held > 0":
        {"balances", "dates", "pins"},
    "UPDATE ledger_lot SET available_at = 'infinity' WHERE remaining = 0":
        {"uses"},
    "UPDATE ledger_lot SET expires_at = '2000-01-01' WHERE remaining = 0":
        {"uses"},
    "UPDATE ledger_lotuse SET points = points + 1 WHERE number = 1 AND points > 0":
        {"lots", "debits", "totals"},
    "UPDATE ledger_lotuse SET number = 7 WHERE number = 2":
        {"debits"},
    "UPDATE ledger_debt SET unpaid = unpaid + 1":
        {"balances", "debits"},
    "UPDATE ledger_debt SET owed = 999":
        {"debits"},
    "UPDATE ledger_debt SET n_uses = 7":
        {"debits"},
    "UPDATE ledger_hold SET points = points + 1":
        {"holds"},
    "UPDATE ledger_holduse SET points = points + 1":
        {"balances", "holds", "pins"},
    "UPDATE ledger_hold SET until = '2000-01-01'":
        {"dates"},
    "UPDATE ledger_entry SET kind = 'MERGE' WHERE key = 'reverse'":
        {"merges"},
    "UPDATE ledger_lot SET expires_at = '2026-11-29' WHERE remaining = 7":
        {"dates", "extensions"},
    "UPDATE ledger_entry SET explanation = '[{}]' WHERE kind = 'EXTENSION'":
        {"extensions"},
}  # fmt: skip
"""What a vandal may do, and the checks that find it."""


@pytest.fixture
def history(anna, bohdan) -> None:
    """Something of everything: lots, uses, a return, a hold, a debt, an expiry, an extension."""
    book = ledger.open_book(accounts=[anna, bohdan], moment=NOON, with_lots=[anna, bohdan])
    book.accrue(anna, 100, terms(ends=NOON + DAY), because("gift"))
    book.accrue(anna, 100, terms(), because("purchase"))
    redemption = book.redeem(anna, 120, because("redeem"))
    book.give_back(anna, 30, redemption.id, because("return"))
    book.hold(anna, 40, until=NOON + 9 * DAY, key="captured", actor="key:till")
    held = book.hold(anna, 40, until=NOON + 9 * DAY, key="held", actor="key:till")
    book.capture(held.id, 20, because("capture"))
    book.accrue(anna, 5, terms(ends=NOON + DAY), because("ends unspent"))
    own = book.accrue(bohdan, 80, terms(), because("earned"))
    book.redeem(bohdan, 80, because("spent"))
    book.reverse(bohdan, 80, [own.id], because("reverse"))
    book.accrue(bohdan, 30, terms(opens=NOON + DAY), because("pays the debt"))
    book.accrue(anna, 7, terms(ends=NOON + 7 * DAY), because("lasts longer"))
    book.extend(anna, because("extension"), ending=NOON + 7 * DAY, until=NOON + 9 * DAY)
    ledger.save(book)
    book = ledger.open_book(accounts=[anna], moment=NOON + 2 * DAY)
    book.expire(anna)
    ledger.save(book)


@pytest.fixture
def vandal(history: None) -> Iterator[CursorWrapper]:
    """The owner of the tables, with every lock taken off."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        for table in ("entry", "lotuse", "holduse"):
            cursor.execute(f"ALTER TABLE ledger_{table} DISABLE TRIGGER append_only")
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint"
            " WHERE contype = 'c' AND conrelid::regclass::text LIKE 'ledger_%'"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        yield cursor


def _found(cursor: CursorWrapper, tenant: int | None = None) -> set[str]:
    return {row.check.removeprefix("ledger.") for row in verify(cursor, tenant=tenant).broken}


def test_honest_books_are_proven(vandal, lipa: Tenant):
    verified = verify(vandal, tenant=lipa.id)

    assert verify(vandal).broken == verified.broken == []
    assert verified.checked == {
        "accounts": 2,
        "entries": 13,
        "lots": 6,
        "lot_uses": 8,
        "holds": 2,
        "debts": 1,
    }


def test_every_crime_is_found(vandal):
    found = {}
    for crime in CRIMES:
        vandal.execute("SAVEPOINT honest")
        vandal.execute(crime)
        found[crime] = _found(vandal)
        vandal.execute("ROLLBACK TO honest")

    assert found == CRIMES


def test_entry_that_disappeared_is_found(vandal):
    vandal.execute(
        "DELETE FROM ledger_lotuse WHERE entry_id IN"
        " (SELECT id FROM ledger_entry WHERE kind = 'RETURN');"
        "DELETE FROM ledger_entry WHERE kind = 'RETURN'"
    )

    assert _found(vandal) == {"entries", "balances", "lots", "totals"}


def test_lot_moved_to_another_account_is_found(vandal, anna, bohdan):
    vandal.execute(
        "UPDATE ledger_lot SET account_id = %s WHERE account_id = %s AND remaining = 0",
        [bohdan, anna],
    )

    assert _found(vandal) == {"lots", "uses"}


def test_entry_whose_lot_disappeared_is_found(vandal, bohdan):
    vandal.execute("ALTER TABLE ledger_lotuse DROP CONSTRAINT lotuse_lot_fk")
    vandal.execute("DELETE FROM ledger_lot WHERE account_id = %s", [bohdan])

    assert _found(vandal) == {"lots"}


def test_broken_row_is_named(vandal, lipa: Tenant):
    vandal.execute(
        "UPDATE ledger_entry SET balance_after = 7 WHERE key = 'gift' AND tenant_id = %s"
        " RETURNING id",
        [lipa.id],
    )
    [[entry]] = vandal.fetchall()

    [broken] = verify(vandal, tenant=lipa.id).broken

    assert (broken.check, broken.tenant, broken.table, broken.id, broken.detail) == (
        "ledger.entries",
        lipa.id,
        "ledger_entry",
        entry,
        "entry 1 says balance 7, the entries up to it say 100",
    )


def test_one_company_is_checked_alone(vandal, lipa: Tenant, dub: Tenant):
    vandal.execute("UPDATE ledger_account SET n_entries = 99")

    assert _found(vandal, dub.id) == set()
    assert _found(vandal, lipa.id) == {"balances"}


def test_every_check_has_been_seen_to_fail():
    assert set().union(*CRIMES.values()) == set(CHECKS)
