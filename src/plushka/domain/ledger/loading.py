"""Accounts come into memory: rows of a few statements become a book.

The statements may travel with others: ``statements`` gives them,
``book_of`` reads their rows in the same order.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.lots import Debt, Hold, HoldState, Lot
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import LotKind
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.statements import Statement, load

type Spending = Collection[UUID] | Mapping[UUID, int | None]
"""Accounts that will be spent from, with the most that will be where that is known."""

type _Rows = Sequence[tuple[Any, ...]]
type _Lot = tuple[UUID, LotKind, int, int, int, int, dt.datetime, dt.datetime | None, UUID]
type _Pins = list[tuple[UUID, int]]
type _Hold = tuple[
    UUID, UUID, str, int, dt.datetime, HoldState, str, dt.datetime, UUID | None, str, _Pins
]
type _Debt = tuple[UUID, int, int, int]

_ACCOUNT = (
    *(UUID, int, int, int, int, int),
    *(dt.datetime, dt.datetime | None, int, int, bool),
    *(str | None, str | None, str | None),
)
_lots = msgspec.json.Decoder(list[_Lot])
_holds = msgspec.json.Decoder(list[_Hold])
_debts = msgspec.json.Decoder(list[_Debt])


class AccountUnknown(Exception):  # noqa: N818 - a fault said in the trade's words
    """An account was asked for that the tenant does not have."""


def statements(
    *,
    accounts: Collection[UUID],
    moment: dt.datetime,
    with_lots: Spending = (),
    redemptions: Collection[UUID] = (),
    accruals: Collection[UUID] = (),
) -> list[Statement]:
    """Give the statements that lock accounts and read them.

    ``with_lots`` are those that will be spent from, held or taken from. Where
    they only redeem, a mapping says how many points at most, and no more lots
    are read than cover them. ``redemptions`` and ``accruals`` are the entries a
    return gives back and reverses. Two statements, four for returns.
    """
    named = {"tenant": current_tenant(), "accounts": _array(sorted(accounts))}
    found = [
        Statement("lock_accounts", load(__package__, "lock_accounts"), named),
        read_statement(accounts=accounts, moment=moment, with_lots=with_lots),
    ]
    if redemptions or accruals:
        undone = {"tenant": current_tenant(), "redemptions": _array(redemptions)}
        found += [
            Statement(
                "read_undone_lots",
                load(__package__, "read_undone_lots"),
                {**undone, "accruals": _array(accruals)},
            ),
            Statement("read_redemptions", load(__package__, "read_redemptions"), undone),
        ]
    return found


def read_statement(
    *, accounts: Collection[UUID], moment: dt.datetime, with_lots: Spending = ()
) -> Statement:
    """Give the one statement that reads accounts without a lock, all at one moment."""
    up_to = (_up_to(account, with_lots) for account in accounts)
    return Statement(
        "read_accounts",
        load(__package__, "read_accounts"),
        {
            "tenant": current_tenant(),
            "accounts": _array(accounts),
            "up_to": _array("NULL" if points is None else points for points in up_to),
            "moment": moment,
        },
        columns=_ACCOUNT,
    )


def book_of(rows: Sequence[_Rows], *, moment: dt.datetime, wanted: int) -> Book:
    """Read the rows of ``statements`` into a book of ``wanted`` accounts."""
    _, accounts, *undone = rows
    book = looked_at(accounts, moment=moment, wanted=wanted)
    if undone:
        lots, redemptions = undone
        for account, *lot in lots:
            page = book.pages[account]
            if lot[0] not in page.lots:
                page.lots[lot[0]] = lot_of(lot, clock=page.as_of)
        for account, redemption, lot_id, points in redemptions:
            used = book.pages[account].redemptions.setdefault(redemption, [])
            if points:
                used.append((lot_id, points))
    return book


def looked_at(accounts: _Rows, *, moment: dt.datetime, wanted: int) -> Book:
    """Read the rows of ``read_statement`` into a book."""
    if len(accounts) != wanted:
        raise AccountUnknown(f"{wanted} accounts were asked for, {len(accounts)} are there")
    return Book(moment=moment, pages=_pages(accounts, moment))


def _pages(accounts: _Rows, moment: dt.datetime) -> Iterator[Page]:
    for *numbers, is_whole, lots, holds, debts in accounts:
        page = Page(*(*numbers, moment, is_whole, lots is not None))
        if lots is not None:
            found = (lot_of(row, clock=page.as_of) for row in _lots.decode(lots))
            page.lots = {lot.id: lot for lot in found}
        if holds is not None:
            page.holds = {row[0]: Hold(*row) for row in _holds.decode(holds)}
        if debts is not None:
            for entry, owed, unpaid, n_uses in _debts.decode(debts):
                page.debts.append(Debt(entry, owed, unpaid))
                page.n_uses[entry] = n_uses
        yield page


def lot_of(row: Sequence[Any], *, clock: dt.datetime) -> Lot:
    """Read a lot's columns, as the statements here and in the queries name them."""
    available_at = row[6]
    return Lot(*(*row, available_at <= clock))


def _up_to(account: UUID, with_lots: Spending) -> int | None:
    if account not in with_lots:
        return 0
    return with_lots[account] if isinstance(with_lots, Mapping) else None


def _array(values: Iterable[object]) -> str:
    # An array written out: psycopg takes five times as long to do the same.
    return "{" + ",".join(map(str, values)) + "}"
