"""What a bulk has done is undone by compensating entries, as far as it can be (B24)."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from plushka.domain.bulk.models import Bulk, BulkRow
from plushka.domain.bulk.queries import deed_of, found, get_bulk
from plushka.domain.bulk.running import AT_ONCE, SOURCE, key_of
from plushka.domain.bulk.writing import save_rows
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.terms import Cause
from plushka.domain.members import tagging_many as tagging
from plushka.domain.programmes import queries as programmes
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place


def step(task: Running, at: dt.datetime) -> Portion:
    """Undo the next members of a bulk."""
    row = get_bulk(UUID(task.request["bulk"]))
    deed = deed_of(row)
    done = BulkRow.objects.filter(bulk_id=row.id, state=BulkRow.State.DONE)
    rows = list(done.order_by("number")[:AT_ONCE])
    if rows and deed.is_of_points:
        _move_points(row, rows, at=at)
    elif rows:
        change = tagging.untag_many if deed.kind == "TAG" else tagging.tag_many
        who = [one.member_id for one in rows]
        change(members=who, tag=deed.tag, actor=row.undone_by, at=at)
    for one in rows:
        one.state = BulkRow.State.UNDONE
    save_rows(rows)
    is_over = len(rows) < AT_ONCE
    if is_over:
        Bulk.objects.filter(id=row.id).update(state=Bulk.State.UNDONE, ended_at=at)
    of = max(row.n_members, task.done + len(rows))
    return Portion(done=of if is_over else task.done + len(rows), of=of, is_over=is_over)


def _move_points(row: Bulk, rows: Sequence[BulkRow], *, at: dt.datetime) -> None:
    own = accounts.accounts_of(members=[one.member_id for one in rows])
    entries = [one.entry_id for one in rows if one.entry_id is not None]
    is_given = row.kind == Bulk.Kind.ACCRUE
    book = ledger.open_book(
        accounts=set(own.values()),
        moment=at,
        with_lots=set(own.values()),
        redemptions=() if is_given else entries,
        accruals=entries if is_given else (),
    )
    # Whoever is erased has nothing left; whoever was merged has it in the account that is kept.
    gone = set(own) - found(own).keys()
    gone -= accounts.merged_of(members=gone)
    version = programmes.rules(zone=get_place(current_tenant()).zone).at(at).version
    why = [{"rule": "bulk", "side": "undo"}]
    for one in rows:
        cause = Cause(
            f"{key_of(row)}:undo:{one.number}", SOURCE, row.id, version, row.undone_by, at, why
        )
        if one.member_id in gone:
            one.why = "gone"
        elif one.entry_id is not None and is_given:
            _take(row, one, one.entry_id, book, own[one.member_id], cause)
        elif one.entry_id is not None:
            _give_back(one, one.entry_id, book, own[one.member_id], cause)
    ledger.save(book)


def _take(
    row: Bulk, one: BulkRow, entry_id: UUID, book: Book, account: UUID, cause: Cause
) -> None:
    """Take back what is left of what was given, or all of it, as a debt where it is spent."""
    book.balance(account)
    lot = book.pages[account].lots.get(entry_id)
    if lot is None:
        one.why = "spent"
        return
    points = lot.granted if row.may_owe else lot.free + lot.expired
    entry = book.reverse(account, points, [lot.id], cause) if points else None
    one.undone = min(one.done, -entry.points if entry else 0)
    if one.undone < one.done:
        one.why = "spent"


def _give_back(one: BulkRow, entry: UUID, book: Book, account: UUID, cause: Cause) -> None:
    """Give back all that was taken, to the lots it came from."""
    book.balance(account)
    left = book.pages[account].redemptions.get(entry, [])
    if points := sum(part for _, part in left):
        book.give_back(account, points, entry, cause)
    one.undone = min(one.done, points)
