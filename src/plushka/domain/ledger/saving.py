"""A book goes to the database: one statement a table, however long the list.

The rows of a statement travel as one JSON value. Measured beside arrays, one
a column, that takes a third of the time: 10 µs a row instead of 30.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.lots import Hold, Lot
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import Entry
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.statements import Statement, load

_json = msgspec.json.Encoder()


class _EntryRow(msgspec.Struct, gc=False):
    id: UUID
    account: UUID
    number: int
    key: str
    kind: str
    points: int
    balance_after: int
    at: dt.datetime
    posted_at: dt.datetime
    source_kind: str
    source_id: UUID
    version: UUID
    actor: str
    explanation: list[dict[str, Any]]
    undoes: UUID | None
    conversion: int


class _LotRow(msgspec.Struct, gc=False):
    id: UUID
    account: UUID
    kind: str
    granted: int
    remaining: int
    held: int
    expired: int
    available_at: dt.datetime
    expires_at: dt.datetime | None
    version: UUID
    conversion: int


def save_statements(book: Book) -> list[Statement]:
    """Give the statements that write what happened in a book, in their order.

    Accounts that were only looked at are not written. Rows are sorted by their
    unique key, and each statement says how many it must write.
    """
    pages = sorted((page for page in book.pages.values() if page.is_touched), key=_account)
    lots = [(page.account, lot) for page in pages for lot in page.lots.values()]
    holds = [hold for page in pages for hold in page.holds.values()]
    new_holds = [hold for hold in holds if hold.is_new]
    tables: dict[str, list[Any]] = {
        "save_entries": [_entry(entry) for page in pages for entry in page.entries],
        "save_lots": [_new_lot(account, lot) for account, lot in lots if lot.is_new],
        "change_lots": [_changed_lot(lot) for _, lot in lots if lot.is_changed and not lot.is_new],
        "save_lot_uses": [use for page in pages for use in page.uses],
        "save_debts": [row for page in pages for row in _debts(page, are_new=True)],
        "change_debts": [row for page in pages for row in _debts(page, are_new=False)],
        "save_holds": [_hold(hold) for hold in new_holds],
        "save_hold_uses": [row for hold in holds for row in _pins(hold)],
        "close_holds": [_hold(hold) for hold in holds if hold.state != "OPEN" and not hold.is_new],
        # Last, so that the entries' foreign keys find the row locked and leave it alone.
        "save_accounts": [_numbers(page) for page in pages],
    }
    return [_statement(name, rows) for name, rows in tables.items() if rows]


def new_accounts_statement(accounts: dict[UUID, UUID], *, at: dt.datetime) -> Statement:
    """Give the statement that opens accounts, by member."""
    rows = [{"id": account, "member": member} for member, account in sorted(accounts.items())]
    return _statement("open_accounts", rows, at=at)


def _statement(name: str, rows: Sequence[Any], **more: Any) -> Statement:
    values = {"tenant": current_tenant(), "rows": _json.encode(rows).decode(), **more}
    return Statement(name, load(__package__, name), values, rows=len(rows))


def _account(page: Page) -> UUID:
    return page.account


def _entry(entry: Entry) -> _EntryRow:
    cause = entry.cause
    return _EntryRow(
        entry.id,
        entry.account,
        entry.number,
        cause.key,
        entry.kind,
        entry.points,
        entry.balance_after,
        cause.at,
        entry.posted_at,
        cause.source_kind,
        cause.source_id or entry.id,
        cause.version,
        cause.actor,
        cause.explanation,
        entry.undoes,
        entry.conversion,
    )


def _new_lot(account: UUID, lot: Lot) -> _LotRow:
    return _LotRow(
        lot.id,
        account,
        lot.kind,
        lot.granted,
        lot.remaining,
        lot.held,
        lot.expired,
        lot.available_at,
        lot.expires_at,
        lot.version,
        lot.conversion,
    )


def _changed_lot(lot: Lot) -> dict[str, Any]:
    return {
        "id": lot.id,
        "was_remaining": lot.was_remaining,
        "was_held": lot.was_held,
        "granted": lot.granted,
        "remaining": lot.remaining,
        "held": lot.held,
        "expired": lot.expired,
        "available_at": lot.available_at,
        "expires_at": lot.expires_at,
        "conversion": lot.conversion,
    }


def _debts(page: Page, *, are_new: bool) -> Iterable[dict[str, Any]]:
    for debt in page.debts:
        if debt.is_new is are_new and (are_new or debt.unpaid != debt.was_unpaid):
            yield {
                "id": debt.id,
                "account": page.account,
                "owed": debt.owed,
                "was_unpaid": debt.was_unpaid,
                "unpaid": debt.unpaid,
                "n_uses": page.n_uses.get(debt.id, 0),
            }


def _hold(hold: Hold) -> dict[str, Any]:
    return {
        "id": hold.id,
        "account": hold.account,
        "key": hold.key,
        "points": hold.points,
        "until": hold.until,
        "state": hold.state,
        "actor": hold.actor,
        "held_at": hold.held_at,
        "outlet": hold.outlet,
        "reference": hold.reference,
        "closed_at": hold.closed_at,
        "entry": hold.entry,
        "conversion": hold.conversion,
    }


def _pins(hold: Hold) -> Iterable[dict[str, Any]]:
    for number, lot, points, conversion in hold.new_pins:
        yield {
            "hold": hold.id,
            "number": number,
            "lot": lot,
            "points": points,
            "conversion": conversion,
        }


def _numbers(page: Page) -> dict[str, Any]:
    return {
        "id": page.account,
        "balance": page.balance,
        "spendable": page.spendable,
        "pending": page.pending,
        "held": page.held,
        "debt": page.debt,
        "as_of": page.now,
        "exact_until": page.next_change(),
        "version": page.version,
        "n_entries": page.n_entries,
        "conversion": page.conversion,
    }
