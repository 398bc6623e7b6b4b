"""What was said, for the page that stands in for phones."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.members.phone import mask
from plushka.domain.members.queries import Profile, find_profiles
from plushka.domain.messaging.models import Message


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as the mailbox page shows it; ``to`` is a masked phone, else a card number."""

    id: UUID
    at: dt.datetime
    to: str
    name: str
    kind: str
    text: str
    #: By which way it went; empty while it waits.
    way: str


def mailbox(*, limit: int = 50) -> list[Letter]:
    """The newest messages of the tenant, newest first."""
    found = list(Message.objects.select_related("contact").order_by("-created_at", "-id")[:limit])
    members = find_profiles(member_ids=[sent.member_id for sent in found if sent.member_id])
    return [
        Letter(
            id=sent.id,
            at=sent.created_at,
            to=_address(members[sent.member_id]) if sent.member_id else mask(sent.contact.phone),
            name=members[sent.member_id].name if sent.member_id else "",
            kind=sent.kind,
            text=sent.text,
            way=sent.way,
        )
        for sent in found
    ]


def _address(member: Profile) -> str:
    return member.masked_phone or member.card or ""


def messages_of(*, member_id: UUID, limit: int, after: UUID | None = None) -> list[Message]:
    """The messages of one member, newest first; those after one of them."""
    found = Message.objects.filter(member_id=member_id)
    if after is not None:
        found = found.filter(id__lt=after)
    return list(found.order_by("-id")[:limit])
