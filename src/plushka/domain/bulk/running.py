"""A bulk is carried out, some hundred members at a time (T37)."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from plushka.domain.bulk.deed import Deed
from plushka.domain.bulk.models import Bulk, BulkRow
from plushka.domain.bulk.queries import Found, deed_of, found, get_bulk
from plushka.domain.bulk.writing import save_rows
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import Cause
from plushka.domain.members import tagging_many as tagging
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place

SOURCE = "BULK"
"""What an entry of a bulk names as its source, with the bulk's id."""

AT_ONCE = 200
"""So many accounts are locked together, and wait a moment where a till sells to one of them."""


def step(task: Running, at: dt.datetime) -> Portion:
    """Do the next members of a bulk; those that were done are not looked at again."""
    row = get_bulk(UUID(task.request["bulk"]))
    deed = deed_of(row)
    waiting = BulkRow.objects.filter(bulk_id=row.id, state=BulkRow.State.WAITING)
    rows = list(waiting.order_by("number")[:AT_ONCE])
    if rows and deed.is_of_points:
        _move_points(row, deed, rows, at=at)
    elif rows:
        _tag(row, deed, rows, at=at)
    save_rows(rows)
    done = task.done + len(rows)
    is_over = len(rows) < AT_ONCE
    if is_over:
        Bulk.objects.filter(id=row.id).update(state=Bulk.State.DONE, ended_at=at)
    return Portion(done=min(done, row.n_members), of=row.n_members, is_over=is_over)


def key_of(row: Bulk) -> str:
    """Give the key that makes it once an account."""
    return f"bulk:{row.id}"


def _move_points(row: Bulk, deed: Deed, rows: Sequence[BulkRow], *, at: dt.datetime) -> None:
    own = accounts.accounts_of(members=[one.member_id for one in rows])
    spending = own.values() if deed.kind == "REDEEM" else ()
    book = ledger.open_book(accounts=set(own.values()), moment=at, with_lots=set(spending))
    # Asked under the locks: who was erased or merged meanwhile is not among them.
    known = found(own)
    programme = programmes.rules(zone=get_place(current_tenant()).zone).at(at)
    for one in rows:
        member, account = known.get(one.member_id), own.get(one.member_id)
        if member is None or account is None:
            _leave(one, "gone")
        elif member.is_blocked:
            _leave(one, "blocked")
        elif deed.kind == "ACCRUE":
            _accrue(row, deed, one, member, book, account, programme, at=at)
        else:
            _redeem(row, deed, one, book, account, programme, at=at)
    ledger.save(book)


def _accrue(
    row: Bulk,
    deed: Deed,
    one: BulkRow,
    member: Found,
    book: Book,
    account: UUID,
    programme: Compiled,
    *,
    at: dt.datetime,
) -> None:
    terms = programme.lot_terms(deed.lot, member.tier, at, at, days=deed.days)
    entry = book.accrue(account, one.planned, terms, _cause(row, programme, "in", at=at))
    one.state, one.done, one.entry_id = BulkRow.State.DONE, one.planned, entry.id


def _redeem(
    row: Bulk,
    deed: Deed,
    one: BulkRow,
    book: Book,
    account: UUID,
    programme: Compiled,
    *,
    at: dt.datetime,
) -> None:
    """Take what was planned; of "all" and "up to" what is left of it, should it be less by now."""
    points = one.planned
    if deed.is_up_to or deed.points is None:
        points = min(points, book.balance(account).spendable)
    if not points:
        _leave(one, "no_points")
        return
    try:
        entry = book.redeem(account, points, _cause(row, programme, "out", at=at))
    except NotEnoughPoints:
        _leave(one, "not_enough")
        return
    one.state, one.done, one.entry_id = BulkRow.State.DONE, points, entry.id


def _tag(row: Bulk, deed: Deed, rows: Sequence[BulkRow], *, at: dt.datetime) -> None:
    change = tagging.tag_many if deed.kind == "TAG" else tagging.untag_many
    changed = change(members=[one.member_id for one in rows], tag=deed.tag, actor=row.actor, at=at)
    for one in rows:
        if one.member_id in changed:
            one.state = BulkRow.State.DONE
        else:
            _leave(one, "has_tag" if deed.kind == "TAG" else "no_tag")


def _leave(one: BulkRow, why: str) -> None:
    one.state, one.why = BulkRow.State.LEFT, why


def _cause(row: Bulk, programme: Compiled, side: str, *, at: dt.datetime) -> Cause:
    why = [{"rule": "bulk", "side": side}]
    return Cause(key_of(row), SOURCE, row.id, programme.version, row.actor, at, why)
