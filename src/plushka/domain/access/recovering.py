"""The phone is lost: whoever has the card and knows the birth date asks staff for help (T43).

Nothing is changed here. Staff look at who stands before them, or call the new
phone, and decide; the answer to the asker is the same whatever was told.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.access import proofs
from plushka.domain.access.counting import Limit, count
from plushka.domain.access.models import Recovery
from plushka.domain.audit import operations as audit
from plushka.domain.events import operations as events
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import find_profiles, locate
from plushka.domain.tenants.context import current_tenant
from plushka.lib.network import household
from plushka.lib.refusal import Refusal

ASKED_AN_HOUR = 5
FROM_ONE_ADDRESS = 20


class RecoveryClosed(Refusal):
    """Somebody has decided already, or there is no such call for help."""

    code = "recovery_closed"

    def __init__(self) -> None:
        super().__init__("This was decided already.")


@dataclass(frozen=True, slots=True)
class Called:
    """A call for help as staff see it; ``phone`` is the new one, in full: staff call it."""

    id: UUID
    member_id: UUID
    phone: str
    at: dt.datetime


def ask(
    *, card: Locator, birth_date: dt.date, phone: Locator, address: str, at: dt.datetime
) -> None:
    """Call for staff where card and birth date belong together; nobody learns whether they do.

    A newer call takes the place of the one before. Refuses ``TooManyTries``.
    """
    tries = Limit("recover", card.value, ASKED_AN_HOUR)
    count([tries, Limit("recover_from", household(address), FROM_ONE_ADDRESS)], at=at)
    found = locate(locators=[card], at=at).get(card)
    member = find_profiles(member_ids=[found]).get(found) if found else None
    if member is None or not proofs.is_birth_date(member, birth_date):
        return
    Recovery.objects.filter(member_id=member.id, state=Recovery.State.OPEN).delete()
    Recovery.objects.create(
        tenant_id=current_tenant(), member_id=member.id, phone=phone.value, at=at
    )
    audit.write(
        actor=f"member:{member.id}",
        action="recovery_asked",
        subject_kind="member",
        subject_id=member.id,
        at=at,
        before={},
        after={},
    )
    events.write(events=[events.NewEvent("recovery_asked", at, member.id)])


def find_open(*, limit: int = 100) -> list[Called]:
    """Calls for help that nobody has answered, the oldest first."""
    rows = Recovery.objects.filter(state=Recovery.State.OPEN).order_by("at", "id")[:limit]
    return [Called(row.id, row.member_id, row.phone, row.at) for row in rows]


def recovery_exists(recovery_id: UUID) -> bool:
    """Tell whether the company has such a call, open or not."""
    return bool(Recovery.objects.filter(id=recovery_id).exists())


def close(
    *, recovery_id: UUID, is_approved: bool, actor: str, reason: str, at: dt.datetime
) -> Called:
    """Say what staff decided, and forget the phone; refuses ``RecoveryClosed``.

    Who approves also writes the phone down: ``enrolment.phones.give_new`` does both.
    """
    found = (
        Recovery.objects.select_for_update()
        .filter(id=recovery_id, state=Recovery.State.OPEN)
        .first()
    )
    if found is None:
        raise RecoveryClosed
    called = Called(found.id, found.member_id, found.phone, found.at)
    found.state = Recovery.State.APPROVED if is_approved else Recovery.State.REFUSED
    found.phone, found.closed_at, found.closed_by = "", at, actor
    found.save(update_fields=["state", "phone", "closed_at", "closed_by"])
    audit.write(
        actor=actor,
        action="recovery_approved" if is_approved else "recovery_refused",
        subject_kind="member",
        subject_id=found.member_id,
        at=at,
        before={},
        after={},
        reason=reason,
    )
    return called
