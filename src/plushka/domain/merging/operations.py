"""Members are merged and parted. In the tenant's transaction that the caller opened."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from plushka.domain.access.forgetting import sign_out_everywhere
from plushka.domain.audit import operations as audit
from plushka.domain.campaigns import uniting as budgets
from plushka.domain.certificates import uniting as certificates
from plushka.domain.confirmations import operations as confirmations
from plushka.domain.effects import uniting as effects
from plushka.domain.events import operations as events
from plushka.domain.ledger import queries as accounts_of
from plushka.domain.ledger import uniting as ledger
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.merging import Paid, PointsSetAside
from plushka.domain.ledger.terms import Cause
from plushka.domain.members import uniting as members
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.members.queries import kept as kept_of
from plushka.domain.merging import gifts, moving
from plushka.domain.merging.models import Merge
from plushka.domain.merging.moving import Moved, Points
from plushka.domain.messaging import operations as messages
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.referrals import uniting as referrals
from plushka.domain.sales import uniting as sales
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.domain.vouchers import uniting as vouchers
from plushka.lib.ids import new_id
from plushka.lib.money import show
from plushka.lib.refusal import BadField, Refusal

__all__ = ["MergeOver", "PointsSetAside", "merge", "part"]

SOURCE = "MERGE"
"""What an entry of a merge names as its source, with the merge's id."""

UNDO = dt.timedelta(days=30)
"""So long a merge may be undone."""


class MergeOver(Refusal):
    """The merge cannot be undone any more: it is undone, too old, or followed by another."""

    code = "merge_over"

    def __init__(self, why: str) -> None:
        super().__init__(f"This merge cannot be undone: {why}.", why=why)
        self.why = why


def merge(*, kept: UUID, merged: UUID, actor: str, at: dt.datetime, reason: str = "") -> Merge:
    """Merge one member into another; gives what can undo it.

    Refuses ``MemberUnknown``, also for one who is erased, and two who are one already.
    """
    if kept_of(kept) == kept_of(merged):
        raise BadField("member", "these are one and the same member")
    accounts = accounts_of.accounts_of(members=[kept, merged])
    if len(accounts) < len({kept, merged}):
        raise MemberUnknown
    double = gifts.twice(kept=kept, merged=merged, accounts=accounts)
    book = ledger.open_both(kept=accounts[kept], merged=accounts[merged], lots=double, at=at)
    one, other = members.lock(kept=kept, merged=merged)
    place, id_ = get_place(current_tenant()), new_id()
    programme = programmes.rules(zone=place.zone).at(at)
    points = _move_points(
        book,
        accounts,
        kept=kept,
        merged=merged,
        double=double,
        cause=_cause(id_, programme, actor, at),
    )
    moved = Moved(
        points,
        members.unite(one, other),
        sales.unite(kept=kept, merged=merged, ladder=programme.ladder, zone=place.zone, at=at),
        effects.unite(kept=kept, merged=merged),
        budgets.unite(kept=kept, merged=merged),
        messages.move(member_id=merged, to=kept),
        referrals.unite(kept=kept, merged=merged, at=at),
        vouchers.move(giver=merged, taker=kept),
        certificates.move(giver=merged, taker=kept),
    )
    confirmations.close_all(member_id=merged, at=at)
    sign_out_everywhere(member_id=merged)
    row = Merge(
        tenant_id=place.id,
        id=id_,
        kept_id=kept,
        merged_id=merged,
        at=at,
        actor=actor,
        moved=moving.kept(moved),
    )
    row.save(force_insert=True)
    _record(row, "members_merged", actor=actor, at=at, reason=reason, told=_told(moved))
    return row


