"""A member on a device: signed in, known again, signed out.

A device sends its token with each request. It keeps a mark besides, also when
it has signed out, and is known by that the next time (T43).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from plushka.domain.access.digests import new_secret, of_secret
from plushka.domain.access.models import Chat, Session
from plushka.domain.members.queries import Profile, kept
from plushka.domain.messaging import addresses
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place

UNSEEN = dt.timedelta(days=180)
"""A device that was not seen for so long is out."""

SEEN_EVERY = dt.timedelta(hours=1)
"""A device's last visit is written down no more often."""

_LONGEST_LABEL = 50


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who a device's token says is there; not proved: a second proof is still to come."""

    session_id: UUID
    member_id: UUID
    is_proved: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A device that has just been let in, with its token and its mark, given this once."""

    session_id: UUID
    member_id: UUID
    token: str
    mark: str
    is_proved: bool


@dataclass(frozen=True, slots=True)
class Device:
    """A device as the member sees it in the list."""

    session_id: UUID
    label: str
    created_at: dt.datetime
    seen_at: dt.datetime
    is_here: bool


def open_(member: Profile, *, mark: str, label: str, at: dt.datetime) -> Opened:
    """Let a member in on a device; ``mark`` is the one it kept, empty where it has none."""
    is_proved = not _needs_proof(member, mark=mark, at=at)
    token, own_mark = new_secret(), mark or new_secret()
    opened = Session.objects.create(
        tenant_id=current_tenant(),
        member_id=member.id,
        digest=of_secret(token),
        device=of_secret(own_mark),
        label=label[:_LONGEST_LABEL],
        created_at=at,
        seen_at=at,
        proved_at=at if is_proved else None,
    )
    return Opened(opened.id, member.id, token, own_mark, is_proved)


def is_silent(member: Profile, *, at: dt.datetime) -> bool:
    """Tell whether nobody has heard of a member so long that the phone may be another's."""
    if member.doubted_at is not None:
        return True
    silence = dt.timedelta(days=get_place(current_tenant()).silence_days)
    seen_at = _proved(member).aggregate(seen_at=Max("seen_at"))["seen_at"]
    moments = (member.created_at, member.last_purchase_at, member.proved_at, seen_at)
    return max(moment for moment in moments if moment is not None) <= at - silence


def _needs_proof(member: Profile, *, mark: str, at: dt.datetime) -> bool:
    """Tell whether the phone alone says too little: a silence, or a device nobody knows (T43)."""
    if is_silent(member, at=at):
        return True
    is_known = bool(mark) and _proved(member).filter(device=of_secret(mark)).exists()
    return not is_known and _proved(member).exists()


def _proved(member: Profile) -> QuerySet[Any]:
    found: QuerySet[Any] = Session.objects.filter(member_id=member.id, proved_at__isnull=False)
    return found


def find(token: str, *, at: dt.datetime) -> Visitor | None:
    """Say who is there; None for a token of nobody, of a device signed out, or unseen too long."""
    return _visitor(Session.objects.filter(digest=of_secret(token)), at=at)


def find_by_id(session_id: UUID, *, at: dt.datetime) -> Visitor | None:
    """Say who is there, for a device that something else than a token is known by."""
    return _visitor(Session.objects.filter(id=session_id), at=at)


def _visitor(sessions: QuerySet[Any], *, at: dt.datetime) -> Visitor | None:
    found = sessions.filter(ended_at=None, seen_at__gt=at - UNSEEN).first()
    if found is None:
        return None
    if found.seen_at <= at - SEEN_EVERY:
        Session.objects.filter(id=found.id).update(seen_at=at)
    # Who was merged with another member since is that one (T33).
    return Visitor(found.id, kept(found.member_id), found.proved_at is not None)


def prove(session_id: UUID, *, at: dt.datetime) -> None:
    """Remember that it is certain who is there."""
    Session.objects.filter(id=session_id, ended_at=None).update(proved_at=at)


def find_devices(*, member_id: UUID, here: UUID, at: dt.datetime) -> list[Device]:
    """List the devices a member is signed in on, the one seen last first."""
    rows = Session.objects.filter(
        member_id=member_id, ended_at=None, seen_at__gt=at - UNSEEN
    ).order_by("-seen_at", "-id")
    return [Device(row.id, row.label, row.created_at, row.seen_at, row.id == here) for row in rows]


def end(*, member_id: UUID, session_id: UUID, at: dt.datetime) -> None:
    """Sign one device of a member out; one that is out already stays so."""
    _end(Session.objects.filter(member_id=member_id, id=session_id), at=at)


def end_all(*, member_id: UUID, at: dt.datetime, but: UUID | None = None) -> int:
    """Sign every device of a member out, but for one perhaps; give how many."""
    return _end(Session.objects.filter(member_id=member_id).exclude(id=but), at=at)


def _end(sessions: QuerySet[Any], *, at: dt.datetime) -> int:
    """Sign devices out; nothing is told any more in a chat that is one of them."""
    ended = list(sessions.filter(ended_at=None).values_list("id", flat=True))
    chats = Chat.objects.filter(session_id__in=ended).values_list("digest", flat=True)
    addresses.remove_digests(digests=[bytes(digest) for digest in chats])
    Session.objects.filter(id__in=ended).update(ended_at=at)
    return len(ended)


def forget_marks(*, member_id: UUID) -> None:
    """Know no device of a member again: the next sign-in asks for a second proof."""
    Session.objects.filter(member_id=member_id).update(device=of_secret(new_secret()))
