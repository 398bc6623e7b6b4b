"""Rows of members and balances are taken: people join, and get what they bring."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.imports.giving import Brought, Giver, give
from plushka.domain.imports.models import ImportRow
from plushka.domain.imports.reasons import Reason, RowWrong
from plushka.domain.imports.rows.people import PersonRow, balance_row, person_row
from plushka.domain.imports.trying_people import find_taken, known_member
from plushka.domain.imports.turns import member_named, row_named
from plushka.domain.imports.writing import DoneRow
from plushka.domain.members.identifiers import AlreadyMember
from plushka.domain.members.locator import Locator
from plushka.lib.refusal import BadField, Refusal

Verdict = ImportRow.Verdict


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that is to be taken."""

    number: int
    turn: int
    cells: Sequence[str]
    referrer: str


def take_members(rows: Sequence[Waiting], giver: Giver) -> list[DoneRow]:
    """Take rows of members, in order of their turns: whoever brought somebody is there first."""
    joined: dict[int, UUID] = {}
    done: list[DoneRow] = []
    bringing: list[Brought] = []
    for _, together in groupby(rows, key=lambda row: row.turn):
        found, brought, made = _join(list(together), giver, joined)
        done += found
        bringing += brought
        joined |= made
    return done + give(bringing, giver)


def take_balances(rows: Sequence[Waiting], giver: Giver) -> list[DoneRow]:
    """Take rows of balances, whose members are there."""
    done: list[DoneRow] = []
    read: list[tuple[Waiting, PersonRow]] = []
    for row in rows:
        try:
            read.append((row, balance_row(row.cells, giver.plan)))
        except RowWrong as wrong:
            done.append(_refused(row.number, wrong))
    taken = find_taken(one for _, one in read)
    bringing: list[Brought] = []
    for row, one in read:
        try:
            member = known_member(one.newcomer.identifiers, taken)
        except RowWrong as wrong:
            done.append(_refused(row.number, wrong))
            continue
        if one.opening is not None:
            bringing.append(Brought(row.number, member, one.opening, is_made=False))
    return done + give(bringing, giver)


def _join(
    rows: Sequence[Waiting], giver: Giver, joined: Mapping[int, UUID]
) -> tuple[list[DoneRow], list[Brought], dict[int, UUID]]:
    """Let rows of one turn join; give who is done, who brings points, and who was made."""
    done: list[DoneRow] = []
    people: list[tuple[int, PersonRow]] = []
    brought_by = _brought_by(giver.source, rows, joined)
    for row in rows:
        try:
            one = person_row(row.cells, giver.plan)
            people.append((row.number, _with_referrer(one, row, brought_by)))
        except RowWrong as wrong:
            done.append(_refused(row.number, wrong))
    answers = enrolment.enrol_many(
        newcomers=[one.newcomer for _, one in people],
        actor=giver.actor,
        at=giver.at,
        is_moving_in=not giver.plan.options.is_welcoming,
    )
    made: dict[int, UUID] = {}
    bringing: list[Brought] = []
    for (number, one), answer in zip(people, answers, strict=True):
        if isinstance(answer, Refusal) and not isinstance(answer, AlreadyMember):
            done.append(_refused(number, _wrong(answer)))
            continue
        is_made = isinstance(answer, UUID)
        member = answer if isinstance(answer, UUID) else answer.member_id
        if is_made:
            made[number] = member
        if one.opening is not None:
            bringing.append(Brought(number, member, one.opening, is_made))
        else:
            verdict = Verdict.NEW if is_made else Verdict.REPEATED
            done.append(DoneRow(number, verdict, member=member, is_made=is_made))
    return done, bringing, made


def _brought_by(
    source: UUID, rows: Sequence[Waiting], joined: Mapping[int, UUID]
) -> dict[int, UUID]:
    """Say who the rows are that rows name: members made by this portion or one before."""
    named = {number for row in rows if (number := row_named(row.referrer)) is not None}
    before = ImportRow.objects.none()
    if missing := named - joined.keys():
        before = ImportRow.objects.filter(
            source_id=source, number__in=missing, member__isnull=False
        )
    return dict(joined) | dict(before.values_list("number", "member"))


def _with_referrer(one: PersonRow, row: Waiting, brought_by: Mapping[int, UUID]) -> PersonRow:
    """Name who brought somebody by their id: the row may have been named by its phone."""
    if not row.referrer:
        return one
    number = row_named(row.referrer)
    member = member_named(row.referrer) or (number and brought_by.get(number))
    if not member:
        raise RowWrong(Reason.REFERRER_UNKNOWN, "referrer")
    newcomer = dataclasses.replace(one.newcomer, referrer=Locator("ID", str(member)))
    return dataclasses.replace(one, newcomer=newcomer)


def _refused(number: int, wrong: RowWrong) -> DoneRow:
    return DoneRow(
        number,
        Verdict.REFUSED,
        is_done=False,
        reason=wrong.reason,
        field=wrong.field,
        facts=wrong.facts,
    )


def _wrong(refusal: Refusal) -> RowWrong:
    """Say a refusal of joining as a reason of ours."""
    if not isinstance(refusal, BadField):
        return RowWrong(Reason.OTHER)
    reasons = {"card": Reason.CARD_VOID, "referrer": Reason.REFERRER_UNKNOWN}
    reason = reasons.get(refusal.path.partition(".")[0], Reason.OTHER)
    return RowWrong(reason, refusal.path[:60])