def part(*, merge: UUID, actor: str, at: dt.datetime) -> Merge:
    """Undo a merge: each has their own again; gives how many points were spent meanwhile.

    Refuses ``MergeOver``, ``MemberUnknown`` where one was erased, and ``PointsSetAside``.
    """
    found = Merge.objects.filter(id=merge).first()
    if found is None:
        raise MergeOver("unknown")
    kept, merged, moved = found.kept_id, found.merged_id, moving.read(found.moved)
    place = get_place(current_tenant())
    programme = programmes.rules(zone=place.zone).at(at)
    account, own = accounts_of.accounts_of(members=[kept])[kept], moved.points.accounts[0]
    paid = [one.lot for one in moved.points.paid]
    book = ledger.open_both(kept=account, merged=own, lots=paid, at=at)
    # Looked at again under the locks of the accounts.
    row: Merge = Merge.objects.select_for_update(of=("self",)).get(id=merge)
    _check_may_part(row, at=at)
    one, other = members.lock_apart(kept=kept, merged=merged)
    apart = ledger.part(
        book,
        kept=account,
        merged=own,
        accounts=moved.points.accounts,
        paid=moved.points.paid,
        cause=_cause(found.id, programme, actor, at),
        since=found.at,
    )
    members.part(one, other, moved.handed)
    ladder = programme.ladder
    sales.part(
        kept=kept, merged=merged, joined=moved.joined, ladder=ladder, zone=place.zone, at=at
    )
    effects.part(kept=kept, merged=merged, given=moved.given)
    budgets.part(moved.used)
    messages.move(member_id=kept, to=merged, only=moved.messages)
    referrals.part(kept=kept, merged=merged, moved=moved.invitations, merged_at=found.at)
    vouchers.move(giver=kept, taker=merged, only=moved.vouchers)
    certificates.move(giver=kept, taker=merged, only=moved.certificates)
    row.undone_at, row.undone_by, row.spent = at, actor, apart.spent
    row.save(update_fields=["undone_at", "undone_by", "spent"])
    told = {"points": show(apart.points), "spent": show(apart.spent)}
    _record(row, "members_parted", actor=actor, at=at, reason="", told=told)
    return row


def why_not(row: Merge, *, at: dt.datetime) -> str:
    """Say why a merge cannot be undone; nothing where it can."""
    if row.undone_at is not None:
        return "undone"
    if at > row.at + UNDO:
        return "too_late"
    later = Merge.objects.filter(merged_id=row.kept_id, undone_at=None)
    return "merged_again" if later.exists() else ""


def _check_may_part(row: Merge, *, at: dt.datetime) -> None:
    if why := why_not(row, at=at):
        raise MergeOver(why)


def _move_points(
    book: Book,
    accounts: Mapping[UUID, UUID],
    *,
    kept: UUID,
    merged: UUID,
    double: list[UUID],
    cause: Cause,
) -> Points:
    """Take back what one person has twice, then move all there is."""
    taken: list[Paid] = []
    page = book.pages[accounts[merged]]
    book.balance(accounts[merged])
    for lot in double:
        if lot in page.lots and (free := page.lots[lot].free):
            why = [{"rule": "merge", "side": "twice"}]
            own = Cause(
                f"{cause.key}:gift:{lot}",
                SOURCE,
                cause.source_id,
                cause.version,
                cause.actor,
                cause.at,
                why,
            )
            # What of it expired counts as taken back already.
            book.reverse(accounts[merged], free + page.lots[lot].expired, [lot], own)
            taken.append(Paid(lot, free, page.conversion))
    done, moved = ledger.unite(book, kept=accounts[kept], merged=accounts[merged], cause=cause)
    return Points(done.points, moved, [*done.paid, *taken], sum(one.points for one in taken))


def _cause(id_: UUID, programme: Compiled, actor: str, at: dt.datetime) -> Cause:
    return Cause(f"merge:{id_}", SOURCE, id_, programme.version, actor, at)


def _told(moved: Moved) -> dict[str, object]:
    return {
        "points": show(moved.points.points),
        "gifts": show(moved.points.gifts),
        "sales": len(moved.joined.sales),
        "paid_total": moved.joined.merged.paid_total,
        "tier": moved.joined.merged.tier,
    }


def _record(
    row: Merge,
    action: str,
    *,
    actor: str,
    at: dt.datetime,
    reason: str,
    told: Mapping[str, object],
) -> None:
    """Write it down for both, and tell it."""
    for member, other in ((row.kept_id, row.merged_id), (row.merged_id, row.kept_id)):
        audit.write(
            actor=actor,
            action=action,
            subject_kind="member",
            subject_id=member,
            at=at,
            before={},
            after={"merge": str(row.id), "with": str(other), **told},
            reason=reason if member == row.kept_id else "",
        )
    type_ = "member_merged" if action == "members_merged" else "member_parted"
    data = {"merged": str(row.merged_id)}
    events.write(events=[events.NewEvent(type_, at, row.kept_id, data)])
