"""Books made by hand, and closed and opened again as saving and loading would."""

import dataclasses
import datetime as dt
from uuid import UUID, uuid4

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.lots import Debt, Hold, Lot
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import Cause, LotKind, LotTerms
from tests.conftest import NOON

DAY = dt.timedelta(days=1)
ANNA = UUID("0197f000-0000-7000-8000-00000000000a")
BOHDAN = UUID("0197f000-0000-7000-8000-00000000000b")
VERSION = UUID("0197f000-0000-7000-8000-000000000001")


def because(key: str, *, at: dt.datetime = NOON) -> Cause:
    """A cause of which only the key matters."""
    return Cause(key, "SALE", uuid4(), VERSION, "key:till", at, [{"rule": "test"}])


def terms(
    *, opens: dt.datetime = NOON, ends: dt.datetime | None = None, kind: LotKind = "PURCHASE"
) -> LotTerms:
    """Terms of a lot, open at noon and for ever unless said otherwise."""
    return LotTerms(kind, opens, ends)


def new_book(*, at: dt.datetime = NOON) -> Book:
    """Anna's and Bohdan's empty accounts."""
    return Book(moment=at, pages=[empty_page(ANNA, at=at), empty_page(BOHDAN, at=at)])


def empty_page(account: UUID, *, at: dt.datetime = NOON) -> Page:
    """An account that was opened just now."""
    return Page(account, 0, 0, 0, 0, 0, at, None, 0, 0, at, has_lots=True)


def later(book: Book, *, at: dt.datetime, with_lots: bool = True) -> Book:
    """Close the book and open it again at another moment."""
    return Book(
        moment=at,
        pages=[_turned(page, at, with_lots=with_lots) for page in book.pages.values()],
    )


def _turned(page: Page, at: dt.datetime, *, with_lots: bool) -> Page:
    if page.is_touched:
        exact_until, as_of = page.next_change(), page.now
    else:
        exact_until, as_of = page.exact_until, page.as_of
    turned = Page(
        page.account,
        page.balance,
        page.spendable,
        page.pending,
        page.held,
        page.debt,
        as_of,
        exact_until,
        page.version + 1,
        page.n_entries,
        at,
        has_lots=with_lots,
    )
    if with_lots:
        turned.lots = {lot.id: copied_lot(lot, as_of) for lot in page.lots.values()}
        turned.holds = {
            hold.id: dataclasses.replace(hold, is_new=False)
            for hold in page.holds.values()
            if hold.state == "OPEN"
        }
        turned.debts = [Debt(debt.id, debt.owed, debt.unpaid) for debt in page.debts]
        turned.n_uses = dict(page.n_uses)
        turned.redemptions = {entry: list(used) for entry, used in page.redemptions.items()}
    return turned


def copied_lot(lot: Lot, as_of: dt.datetime) -> Lot:
    """A lot as it would be read again."""
    return Lot(
        lot.id,
        lot.kind,
        lot.granted,
        lot.remaining,
        lot.held,
        lot.expired,
        lot.available_at,
        lot.expires_at,
        lot.version,
        lot.available_at <= as_of,
        lot.conversion,
    )


def held_of(book: Book) -> list[Hold]:
    """Every hold in a book."""
    return [hold for page in book.pages.values() for hold in page.holds.values()]


def remains(book: Book, account: UUID = ANNA) -> dict[str, int]:
    """What remains in each lot, by the key of the entry that granted it."""
    page = book.pages[account]
    keys = {entry.id: entry.cause.key for entry in page.entries}
    return {keys[lot.id]: lot.remaining for lot in page.lots.values() if lot.id in keys}


def uses_of(book: Book, entry: UUID, account: UUID = ANNA) -> list[int]:
    """Points of an entry's lot uses, in order."""
    return [use.points for use in book.pages[account].uses if use.entry == entry]
