"""Messages are put in the queue, and deleted with the person they went to."""

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

import msgspec
from msgspec import Struct

from plushka.domain.messaging import choosing, hearing
from plushka.domain.messaging.models import Address, Message, Nature
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id

_AT_ONCE = 5000
"""Messages written by one statement."""


class NewMessage(Struct, frozen=True, kw_only=True):
    """A text for a member, or for a contact who has not joined yet: one of the two.

    ``by_way`` are other words for a way that has its own. ``cause`` is what brought it about: of
    one cause a member is told a kind of thing once. It is tried from ``due_at`` (at once) until
    ``valid_until`` (always).
    """

    kind: str
    text: str
    member_id: UUID | None = None
    contact_id: UUID | None = None
    nature: Nature = Nature.SERVICE
    subject: str = ""
    by_way: dict[str, str] = {}
    language: str = "ru"
    cause: str = ""
    due_at: dt.datetime | None = None
    valid_until: dt.datetime | None = None
    id: UUID = msgspec.field(default_factory=new_id)


def enqueue_many(*, messages: Sequence[NewMessage], at: dt.datetime) -> None:
    """Put messages in the queue, in the transaction of what they tell of; in this order."""
    encode = msgspec.json.encode
    for begin in range(0, len(messages), _AT_ONCE):
        portion = list(messages[begin : begin + _AT_ONCE])
        values = {"tenant": current_tenant(), "at": at, "rows": encode(portion).decode()}
        run(raw(), [Statement("enqueue", load(__package__, "enqueue"), values)])


def enqueue(
    *,
    kind: str,
    text: str,
    at: dt.datetime,
    member_id: UUID | None = None,
    contact_id: UUID | None = None,
    nature: Nature = Nature.SERVICE,
    valid_until: dt.datetime | None = None,
    cause: str = "",
) -> UUID:
    """Put one text in the queue; give its id."""
    message = NewMessage(
        kind=kind,
        text=text,
        member_id=member_id,
        contact_id=contact_id,
        nature=nature,
        valid_until=valid_until,
        cause=cause,
    )
    enqueue_many(messages=[message], at=at)
    return message.id


def send_again(*, message_ids: Collection[UUID], at: dt.datetime) -> int:
    """Try messages again that every way failed, or that were perhaps sent; give how many."""
    rows = Message.objects.filter(id__in=list(message_ids), state__in=("DEAD", "PERHAPS"))
    n_moved: int = rows.update(
        state=Message.State.WAITING, due_at=at, n_tries=0, ways_tried=[], code="", valid_until=None
    )
    return n_moved


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
    hearing.forget_member(member_id=member_id)
    Address.objects.filter(member_id=member_id).delete()
    n_deleted: int = Message.objects.filter(member_id=member_id).delete()[0]
    return n_deleted


def forget_phones(*, phones: Collection[str]) -> None:
    """Delete what was written to us from phones (T29)."""
    hearing.forget_phones(phones=phones)
