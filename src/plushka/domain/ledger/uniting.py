"""The accounts of two members become one, and two again (T33). In the caller's transaction."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.merging import Merged, Paid, Share
from plushka.domain.ledger.models import Account, Debt, Entry, Hold, HoldUse, Lot
from plushka.domain.ledger.operations import open_book, save
from plushka.domain.ledger.terms import Cause
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run


@dataclass(frozen=True, slots=True)
class Apart:
    """What went back: the balance, signed, and what had been spent of it meanwhile."""

    points: int
    spent: int


def family(account: UUID) -> list[UUID]:
    """Give an account and those that were merged into it."""
    merged = Account.objects.filter(merged_into_id=account).order_by("id")
    return [account, *merged.values_list("id", flat=True)]


def open_both(*, kept: UUID, merged: UUID, lots: Collection[UUID], at: dt.datetime) -> Book:
    """Lock two accounts and read all they have; of ``lots`` also where nothing is left."""
    return open_book(accounts=[kept, merged], moment=at, with_lots=[kept, merged], accruals=lots)


def unite(book: Book, *, kept: UUID, merged: UUID, cause: Cause) -> tuple[Merged, list[UUID]]:
    """Move all that one account has to another, and write it; give which accounts moved."""
    moved = book.merge(kept=kept, merged=merged, cause=cause)
    save(book)
    accounts = family(merged)
    _own(accounts, owner=kept)
    Hold.objects.filter(account_id=merged).update(account_id=kept)
    Account.objects.filter(id__in=accounts).update(merged_into_id=kept)
    return moved, accounts


def part(
    book: Book,
    *,
    kept: UUID,
    merged: UUID,
    accounts: Sequence[UUID],
    paid: Collection[Paid],
    cause: Cause,
    since: dt.datetime,
) -> Apart:
    """Move back what is left of what ``unite`` moved at ``since``; refuses ``PointsSetAside``.

    The lots that paid across have to be among those that ``open_both`` read.
    """
    entries = Entry.objects.filter(account_id__in=accounts).values("id")
    lots = frozenset(Lot.objects.filter(id__in=entries).values_list("id", flat=True))
    debts = frozenset(Debt.objects.filter(id__in=entries).values_list("id", flat=True))
    holds = _holds(kept, lots, since=since)
    spent = _spent(kept, accounts, since=since)
    # Before the book is saved: what is merged may not be written.
    Account.objects.filter(id__in=accounts).exclude(id=merged).update(merged_into_id=merged)
    Account.objects.filter(id=merged).update(merged_into_id=None)
    points = book.part(
        kept=kept, merged=merged, share=Share(lots, debts, holds, paid), cause=cause
    )
    save(book)
    _own(accounts, owner=merged)
    Hold.objects.filter(id__in=holds).update(account_id=merged)
    return Apart(points, spent)


def _holds(kept: UUID, lots: Collection[UUID], *, since: dt.datetime) -> frozenset[UUID]:
    """Find the holds that came with the merge: made before it, of lots that go back alone."""
    earlier = Hold.objects.filter(account_id=kept, held_at__lte=since)
    ours = frozenset(earlier.values_list("id", flat=True))
    pins = HoldUse.objects.filter(hold_id__in=ours).values_list("hold_id", "lot_id")
    return ours - {hold for hold, lot in pins if lot not in lots}


def _spent(kept: UUID, accounts: Sequence[UUID], *, since: dt.datetime) -> int:
    values = {
        "tenant": current_tenant(),
        "account": kept,
        "accounts": list(accounts),
        "since": since,
    }
    [[(points,)]] = run(raw(), [Statement("spent_of", load(__package__, "spent_of"), values)])
    found: int = points
    return found


def _own(accounts: Sequence[UUID], *, owner: UUID) -> None:
    values = {"tenant": current_tenant(), "accounts": list(accounts), "owner": owner}
    names = ("own_lots", "own_debts")
    run(raw(), [Statement(name, load(__package__, name), values) for name in names])
