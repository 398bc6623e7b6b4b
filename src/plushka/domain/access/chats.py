"""A chat with the company's bot is a device: a messenger knows who holds it.

What one chat says is dealt with one after the other, and once, however often the messenger
tells us of it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from plushka.domain.access import counting, sessions
from plushka.domain.access.digests import of_tried
from plushka.domain.access.models import Chat as ChatRow
from plushka.domain.access.sessions import Opened, Visitor
from plushka.domain.members.queries import get_profile
from plushka.domain.messaging import addresses, blocking
from plushka.domain.messaging.addresses import digest_of
from plushka.domain.tenants.context import current_tenant

A_MINUTE = 30
"""More from one chat within a minute is not answered."""

ANSWERED_WITHIN = dt.timedelta(days=1)
"""So long the answers of somebody who has not come in are kept."""

_KEPT = 40
"""Things heard that a repeat is known by; a messenger repeats the newest ones."""

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat as it stood when this was heard; ``value`` is its number, which is kept nowhere."""

    id: UUID
    way: str
    value: str
    language: str
    step: str
    visitor: Visitor | None
    held: Mapping[str, Any] = field(default_factory=dict)
    #: Ids of what was heard last, and when, in seconds.
    heard: tuple[tuple[str, int], ...] = ()

    def is_repeat(self, heard: str) -> bool:
        """Tell whether this was heard before."""
        return any(known == heard for known, _ in self.heard)

    def n_lately(self, at: dt.datetime) -> int:
        """Count what was heard within the last minute."""
        since = int(at.timestamp()) - _MINUTE
        return sum(1 for _, moment in self.heard if moment > since)


def open_(*, way: str, value: str, at: dt.datetime) -> Chat:
    """Give the chat of this number, made where it is new; others wait until this one is done."""
    tenant, digest = current_tenant(), digest_of(way, value)
    # Not the row's lock: whoever erases a member holds their account and deletes the row, and
    # what is said in a chat may wait for that account.
    counting.wait_for_others([digest])
    made = ChatRow(tenant_id=tenant, way=way, digest=digest, created_at=at, seen_at=at)
    ChatRow.objects.bulk_create([made], ignore_conflicts=True)
    row = ChatRow.objects.get(way=way, digest=digest)
    visitor = sessions.find_by_id(row.session_id, at=at) if row.session_id else None
    if visitor is None and row.session_id is not None:
        # Signed out elsewhere: a stranger's chat again, which is not kept for long.
        ChatRow.objects.filter(id=row.id).update(session_id=None)
    return Chat(
        id=row.id,
        way=way,
        value=value,
        language=row.language,
        step=row.step,
        visitor=visitor,
        held=row.held,
        heard=tuple((str(known), int(moment)) for known, moment in row.heard),
    )


def keep(
    chat: Chat,
    *,
    heard: str,
    at: dt.datetime,
    step: str,
    held: Mapping[str, Any],
    language: str,
) -> None:
    """Remember where the conversation stands, and what was heard."""
    known = [*chat.heard, (heard, int(at.timestamp()))][-_KEPT:]
    ChatRow.objects.filter(id=chat.id).update(
        language=language, step=step, held=dict(held), heard=known, seen_at=at
    )


def come_in(chat: Chat, *, member_id: UUID, label: str, at: dt.datetime) -> Opened:
    """Let in the member whose phone the messenger vouches for; a second proof may be missing."""
    mark = mark_of(chat)
    return attach(
        chat, sessions.open_(get_profile(member_id=member_id), mark=mark, label=label, at=at)
    )


def attach(chat: Chat, opened: Opened) -> Opened:
    """Let the chat be the device that has just been let in."""
    ChatRow.objects.filter(id=chat.id).update(session_id=opened.session_id)
    return opened


def leave(chat: Chat, *, at: dt.datetime) -> None:
    """Sign the chat out; it may come in again."""
    if chat.visitor is not None:
        sessions.end(member_id=chat.visitor.member_id, session_id=chat.visitor.session_id, at=at)
        ChatRow.objects.filter(id=chat.id).update(session_id=None)


def mark_of(chat: Chat) -> str:
    """Give what the chat is known again by: nothing has to be kept in it."""
    return of_tried(current_tenant(), "chat", f"{chat.way}:{chat.value}").hex()


def reached(chat: Chat, *, label: str, at: dt.datetime) -> None:
    """Let the member be told things in this chat, who may have left it before."""
    if chat.visitor is not None and chat.visitor.is_proved:
        addresses.add(
            member_id=chat.visitor.member_id, way=chat.way, value=chat.value, at=at, label=label
        )
        blocking.forgive(way=chat.way, value=chat.value, reason="GONE")


def unreached(chat: Chat) -> None:
    """Tell nobody anything in this chat any more."""
    addresses.remove(way=chat.way, value=chat.value)


def forget_old(*, at: dt.datetime) -> int:
    """Delete chats in which nobody came in, a day after they fell silent; give how many."""
    silent = ChatRow.objects.filter(session_id=None, seen_at__lt=at - ANSWERED_WITHIN)
    n_deleted: int = silent.delete()[0]
    return n_deleted
