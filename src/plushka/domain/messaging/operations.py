"""Messages are put in the queue, and deleted with the person they went to."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from plushka.domain.messaging import choosing
from plushka.domain.messaging.models import Message
from plushka.domain.tenants.context import current_tenant


def enqueue(
    *,
    kind: str,
    text: str,
    at: dt.datetime,
    member_id: UUID | None = None,
    contact_id: UUID | None = None,
) -> UUID:
    """Send a text to a member, or to a contact who has not joined yet: one of the two.

    It is a row of the transaction that has something to say; give its id.
    """
    message = Message.objects.create(
        tenant_id=current_tenant(),
        member_id=member_id,
        contact_id=contact_id,
        kind=kind,
        text=text,
        created_at=at,
    )
    message_id: UUID = message.id
    return message_id


def move(*, member_id: UUID, to: UUID, only: Collection[UUID] | None = None) -> list[UUID]:
    """Let what was said to one member have been said to another (T33); give which rows."""
    found = Message.objects.filter(member_id=member_id)
    if only is not None:
        found = found.filter(id__in=only)
    moved = list(found.order_by("id").values_list("id", flat=True))
    found.update(member_id=to)
    return moved


def forget_member(*, member_id: UUID) -> int:
    """Delete what was said to a member, and what they chose (T29); give how many messages."""
    choosing.forget_member(member_id=member_id)
    n_deleted: int = Message.objects.filter(member_id=member_id).delete()[0]
    return n_deleted
