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
from plushka.domain.ledger.converting import Conversion, Conversions, catch_up, left_of
from plushka.domain.ledger.lots import Debt, Hold, HoldState, Lot
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import LotKind
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.statements import Statement, load

type Spending = Collection[UUID] | Mapping[UUID, int | None]
"""Accounts that will be spent from, with the most that will be where that is known."""

type _Rows = Sequence[tuple[Any, ...]]
type _Lot = tuple[UUID, LotKind, int, int, int, int, dt.datetime, dt.datetime | None, UUID, int]
type _Pins = list[tuple[UUID, int]]
type _Hold = tuple[
    UUID,
    UUID,
    str,
    int,
    dt.datetime,
    HoldState,
    str,
    dt.datetime,
    UUID | None,
    str,
    _Pins,
    None,
    None,
    int,
    int,
]
type _Debt = tuple[UUID, int, int, int]
type _Change = tuple[int, dt.datetime, int, int, UUID, str]

_ACCOUNT = (
    *(UUID, int, int, int, int, int),
    *(dt.datetime, dt.datetime | None, int, int, bool),
    *(str | None, str | None, str | None, int, str | None),
)
_lots = msgspec.json.Decoder(list[_Lot])
_holds = msgspec.json.Decoder(list[_Hold])
_debts = msgspec.json.Decoder(list[_Debt])
_changes = msgspec.json.Decoder(list[_Change])


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


def book_of(
    rows: Sequence[_Rows], *, moment: dt.datetime, wanted: int, heir: UUID | None = None
) -> Book:
    """Read the rows of ``statements`` into a book of ``wanted`` accounts.

    To the ``heir``, one of them, comes back what accounts redeemed that are not in the book.
    """
    _, accounts, *undone = rows
    book = looked_at(accounts, moment=moment, wanted=wanted)
    if undone:
        lots, redemptions = undone
        elsewhere = {}
        for account, *lot in lots:
            page = book.pages.get(account)
            if page is None:
                elsewhere[lot[0]] = lot
            elif lot[0] not in page.lots:
                page.lots[lot[0]] = found = lot_of(lot, clock=page.as_of)
                catch_up(found, page.conversions, upto=page.conversion)
        _read_redemptions(book, redemptions, heir=heir)
        _mark_foreign(book, elsewhere)
    return book


def _mark_foreign(book: Book, elsewhere: Mapping[UUID, Sequence[Any]]) -> None:
    """Keep the terms of lots that paid for a redemption and are another account's by now."""
    lots = {lot.id: lot for page in book.pages.values() for lot in page.lots.values()}
    for page in book.pages.values():
        for used in page.redemptions.values():
            for lot in {lot for lot, _ in used} - page.lots.keys():
                known = lots.get(lot)
                page.foreign[lot] = known or lot_of(elsewhere[lot], clock=page.as_of)


def _read_redemptions(book: Book, rows: _Rows, *, heir: UUID | None) -> None:
    """Read what is left to give back of redemptions, in points of now.

    Rows tell what a redemption took from a lot and what came back, apart for
    each conversion in their order; in between what was left went through it.
    """
    moved: dict[tuple[UUID, UUID], list[tuple[UUID, int, int]]] = {}
    for account, redemption, *part in rows:
        moved.setdefault((account, redemption), []).append((part[0], part[1], part[2]))
    for (account, redemption), parts in moved.items():
        page = book.pages.get(account) or (book.pages[heir] if heir else None)
        if page is None:
            # Merged into another (T33) while we waited: who asked finds out, and begins anew.
            continue
        page.redemptions[redemption] = left_of(parts, page.conversions, upto=page.conversion)


def looked_at(accounts: _Rows, *, moment: dt.datetime, wanted: int) -> Book:
    """Read the rows of ``read_statement`` into a book."""
    if len(accounts) != wanted:
        raise AccountUnknown(f"{wanted} accounts were asked for, {len(accounts)} are there")
    return Book(moment=moment, pages=_pages(accounts, moment))


def _pages(accounts: _Rows, moment: dt.datetime) -> Iterator[Page]:
    conversions: Conversions = ()
    for *numbers, is_whole, lots, holds, debts, conversion, changes in accounts:
        if changes is not None and not conversions:
            conversions = conversions_of(changes)
        page = Page(*(*numbers, moment, is_whole, lots is not None))
        page.conversion = page.was_conversion = conversion
        page.conversions = conversions
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
    *columns, conversion = row
    return Lot(*(*columns, columns[6] <= clock, conversion))


def conversions_of(changes: str) -> Conversions:
    """Read the conversions of a company, as the statement here names them."""
    return tuple(Conversion(*row) for row in _changes.decode(changes))


def _up_to(account: UUID, with_lots: Spending) -> int | None:
    if account not in with_lots:
        return 0
    return with_lots[account] if isinstance(with_lots, Mapping) else None


def _array(values: Iterable[object]) -> str:
    # An array written out: psycopg takes five times as long to do the same.
    return "{" + ",".join(map(str, values)) + "}"
