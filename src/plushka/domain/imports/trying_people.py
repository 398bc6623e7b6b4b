"""What would become of rows that say who somebody is: members, and balances."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from plushka.domain.imports.models import Given, ImportRow
from plushka.domain.imports.plan import Plan
from plushka.domain.imports.reasons import Reason, RowWrong
from plushka.domain.imports.rows.openings import Opening
from plushka.domain.imports.rows.people import (
    PersonRow,
    balance_row,
    key_of,
    person_row,
)
from plushka.domain.imports.writing import ToldRow
from plushka.domain.members import operations as members
from plushka.domain.members.identifiers import AlreadyMember
from plushka.domain.members.locator import Locator
from plushka.lib.refusal import Refusal

type Cells = tuple[int, Sequence[str]]
"""A row's number and its cells."""

type Taken = Mapping[Locator, Refusal]

Verdict = ImportRow.Verdict


def try_members(rows: Sequence[Cells], plan: Plan) -> list[ToldRow]:
    """Say what would become of rows of members; four statements for all of them."""
    return _try(rows, plan, person_row, makes=True)


def try_balances(rows: Sequence[Cells], plan: Plan) -> list[ToldRow]:
    """Say what would become of rows of balances, whose members must be there."""
    return _try(rows, plan, balance_row, makes=False)


def _try(
    rows: Sequence[Cells],
    plan: Plan,
    read: Callable[[Sequence[str], Plan], PersonRow],
    *,
    makes: bool,
) -> list[ToldRow]:
    told: list[ToldRow] = []
    good: list[tuple[int, PersonRow]] = []
    for number, cells in rows:
        try:
            good.append((number, read(cells, plan)))
        except RowWrong as wrong:
            told.append(refused(number, wrong))
    taken = find_taken(row for _, row in good)
    whose: dict[int, UUID] = {}
    for number, row in good:
        try:
            who = row.newcomer.identifiers
            found = member_of(who, taken) if makes else known_member(who, taken)
        except RowWrong as wrong:
            told.append(refused(number, wrong, _keys(row, makes=makes)))
            continue
        if found is not None:
            whose[number] = found
    given = find_given(whose.values())
    refused_already = {one.number for one in told}
    told += [
        _told(number, row, whose.get(number), given, taken, makes=makes)
        for number, row in good
        if number not in refused_already
    ]
    return told


def refused(number: int, wrong: RowWrong, keys: tuple[str, ...] = ()) -> ToldRow:
    """Tell of a row that is not taken."""
    return ToldRow(
        number,
        Verdict.REFUSED,
        keys,
        bundle=number,
        reason=wrong.reason,
        field=wrong.field,
        facts=wrong.facts,
    )


def find_taken(rows: Iterable[PersonRow]) -> Taken:
    """Look up everybody whom rows name, also as who brought somebody."""
    named = {
        who for row in rows for who in (*row.newcomer.identifiers, row.referrer) if who is not None
    }
    return members.taken(sorted(named, key=key_of)) if named else {}


def member_of(who: Sequence[Locator], taken: Taken) -> UUID | None:
    """Give whose identifiers these are; None where nobody has any of them.

    Raises ``RowWrong`` where they are those of two members, or a card is void.
    """
    found: set[UUID] = set()
    for one in who:
        match taken.get(one):
            case None:
                pass
            case AlreadyMember() as known:
                found.add(known.member_id)
            case _:
                raise RowWrong(Reason.CARD_VOID, one.kind.lower())
    if len(found) > 1:
        raise RowWrong(Reason.TWO_MEMBERS)
    return next(iter(found), None)


def known_member(who: Sequence[Locator], taken: Taken) -> UUID:
    """Give whose identifiers these are; raises ``RowWrong`` also where nobody has them."""
    found = member_of(who, taken)
    if found is None:
        raise RowWrong(Reason.UNKNOWN_MEMBER)
    return found


def find_given(members_: Iterable[UUID]) -> dict[tuple[UUID, str], int]:
    """Say what imports have given members: points by member and mark."""
    rows = Given.objects.filter(member_id__in=list(members_))
    return {
        (member, mark): points
        for member, mark, points in rows.values_list("member_id", "mark", "points")
    }


def verdict_of(
    opening: Opening | None, member: UUID, given: Mapping[tuple[UUID, str], int]
) -> str:
    """Say what a member who is there gets; raises ``RowWrong`` where it was another before."""
    if opening is None:
        return Verdict.REPEATED
    before = given.get((member, opening.mark))
    if before is None:
        return Verdict.KNOWN
    if before != opening.points:
        raise RowWrong(Reason.OTHER_BALANCE, "balance", points=before)
    return Verdict.REPEATED


def _told(
    number: int,
    row: PersonRow,
    member: UUID | None,
    given: Mapping[tuple[UUID, str], int],
    taken: Taken,
    *,
    makes: bool,
) -> ToldRow:
    keys = _keys(row, makes=makes)
    points = row.opening.points if row.opening else 0
    if member is None:
        referrer = _referrer(row.referrer, taken)
        return ToldRow(number, Verdict.NEW, keys, bundle=number, referrer=referrer, amount=points)
    try:
        verdict = verdict_of(row.opening, member, given)
    except RowWrong as wrong:
        return refused(number, wrong, keys)
    return ToldRow(number, verdict, keys, bundle=number, amount=points)


def _keys(row: PersonRow, *, makes: bool) -> tuple[str, ...]:
    """Say by what two rows are the same: a person, or a balance of one kind of theirs."""
    if makes or row.opening is None:
        return row.keys
    return tuple(f"{key}|{row.opening.mark}" for key in row.keys)


def _referrer(who: Locator | None, taken: Taken) -> str:
    known = taken.get(who) if who else None
    return f"ID:{known.member_id}" if isinstance(known, AlreadyMember) else key_of(who)
