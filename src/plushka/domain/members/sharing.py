"""A member is named here by the word they say at every company (U36, B8).

Each company has its own row that the person wants it; the word itself is one, in ``aliases``.
Nobody but the member is told which it is: two companies could compare words else (ADR 37).
"""

import datetime as dt
from collections.abc import Collection
from typing import Literal
from uuid import UUID

from plushka.domain.aliases import operations as aliases
from plushka.domain.aliases import queries as words
from plushka.domain.aliases.models import Holder
from plushka.domain.aliases.operations import Held
from plushka.domain.audit import operations as audit
from plushka.domain.members.models import Identifier, Member
from plushka.domain.members.queries import MemberUnknown, kept, merged_into
from plushka.domain.members.sharing_models import SharedAlias
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import Refusal

type Way = Literal["SMS", "CALL", "PAGE", "CHAT", "TILL"]


class NoPhone(Refusal):
    """A member without a phone has no alias that all companies know: it goes by the phone."""

    code = "alias_needs_a_phone"

    def __init__(self) -> None:
        super().__init__("The alias goes by the phone, and this member has none.")


class NotShared(Refusal):
    """There is no alias here to change."""

    code = "alias_not_shared"

    def __init__(self) -> None:
        super().__init__("This member has no alias here that all companies know.")


def share(*, member_id: UUID, way: Way, actor: str, at: dt.datetime) -> str:
    """Let a member be named by the word that all companies know; give it. Twice is once.

    Only at the member's own wish, with their phone: who calls sees to that, or tells the word to
    the phone alone. Refuses ``MemberUnknown`` and ``NoPhone``.
    """
    member_id = _lock(member_id)
    phone = Identifier.objects.filter(
        member_id=member_id, kind=Identifier.Kind.PHONE, retired_at=None
    ).first()
    if phone is None:
        raise NoPhone
    held = aliases.hold(phone=phone.value, at=at)
    _link(member_id, held, way=way, actor=actor, at=at)
    return held.word


def _link(member_id: UUID, held: Held, *, way: Way, actor: str, at: dt.datetime) -> None:
    before = SharedAlias.objects.filter(member_id=member_id).first()
    if before is not None and before.holder_id == held.holder_id:
        return
    # Whoever was named by it here has no such phone any more: the link follows the phone.
    stale = SharedAlias.objects.filter(holder_id=held.holder_id)
    if before is not None:
        _end([before], at=at)
    if stale.update(member_id=member_id, agreed_at=at, way=way) == 0:
        SharedAlias.objects.create(
            tenant_id=current_tenant(),
            member_id=member_id,
            holder_id=held.holder_id,
            agreed_at=at,
            way=way,
        )
        aliases.use(holder_id=held.holder_id)
    _record("alias_shared", member_id, actor=actor, at=at, told={"way": way})


def change(*, member_id: UUID, actor: str, at: dt.datetime, was: str | None = None) -> str:
    """Give a member another word: at every company the old one finds nobody from then on.

    ``was`` is the word as they saw it: where it is another by now, that one is given, so that a
    second press changes nothing. Refuses ``MemberUnknown``, ``NotShared`` and
    ``AliasChangedOften``.
    """
    member_id = _lock(member_id)
    shared = SharedAlias.objects.filter(member_id=member_id).first()
    if shared is None:
        raise NotShared
    now = words.word_of(holder_id=shared.holder_id)
    if was is not None and now is not None and was != now:
        return now
    try:
        word = aliases.change(holder_id=shared.holder_id, at=at)
    except Holder.DoesNotExist:
        shared.delete()
        return share(member_id=member_id, way=shared.way, actor=actor, at=at)
    _record("alias_changed", member_id, actor=actor, at=at)
    return word


def unshare(*, member_id: UUID, actor: str, at: dt.datetime) -> None:
    """Name a member here by that word no more; other companies go on. Not shared: no trace."""
    member_id = _lock(member_id)
    if end_of(member_ids=[member_id, *merged_into(member_id)], at=at):
        _record("alias_unshared", member_id, actor=actor, at=at)


def end_of(*, member_ids: Collection[UUID], at: dt.datetime) -> int:
    """End what names members here, who are locked: they leave, or their phone does. Give how many.

    A word that no company uses any more dies, and its person is forgotten.
    """
    return _end(list(SharedAlias.objects.filter(member_id__in=list(member_ids))), at=at)


def revoke(*, phone: str, at: dt.datetime) -> None:
    """Let a word die everywhere: its phone has come to another person, who said so (T43)."""
    aliases.revoke(phone=phone, at=at)


def word_of(*, member_id: UUID) -> str | None:
    """Give the word a member is named by here; for the member alone."""
    shared = SharedAlias.objects.filter(member_id=member_id).first()
    return shared and words.word_of(holder_id=shared.holder_id)


def _lock(member_id: UUID) -> UUID:
    id_ = kept(member_id)
    row = Member.objects.select_for_update(no_key=True, of=("self",))
    if not row.filter(id=id_, erased_at=None).exists():
        raise MemberUnknown
    return id_


def _end(shared: Collection[SharedAlias], *, at: dt.datetime) -> int:
    if shared:
        SharedAlias.objects.filter(id__in=[one.id for one in shared]).delete()
        aliases.leave(holder_ids=[one.holder_id for one in shared], at=at)
    return len(shared)


def _record(
    action: str,
    member_id: UUID,
    *,
    actor: str,
    at: dt.datetime,
    told: dict[str, str] | None = None,
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="member",
        subject_id=member_id,
        at=at,
        before={},
        after=told or {},
    )
