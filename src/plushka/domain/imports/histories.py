"""Histories of members' points: tried, and written down, whole or not at all (R40)."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from plushka.domain.imports.bundles import Bundle, judged
from plushka.domain.imports.giving import SOURCE, Giver, giver_for
from plushka.domain.imports.models import Given, ImportRow
from plushka.domain.imports.plan import Plan
from plushka.domain.imports.reasons import Reason, RowWrong
from plushka.domain.imports.rows.movements import MovementRow, movement_row
from plushka.domain.imports.rows.openings import end_of
from plushka.domain.imports.rows.people import identifiers
from plushka.domain.imports.trying_people import Cells, known_member
from plushka.domain.imports.writing import DoneRow, GivenRow, ToldRow, claim
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.models import Entry
from plushka.domain.ledger.remembering import Movement, Overdrawn
from plushka.domain.ledger.terms import Cause
from plushka.domain.members import operations as members
from plushka.lib.ids import new_id

MARK = "history"
_ITS_OWN = (SOURCE, "LOT")
"""What an import taken back leaves on an account."""

Verdict = ImportRow.Verdict


def try_entries(rows: Sequence[Cells], plan: Plan) -> list[ToldRow]:
    """Read rows of movements, each by itself, and find whose they are."""
    told: list[ToldRow] = []
    read: list[tuple[int, MovementRow]] = []
    for number, cells in rows:
        try:
            read.append((number, movement_row(cells, plan)))
        except RowWrong as wrong:
            told.append(_refused(number, wrong, _whose(cells, plan)))
    named = sorted({who for _, row in read for who in row.who}, key=str)
    taken = members.taken(named) if named else {}
    for number, row in read:
        try:
            member = known_member(row.who, taken)
        except RowWrong as wrong:
            told.append(_refused(number, wrong, ()))
            continue
        told.append(
            ToldRow(
                number,
                Verdict.KNOWN,
                (f"ID:{member}",),
                bundle=number,
                at=row.at,
                amount=row.points,
            )
        )
    return told


def _refused(number: int, wrong: RowWrong, keys: tuple[str, ...]) -> ToldRow:
    return ToldRow(
        number,
        Verdict.REFUSED,
        keys,
        bundle=number,
        reason=wrong.reason,
        field=wrong.field,
        facts=wrong.facts,
    )


def look_at_histories(bundles: Sequence[Bundle], plan: Plan, *, at: dt.datetime) -> list[DoneRow]:
    """Say what would become of histories; nothing is written."""
    giver = giver_for(plan, at=at)
    book, account_of = _book(bundles, at=at)
    busy = _busy(account_of.values())
    before = _before(account_of)
    told: list[DoneRow] = []
    for bundle in bundles:
        member = _member(bundle)
        try:
            _write(bundle, member, book, account_of[member], giver, busy, before)
        except RowWrong as wrong:
            told += _judged(bundle, wrong)
        except AlreadyRemembered:
            told += judged(bundle, Verdict.REPEATED)
    return told


def take_histories(bundles: Sequence[Bundle], giver: Giver) -> list[DoneRow]:
    """Write histories down; a fixed number of statements, however many."""
    book, account_of = _book(bundles, at=giver.at)
    busy = _busy(account_of.values())
    before = _before(account_of)
    claims: list[GivenRow] = []
    done: list[DoneRow] = []
    for bundle in bundles:
        member = _member(bundle)
        try:
            entries = _write(bundle, member, book, account_of[member], giver, busy, before)
        except RowWrong as wrong:
            book.pages.pop(account_of[member])
            done += _judged(bundle, wrong)
            continue
        except AlreadyRemembered:
            done += [
                DoneRow(row.number, Verdict.REPEATED, member=member, amount=row.amount)
                for row in bundle
            ]
            continue
        points = sum(row.amount for row in bundle)
        claims.append(GivenRow(new_id(), member, MARK, points, bundle[0].number))
        done += [
            DoneRow(row.number, Verdict.KNOWN, member=member, amount=row.amount, entry=entry)
            for row, entry in zip(_in_time(bundle), entries, strict=True)
        ]
    claim(giver.source, claims)
    ledger.save(book)
    return done


class AlreadyRemembered(Exception):  # noqa: N818 - no error: nothing is to be done
    """An import has written this history down before."""


def _write(
    bundle: Bundle,
    member: UUID,
    book: Book,
    account: UUID,
    giver: Giver,
    busy: Collection[UUID],
    before: Mapping[UUID, int],
) -> list[UUID]:
    """Write a history into the book; raises ``RowWrong`` whose row is in its facts."""
    if member in before:
        if before[member] == sum(row.amount for row in bundle):
            raise AlreadyRemembered
        raise RowWrong(Reason.HAS_MOVEMENTS)
    if account in busy or not book.is_blank(account):
        raise RowWrong(Reason.HAS_MOVEMENTS)
    rows = _in_time(bundle)
    late = next((row for row in rows if row.at and row.at > giver.at), None)
    if late is not None:
        raise RowWrong(Reason.IN_FUTURE, "at", row=late.number)
    try:
        written = book.remember(account, [_movement(row, giver) for row in rows])
    except Overdrawn as overdrawn:
        number = rows[overdrawn.place].number
        raise RowWrong(Reason.OVERDRAWN, "points", row=number) from overdrawn
    return [entry.id for entry in written]


def _movement(row: ImportRow, giver: Giver) -> Movement:
    read = movement_row(row.cells, giver.plan)
    cause = Cause(
        key=f"import:{giver.source}:{row.number}",
        source_kind=SOURCE,
        source_id=giver.source,
        version=giver.programme.version,
        actor=giver.actor,
        at=read.at,
        explanation=[{"method": "import_history", "points": abs(read.points)}],
    )
    return Movement(read.kind, read.points, cause, read.points_of, _end(read, giver))


def _end(read: MovementRow, giver: Giver) -> dt.datetime | None:
    options = giver.plan.options
    if read.day is not None:
        return max(end_of(read.day, giver.plan.zone), read.at)
    if options.term == "day" and options.until is not None:
        return end_of(options.until, giver.plan.zone)
    if options.term == "never":
        return None
    tier = giver.programme.base_tier.code
    return giver.programme.lot_terms(read.points_of, tier, read.at, read.at).expires_at


def _judged(bundle: Bundle, wrong: RowWrong) -> list[DoneRow]:
    """Refuse a history: the row that is wrong by its reason, the others for standing beside it."""
    number = wrong.facts.get("row")
    if number is None:
        return judged(bundle, Verdict.REFUSED, wrong)
    own = RowWrong(wrong.reason, wrong.field)
    beside = RowWrong(Reason.NEIGHBOUR, row=number)
    return [
        one
        for row in bundle
        for one in judged([row], Verdict.REFUSED, own if row.number == number else beside)
    ]


def _in_time(bundle: Bundle) -> list[ImportRow]:
    return sorted(bundle, key=lambda row: (row.at, row.number))


def _member(bundle: Bundle) -> UUID:
    return UUID(bundle[0].keys[0].removeprefix("ID:"))


def _whose(cells: Sequence[str], plan: Plan) -> tuple[str, ...]:
    """Find whose history a row is of that is wrong, so that all of it waits for the mended one."""
    try:
        row = identifiers(cells, plan)
        return (f"ID:{known_member(row, members.taken(row))}",)
    except RowWrong:
        return ()


def _book(bundles: Sequence[Bundle], *, at: dt.datetime) -> tuple[Book, Mapping[UUID, UUID]]:
    account_of = accounts.accounts_of(members={_member(bundle) for bundle in bundles})
    found = list(account_of.values())
    return ledger.open_book(accounts=found, moment=at, with_lots=found), account_of


def _busy(account_ids: Collection[UUID]) -> set[UUID]:
    """Say which accounts have movements of their own, beside those of imports taken back."""
    entries = Entry.objects.filter(account_id__in=account_ids).exclude(source_kind__in=_ITS_OWN)
    return set(entries.values_list("account_id", flat=True).distinct())


def _before(account_of: Mapping[UUID, UUID]) -> dict[UUID, int]:
    rows = Given.objects.filter(member_id__in=account_of, mark=MARK)
    return dict(rows.values_list("member_id", "points"))
