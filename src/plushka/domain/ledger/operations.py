"""Points move. Everything here runs in the tenant's transaction that the caller opened.

A sale opens a book, decides, and saves it. The rest are single movements that
programs ask for one by one; each names a key, and a repeat finds what was done.
"""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.ledger import limits, loading, queries, saving
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.holding import (
    CaptureDiffers,
    HoldNotOpen,
    ReferenceDiffers,
    pinned_of,
)
from plushka.domain.ledger.limits import DailyLimit
from plushka.domain.ledger.lots import Hold, Order
from plushka.domain.ledger.models import Account
from plushka.domain.ledger.terms import Balance, Cause, Entry, LotTerms
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run, write
from plushka.lib.ids import new_id
from plushka.lib.money import show
from plushka.lib.refusal import BadField

save_statements = saving.save_statements

#: How long a hold lasts where nothing else is asked for, and at most (T3).
USUAL_HOLD = dt.timedelta(minutes=15)
LONGEST_HOLD = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Posted:
    """An entry that was asked for, and the account after it."""

    entry: Entry
    balance: Balance
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A hold that was asked for, what was redeemed of it, and the account after it."""

    hold: Hold
    balance: Balance
    is_repeat: bool
    captured: int | None = None


def open_accounts(*, members: Collection[UUID], at: dt.datetime) -> dict[UUID, UUID]:
    """Give members an empty account each; the answer is account by member."""
    accounts = {member: new_id() for member in sorted(members)}
    if accounts:
        run(raw(), [saving.new_accounts_statement(accounts, at=at)])
    return accounts


def open_book(
    *,
    accounts: Collection[UUID],
    moment: dt.datetime,
    with_lots: loading.Spending = (),
    redemptions: Collection[UUID] = (),
    accruals: Collection[UUID] = (),
    heir: UUID | None = None,
) -> Book:
    """Lock accounts, in the order of their ids, and read them.

    ``with_lots`` are those that will be spent from, held or taken from; where
    they only redeem, a mapping to the most they will spares reading lots. Of
    ``redemptions`` points will be given back, ``accruals`` will be reversed. What another account
    redeemed comes back to the ``heir``: they were one when it was paid, and are two again (T33).
    """
    wanted = set(accounts)
    statements = loading.statements(
        accounts=wanted,
        moment=moment,
        with_lots=with_lots,
        redemptions=redemptions,
        accruals=accruals,
    )
    rows = run(raw(), statements)
    return loading.book_of(rows, moment=moment, wanted=len(wanted), heir=heir)


def save(book: Book) -> None:
    """Write what happened in a book, in one statement."""
    if statements := save_statements(book):
        write(raw(), statements)


def hold(
    *,
    account: UUID,
    points: int,
    until: dt.datetime | dt.timedelta | None,
    actor: str,
    at: dt.datetime,
    outlet: UUID | None = None,
    reference: str = "",
    order: Order = "nearest_expiry",
    allow: Callable[[], object] | None = None,
) -> Held:
    """Set points aside until a moment, or for a time, at most 14 days; else for 15 minutes.

    The same ``reference`` of an outlet is the same hold. ``allow`` is asked
    before points are set aside, and not of a repeat; it refuses. Refuses
    ``NotEnoughPoints``; ``ReferenceDiffers`` where the reference set other
    points aside, or those of another account, or until another time.
    """
    book = open_book(accounts=[account], moment=at, with_lots=[account])
    known = queries.hold_with_reference(outlet=outlet, reference=reference) if reference else None
    if known is not None:
        if (known.account, known.points) != (account, points) or not _ends(known, until):
            raise ReferenceDiffers(reference)
        return _held_before(book, known)
    if isinstance(until, dt.timedelta) or until is None:
        until = at + (until or USUAL_HOLD)
    if not at < until <= at + LONGEST_HOLD:
        raise BadField("until", "a hold ends after now and within 14 days")
    if allow is not None:
        allow()
    made = book.hold(
        account,
        points,
        until=until,
        key=f"hold:{new_id()}",
        actor=actor,
        outlet=outlet,
        reference=reference,
        order=order,
    )
    save(book)
    return Held(made, book.balance(account), is_repeat=False)


def capture(
    *,
    hold: UUID,
    points: int,
    cause: Cause,
    at: dt.datetime,
    why: Callable[[int], dict[str, Any]] | None = None,
) -> Posted:
    """Redeem from a hold, and release its rest in the same commit (T4).

    ``points`` are counted as the hold is; what they are by now the entry says
    (T35); ``why`` explains so many. Refuses ``HoldUnknown``, ``HoldNotOpen``,
    ``MoreThanHeld``; ``CaptureDiffers`` where the key captured other points.
    """
    held = queries.get_hold(hold=hold)
    account = held.account
    book = open_book(accounts=[account], moment=at, with_lots=[account])
    if known := queries.entry_with_key(account=account, key=cause.key):
        if not _captured_as_many(known, held, points, book):
            raise CaptureDiffers
        return Posted(known, book.balance(account), is_repeat=True)
    if hold not in book.pages[account].holds:
        raise HoldNotOpen(state=queries.get_hold(hold=hold).state)
    entry = book.capture(hold, points, cause)
    if why is not None:
        cause.explanation.append(why(-entry.points))
    save(book)
    return Posted(entry, book.balance(account), is_repeat=False)


def _captured_as_many(known: Entry, held: Hold, points: int, book: Book) -> bool:
    conversions = book.pages[held.account].conversions
    return pinned_of(held, points, conversions, upto=known.conversion) == -known.points


def release(*, hold: UUID, at: dt.datetime) -> Held:
    """Free what a hold set aside; one that is released, or over, stays as it is.

    Refuses ``HoldUnknown``; ``HoldNotOpen`` where it was captured.
    """
    account = queries.get_hold(hold=hold).account
    book = open_book(accounts=[account], moment=at, with_lots=[account])
    known = _as_it_stands(book, queries.get_hold(hold=hold))
    if known.state == "CAPTURED":
        raise HoldNotOpen(state=known.state)
    if known.state == "RELEASED":
        return Held(known, book.balance(account), is_repeat=True)
    released = book.release(hold)
    save(book)
    return Held(released, book.balance(account), is_repeat=False)


def adjust(
    *,
    account: UUID,
    points: int,
    terms: LotTerms | None,
    cause: Cause,
    reason: str,
    at: dt.datetime,
    may_owe: bool = False,
    limit: DailyLimit | None = None,
    allow: Callable[[], object] | None = None,
) -> Posted:
    """Correct an account by hand: signed points, with a reason and a name (T38).

    The reason is kept by the audit, apart from the ledger (T29). ``allow`` is asked
    before it is written, and not of a repeat; it refuses. Refuses
    ``NotEnoughPoints``; ``AdjustmentLimitReached``; ``RepeatDiffers`` where the
    key was used for something else.
    """
    if not reason.strip():
        raise BadField("reason", "a correction needs a reason")
    book = open_book(accounts=[account], moment=at, with_lots=[account])
    if known := queries.entry_with_key(account=account, key=cause.key):
        if known.points != points:
            raise RepeatDiffers(cause.key)
        return Posted(known, book.balance(account), is_repeat=True)
    before = book.balance(account)
    entry = book.adjust(account, points, terms, cause, may_owe=may_owe)
    if limit is not None:
        limits.count(actor=cause.actor, points=abs(points), limit=limit)
    if allow is not None:
        allow()
    save(book)
    after = book.balance(account)
    audit.write(
        actor=cause.actor,
        action="points_adjusted",
        subject_kind="member",
        subject_id=Account.objects.values_list("member_id", flat=True).get(id=account),
        at=at,
        before=_shown(before),
        after={**_shown(after), "entry": str(entry.id)},
        reason=reason,
    )
    return Posted(entry, after, is_repeat=False)


def expire(*, at: dt.datetime, most: int = 1000) -> int:
    """Write down what the dates have decided, for at most so many accounts; give how many.

    It decides nothing (T2): without it every balance is the same. Accounts that
    somebody works on right now are left for the next round.
    """
    accounts = _lock_stale(at=at, most=most)
    book = open_book(accounts=accounts, moment=at)
    for account in accounts:
        book.expire(account)
    save(book)
    return len(accounts)


def _lock_stale(*, at: dt.datetime, most: int) -> list[UUID]:
    values = {"tenant": current_tenant(), "at": at, "most": most}
    statement = Statement("lock_stale_accounts", load(__package__, "lock_stale_accounts"), values)
    [rows] = run(raw(), [statement])
    return [account for (account,) in rows]


def _ends(known: Hold, until: dt.datetime | dt.timedelta | None) -> bool:
    """Tell whether a hold ends when it is asked to; a time that is left out never differs."""
    if until is None:
        return True
    if isinstance(until, dt.timedelta):
        return known.until - known.held_at == until
    return known.until == until


def _held_before(book: Book, known: Hold) -> Held:
    stands = _as_it_stands(book, known)
    captured = None
    if stands.entry and (entry := queries.entry(account=stands.account, entry=stands.entry)):
        captured = -entry.points
    return Held(stands, book.balance(stands.account), is_repeat=True, captured=captured)


def _as_it_stands(book: Book, known: Hold) -> Hold:
    # The book has released it already where its time is over and nobody has written that yet.
    book.balance(known.account)
    return book.pages[known.account].holds.get(known.id, known)


def _shown(balance: Balance) -> dict[str, str]:
    return {
        "spendable": show(balance.spendable),
        "pending": show(balance.pending),
        "held": show(balance.held),
        "debt": show(balance.debt),
    }
