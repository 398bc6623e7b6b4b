"""One member's points are corrected by hand (T38).

A compensating entry with a reason and a name. What a person does in a day is counted: from the
soft limit on whoever watches is told, above the hard one a second person has to approve, which is
a bulk of one member.
"""

import datetime as dt
from uuid import UUID

from plushka.domain.bulk import operations
from plushka.domain.bulk.audience import of_members
from plushka.domain.bulk.deed import MOST_DAYS, MOST_POINTS, Deed, LotKind, read_reason
from plushka.domain.bulk.models import Bulk
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.terms import Cause, LotTerms
from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind
from plushka.domain.limits.operations import Use
from plushka.domain.members.queries import MemberUnknown, get_profile
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.refusal import BadField

SOURCE = "ADJUSTMENT"


def correct(
    *,
    key: UUID,
    member: UUID,
    points: int,
    lot: LotKind,
    days: int | None,
    reason: str,
    actor: str,
    at: dt.datetime,
) -> ledger.Posted:
    """Give points, or with a minus take them; ``key`` is the form's, so that twice is once.

    Refuses what cannot be meant, ``MemberUnknown``, ``NotEnoughPoints`` and ``StaffLimitReached``.
    """
    what_for = _check(points, days, reason)
    profile = get_profile(member_id=member)
    programme = programmes.rules(zone=get_place(current_tenant()).zone).at(at)
    account = accounts.accounts_of(members=[profile.id]).get(profile.id)
    if account is None:
        raise MemberUnknown
    terms: LotTerms | None = None
    if points > 0:
        terms = programme.lot_terms(lot, profile.tier, at, at, days=days)
    cause = Cause(
        f"hand:{key}", SOURCE, None, programme.version, actor, at, [_why(points, programme)]
    )
    return ledger.adjust(
        account=account,
        points=points,
        terms=terms,
        cause=cause,
        reason=what_for,
        at=at,
        allow=lambda: _count(points, actor=actor, at=at),
    )


def ask(
    *,
    key: UUID,
    member: UUID,
    points: int,
    lot: LotKind,
    days: int | None,
    reason: str,
    actor: str,
    at: dt.datetime,
) -> Bulk:
    """Ask a second person for a correction that is above what one may do in a day."""
    _check(points, days, reason)
    deed = Deed("ACCRUE" if points > 0 else "REDEEM", points=abs(points), lot=lot, days=days)
    return operations.ask(
        id_=key,
        audience=of_members([get_profile(member_id=member).id]),
        deed=deed,
        reason=reason,
        actor=actor,
        at=at,
        is_checked=True,
    )


def _check(points: int, days: int | None, reason: str) -> str:
    if not 0 < abs(points) <= MOST_POINTS:
        raise BadField("points", "how many points, with a minus to take them")
    if days is not None and not 0 <= days <= MOST_DAYS:
        raise BadField("days", f"a term of up to {MOST_DAYS} days")
    return read_reason(reason)


def _count(points: int, *, actor: str, at: dt.datetime) -> None:
    staff_id = limits.staff_of(actor)
    if staff_id is not None:
        uses = [Use(Kind.ADJUSTMENTS), Use(Kind.ADJUSTED_POINTS, amount=abs(points))]
        limits.use_all(uses=uses, staff_id=staff_id, at=at)


def _why(points: int, programme: Compiled) -> dict[str, object]:
    return {
        "rule": "adjustment",
        "method": "adjustment",
        "base": 0,
        "points": abs(points),
        "currency": programme.document.money.currency,
    }
