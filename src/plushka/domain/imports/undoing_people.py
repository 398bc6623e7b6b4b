"""Members and balances of an import are taken back: by erasure, and by entries that compensate."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Sum

from plushka.domain.enrolment.withdrawing import withdraw_many
from plushka.domain.imports.giving import SOURCE, Giver
from plushka.domain.imports.models import Given, ImportRow
from plushka.domain.imports.reasons import Reason
from plushka.domain.imports.writing import UndoneRow
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.models import LotUse
from plushka.domain.ledger.terms import Cause
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

Undone = ImportRow.Undone


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that was taken: what it made."""

    number: int
    member: UUID | None
    is_made: bool
    entry: UUID | None
    sale: UUID | None
    turn: int


def undo_people(rows: Sequence[Taken], giver: Giver) -> list[UndoneRow]:
    """Take rows back, the last turn first; so many statements a turn, however many rows.

    A member the import made, to whom nothing happened since, is erased, with
    their points. Of all others the points go that are left of what they brought.
    """
    undone: list[UndoneRow] = []
    for _, together in groupby(rows, key=lambda row: row.turn):
        undone += _undo_turn(list(together), giver)
    return undone


def _undo_turn(rows: Sequence[Taken], giver: Giver) -> list[UndoneRow]:
    made = [row.member for row in rows if row.is_made and row.member]
    free = _untouched(made, giver.source) if made else set()
    withdraw_many(member_ids=free, actor=giver.actor, at=giver.at)
    undone = [UndoneRow(row.number, Undone.WHOLE) for row in rows if row.member in free]
    stay = [row for row in rows if row.member not in free]
    undone += take_back([row for row in stay if row.entry], giver)
    undone += [_kept(row) for row in stay if not row.entry]
    whole = [one.number for one in undone if one.undone == Undone.WHOLE]
    Given.objects.filter(source=giver.source, number__in=whole).delete()
    return undone


def undo_histories(rows: Sequence[Taken], giver: Giver) -> list[UndoneRow]:
    """Take what is left of the points that histories brought; what went stays gone.

    A row is undone in part where something else than its history took of its points.
    """
    elsewhere = _used_elsewhere([row.entry for row in rows if row.entry], giver.source)
    undone: list[UndoneRow] = []
    for one, row in zip(take_back(rows, giver), rows, strict=True):
        spent = elsewhere.get(row.entry, 0) if row.entry else 0
        facts: dict[str, str | int] = {"points": spent}
        undone.append(
            UndoneRow(row.number, Undone.PARTLY, Reason.SPENT, facts)
            if spent
            else UndoneRow(one.number, Undone.WHOLE)
        )
    stay = {row.member for row, one in zip(rows, undone, strict=True) if one.reason}
    members = {row.member for row in rows} - stay
    Given.objects.filter(source=giver.source, mark="history", member_id__in=members).delete()
    return undone


def _used_elsewhere(entries: Collection[UUID], source: UUID) -> dict[UUID, int]:
    """Say how many points of lots other things took than the import and the dates."""
    uses = LotUse.objects.filter(lot_id__in=entries).exclude(entry__source_kind="LOT")
    found = uses.exclude(entry__source_kind=SOURCE, entry__source_id=source)
    return dict(found.values("lot_id").annotate(n=Sum("points")).values_list("lot_id", "n"))


def take_back(rows: Sequence[Taken], giver: Giver) -> list[UndoneRow]:
    """Take back the points that rows brought, as far as they are there."""
    if not rows:
        return []
    account_of = accounts.accounts_of(members={row.member for row in rows if row.member})
    entries = [row.entry for row in rows if row.entry]
    book = ledger.open_book(
        accounts=account_of.values(),
        moment=giver.at,
        with_lots=list(account_of.values()),
        accruals=entries,
    )
    undone = []
    for row in rows:
        if row.member is None or row.entry is None or row.member not in account_of:
            undone.append(_kept(row))
            continue
        account = account_of[row.member]
        book.balance(account)  # settles what the dates have decided
        lot = book.pages[account].lots.get(row.entry)
        if lot is None:  # an entry that took points, and made no lot
            undone.append(UndoneRow(row.number, Undone.WHOLE))
            continue
        left, granted = lot.free, lot.granted
        if left:
            cause = Cause(
                key=f"import-undone:{giver.source}:{row.number}",
                source_kind=SOURCE,
                source_id=giver.source,
                version=giver.programme.version,
                actor=giver.actor,
                at=giver.at,
                explanation=[{"method": "import_undone", "points": left}],
            )
            # What has expired of the lot counts as taken back already (T13).
            book.reverse(account, left + lot.expired, [row.entry], cause)
        undone.append(_undone(row, left=left, granted=granted))
    ledger.save(book)
    return undone


def _undone(row: Taken, *, left: int, granted: int) -> UndoneRow:
    if left < granted:
        return UndoneRow(row.number, Undone.PARTLY, Reason.SPENT, {"points": granted - left})
    if row.is_made:
        return UndoneRow(row.number, Undone.PARTLY, Reason.MEMBER_STAYS)
    return UndoneRow(row.number, Undone.WHOLE)


def _kept(row: Taken) -> UndoneRow:
    if row.is_made:
        return UndoneRow(row.number, Undone.KEPT, Reason.MEMBER_STAYS)
    return UndoneRow(row.number, Undone.WHOLE)


def _untouched(members: Collection[UUID], source: UUID) -> set[UUID]:
    values = {"tenant": current_tenant(), "ids": list(members), "source": source}
    [rows] = run(raw(), [Statement("untouched", load(__package__, "untouched"), values)])
    return {member for (member,) in rows}
