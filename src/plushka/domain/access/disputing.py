"""«It was not me»: a member disputes a redemption, and points are safe at once (B12)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.access import sessions
from plushka.domain.access.freezing import freeze
from plushka.domain.access.models import Dispute
from plushka.domain.access.sessions import Visitor
from plushka.domain.audit import operations as audit
from plushka.domain.events import operations as events
from plushka.domain.ledger import queries as accounts
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import Refusal


class NotDisputable(Refusal):
    """There is no such redemption of this member, or no such dispute to close."""

    code = "not_disputable"

    def __init__(self) -> None:
        super().__init__("Only a redemption of one's own can be disputed.")


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute as staff see it; ``points`` in hundredths."""

    id: UUID
    member_id: UUID
    entry_id: UUID
    points: int
    at: dt.datetime


def dispute(*, visitor: Visitor, entry_id: UUID, at: dt.datetime) -> None:
    """Freeze spending, sign the other devices out, and tell staff; twice is once.

    Refuses ``NotDisputable`` for what is no redemption of the member's.
    """
    member_id = visitor.member_id
    account = accounts.accounts_of(members=[member_id])[member_id]
    entry = accounts.entry(account=account, entry=entry_id)
    if entry is None or entry.kind != "REDEMPTION":
        raise NotDisputable
    actor = f"member:{member_id}"
    freeze(member_id=member_id, actor=actor, at=at)
    if Dispute.objects.filter(entry_id=entry_id).exists():
        return
    Dispute.objects.create(
        tenant_id=current_tenant(),
        member_id=member_id,
        entry_id=entry_id,
        points=-entry.points,
        at=at,
    )
    sessions.end_all(member_id=member_id, at=at, but=visitor.session_id)
    told = {"entry": str(entry_id), "points": -entry.points}
    audit.write(
        actor=actor,
        action="redemption_disputed",
        subject_kind="member",
        subject_id=member_id,
        at=at,
        before={},
        after=told,
    )
    events.write(events=[events.NewEvent("redemption_disputed", at, member_id, told)])


def disputed_among(entries: Collection[UUID]) -> frozenset[UUID]:
    """Say which of these redemptions are disputed."""
    found = Dispute.objects.filter(entry_id__in=entries).values_list("entry_id", flat=True)
    return frozenset(found)


def find_open(*, limit: int = 100) -> list[Disputed]:
    """Disputes that nobody has looked at, the oldest first."""
    rows = Dispute.objects.filter(closed_at=None).order_by("at", "id")[:limit]
    return [Disputed(row.id, row.member_id, row.entry_id, row.points, row.at) for row in rows]


def dispute_exists(dispute_id: UUID) -> bool:
    """Tell whether the company has such a dispute, open or not."""
    return bool(Dispute.objects.filter(id=dispute_id).exists())


def close(*, dispute_id: UUID, actor: str, reason: str, at: dt.datetime) -> None:
    """Say that somebody has looked, and what came of it; refuses one that is not open."""
    found = Dispute.objects.select_for_update().filter(id=dispute_id, closed_at=None).first()
    if found is None:
        raise NotDisputable
    found.closed_at, found.closed_by = at, actor
    found.save(update_fields=["closed_at", "closed_by"])
    audit.write(
        actor=actor,
        action="dispute_closed",
        subject_kind="member",
        subject_id=found.member_id,
        at=at,
        before={"entry": str(found.entry_id)},
        after={},
        reason=reason,
    )
