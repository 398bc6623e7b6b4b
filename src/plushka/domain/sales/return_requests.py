"""A cashier asks for a return without a receipt, and a senior decides (T41).

Who may decide is the caller's to know. Approving makes the return, in the
senior's name and for the cashier's reason; the goods and the money change hands
at the till, where the answer is waited for.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from plushka.domain.audit import operations as audit
from plushka.domain.audit import queries as records
from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import identify
from plushka.domain.programmes import queries as programmes
from plushka.domain.sales.asked import AskedUnreceipted, Asker
from plushka.domain.sales.models import ReturnRequest
from plushka.domain.sales.refusals import RequestDecided, SaleUnknown
from plushka.domain.sales.telling import tell_return
from plushka.domain.sales.told import ToldReturn
from plushka.domain.sales.unreceipted import return_unreceipted_in
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import Place, get_outlet
from plushka.lib.money import show
from plushka.lib.refusal import BadField

LONGEST_REASON = 200
LAST = 50
"""Requests that are listed."""


@dataclass(frozen=True, slots=True)
class ToldRequest:
    """A request as it stands; ``total`` in kopecks, ``returned`` once it is approved."""

    id: UUID
    member_id: UUID
    outlet: str
    receipt: str
    total: int
    state: str
    at: dt.datetime
    actor: str
    decided_by: str
    reason: str
    returned: ToldReturn | None

    @property
    def is_waiting(self) -> bool:
        """Nobody has decided yet."""
        return self.state == ReturnRequest.State.WAITING


def ask_in(asked: AskedUnreceipted, asker: Asker, *, request_id: UUID, at: dt.datetime) -> None:
    """Ask inside the tenant's transaction; the same id again is the same request.

    Refuses ``MemberUnknown``, ``OutletUnknown``, a sum of nothing, a missing
    reason and ``StaffLimitReached``.
    """
    if not asked.total:
        raise BadField("total", "say what the goods are worth")
    if not asked.reason.strip():
        raise BadField("reason", "say why it is approved")
    outlet = get_outlet(asked.outlet, allowed=asker.outlet_id)
    member = identify(locator=asked.member, at=at)
    if ReturnRequest.objects.filter(id=request_id).exists():
        return
    limits.count(kind=Kind.UNRECEIPTED, actor=asker.actor, at=at)
    record = audit.write(
        actor=asker.actor,
        action="return_asked_for",
        subject_kind="member",
        subject_id=member,
        at=at,
        before={},
        after={"request": str(request_id), "total": show(asked.total)},
        reason=asked.reason.strip()[:LONGEST_REASON],
    )
    ReturnRequest(
        tenant_id=current_tenant(),
        id=request_id,
        member_id=member,
        outlet_id=outlet.id,
        receipt=asked.receipt,
        total=asked.total,
        at=at,
        actor=asker.actor,
        record_id=record,
    ).save(force_insert=True)


def approve_in(place: Place, request_id: UUID, asker: Asker, *, at: dt.datetime) -> ToldReturn:
    """Make the return inside the tenant's transaction; one that is made is told again.

    Refuses as ``return_unreceipted`` does, and ``RequestDecided`` where it was declined.
    """
    request = _locked(request_id)
    if request.state == ReturnRequest.State.DECLINED:
        raise RequestDecided
    reason = records.reasons_of(records=[request.record_id]).get(request.record_id, "")
    asked = AskedUnreceipted(
        member=Locator("ID", str(request.member_id)),
        outlet=request.outlet.code,
        receipt=request.receipt,
        total=request.total,
        reason=reason or show(request.total),
    )
    told = return_unreceipted_in(place, asked, asker, key=None, at=at)
    if request.state == ReturnRequest.State.WAITING:
        request.state, request.returned_id = ReturnRequest.State.APPROVED, told.id
        request.decided_at, request.decided_by = at, asker.actor
        request.save(update_fields=["state", "returned", "decided_at", "decided_by"])
    return told


def decline(*, request_id: UUID, actor: str, at: dt.datetime) -> None:
    """Say no; refuses ``RequestDecided`` where it was approved."""
    request = _locked(request_id)
    if request.state == ReturnRequest.State.APPROVED:
        raise RequestDecided
    if request.state == ReturnRequest.State.DECLINED:
        return
    request.state = ReturnRequest.State.DECLINED
    request.decided_at, request.decided_by = at, actor
    request.save(update_fields=["state", "decided_at", "decided_by"])
    audit.write(
        actor=actor,
        action="return_declined",
        subject_kind="member",
        subject_id=request.member_id,
        at=at,
        before={},
        after={"request": str(request.id)},
    )


def get_request(place: Place, request_id: UUID) -> ToldRequest:
    """Tell one request; refuses ``SaleUnknown``."""
    found = _told(place, _with_their_own().filter(id=request_id))
    if not found:
        raise SaleUnknown
    return found[0]


def find_waiting(place: Place) -> list[ToldRequest]:
    """List the requests that wait, those that wait longest first."""
    waiting = _with_their_own().filter(state=ReturnRequest.State.WAITING)
    return _told(place, waiting.order_by("id")[:LAST])


def _with_their_own() -> QuerySet[ReturnRequest]:
    found: QuerySet[ReturnRequest] = ReturnRequest.objects.select_related("outlet", "returned")
    return found


def _told(place: Place, requests: Iterable[ReturnRequest]) -> list[ToldRequest]:
    rows = list(requests)
    reasons = records.reasons_of(records=[row.record_id for row in rows])
    rules = programmes.rules(zone=place.zone)
    return [
        ToldRequest(
            id=row.id,
            member_id=row.member_id,
            outlet=row.outlet.code,
            receipt=row.receipt,
            total=row.total,
            state=row.state,
            at=row.at,
            actor=row.actor,
            decided_by=row.decided_by,
            reason=reasons.get(row.record_id, ""),
            returned=row.returned
            and tell_return(row.returned, programme=rules.at(row.returned.at)),
        )
        for row in rows
    ]


def _locked(request_id: UUID) -> ReturnRequest:
    found = (
        ReturnRequest.objects.select_for_update(of=("self",))
        .select_related("outlet")
        .filter(id=request_id)
        .first()
    )
    if found is None:
        raise SaleUnknown
    return found  # type: ignore[no-any-return]
