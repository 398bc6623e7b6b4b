"""Balances that members bring become lots of theirs (T37): each once, whatever the file."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plushka.domain.imports.models import Given, ImportRow
from plushka.domain.imports.plan import Plan
from plushka.domain.imports.reasons import Reason
from plushka.domain.imports.rows.openings import Opening, end_of
from plushka.domain.imports.writing import DoneRow, GivenRow, claim
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.terms import Cause, LotTerms
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.lib.ids import new_id

SOURCE = "IMPORT"

Verdict = ImportRow.Verdict


@dataclass(frozen=True, slots=True)
class Brought:
    """A member, and the balance that a row brings them."""

    number: int
    member: UUID
    opening: Opening
    is_made: bool


@dataclass(frozen=True, slots=True)
class Giver:
    """On whose word points are given, by which programme, and when."""

    source: UUID
    plan: Plan
    programme: Compiled
    actor: str
    at: dt.datetime


def giver_for(plan: Plan, *, at: dt.datetime) -> Giver:
    """Give one that only looks: nothing is given in its name."""
    programme = programmes.rules(zone=plan.zone).at(at)
    return Giver(UUID(int=0), plan, programme, "system:import", at)


def give(brought: Sequence[Brought], giver: Giver) -> list[DoneRow]:
    """Give members what they bring; a fixed number of statements, however many they are.

    What an import gave before is not given again: the same balance is a repeat,
    another one of the same kind and end is refused.
    """
    if not brought:
        return []
    account_of = accounts.accounts_of(members={one.member for one in brought})
    book = ledger.open_book(accounts=account_of.values(), moment=giver.at)
    got = claim(giver.source, [_claim(one) for one in brought])
    before = _before([one for one in brought if one.number not in got])
    done: list[DoneRow] = []
    for one in brought:
        if one.number not in got:
            done.append(_known(one, before))
            continue
        account = account_of[one.member]
        points = book.counted(account, one.opening.points, value=giver.programme.point_value)
        cause = Cause(
            key=f"import:{giver.source}:{one.number}",
            source_kind=SOURCE,
            source_id=giver.source,
            version=giver.programme.version,
            actor=giver.actor,
            at=giver.at,
            explanation=[{"method": "imported", "points": points}],
        )
        entry = (
            book.accrue(account, points, _terms(one.opening, giver), cause).id if points else None
        )
        done.append(_done(one, Verdict.NEW if one.is_made else Verdict.KNOWN, entry=entry))
    ledger.save(book)
    return done


def _claim(one: Brought) -> GivenRow:
    return GivenRow(new_id(), one.member, one.opening.mark, one.opening.points, one.number)


def _before(again: Sequence[Brought]) -> dict[tuple[UUID, str], int]:
    if not again:
        return {}
    rows = Given.objects.filter(member_id__in=[one.member for one in again])
    return {
        (member, mark): points
        for member, mark, points in rows.values_list("member_id", "mark", "points")
    }


def _known(one: Brought, before: Mapping[tuple[UUID, str], int]) -> DoneRow:
    points = before[one.member, one.opening.mark]
    if points == one.opening.points:
        return _done(one, Verdict.REPEATED)
    return DoneRow(
        one.number,
        Verdict.REFUSED,
        is_done=False,
        reason=Reason.OTHER_BALANCE,
        field="balance",
        facts={"points": points},
    )


def _done(one: Brought, verdict: str, **more: Any) -> DoneRow:
    return DoneRow(
        one.number,
        verdict,
        member=one.member,
        is_made=one.is_made,
        amount=one.opening.points,
        **more,
    )


def _terms(opening: Opening, giver: Giver) -> LotTerms:
    if opening.day is not None:
        return LotTerms(opening.kind, giver.at, end_of(opening.day, giver.plan.zone))
    if giver.plan.options.term == "never":
        return LotTerms(opening.kind, giver.at, None)
    tier = giver.programme.base_tier.code
    usual = giver.programme.lot_terms(opening.kind, tier, giver.at, giver.at)
    return LotTerms(opening.kind, giver.at, usual.expires_at)
