"""Tags are put on a member and taken off."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.events import operations as events
from plushka.domain.members import digests
from plushka.domain.members.changing import MemberOutdated
from plushka.domain.members.models import Member, MemberTag
from plushka.domain.members.person import is_plain
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.tenants.context import current_tenant
from plushka.lib.folding import folded
from plushka.lib.refusal import BadField
from plushka.lib.stamps import stamp_of

LONGEST = 50
MOST = 50


def read_tags(tags: Iterable[str]) -> frozenset[str]:
    """Give tags as they are spelt; refuses one that is not acceptable, and more than 50."""
    read = _read(tags)
    if len(read) > MOST:
        raise BadField("tags", f"a member carries up to {MOST} tags")
    return read


def add_tags(
    *, member_id: UUID, tags: Iterable[str], actor: str, at: dt.datetime
) -> frozenset[str]:
    """Put tags on a member and give those that are new, as they are spelt.

    Refuses a member nobody knows, a tag that is not acceptable, and more than
    50 tags on one member. What they carry already leaves no trace.
    """
    wanted = _read(tags)
    member = _locked(member_id)
    carried = frozenset(
        MemberTag.objects.filter(member_id=member_id).values_list("tag", flat=True)
    )
    new = wanted - carried
    if len(carried | new) > MOST:
        raise BadField("tags", f"a member carries up to {MOST} tags")
    MemberTag.objects.bulk_create(
        MemberTag(tenant_id=current_tenant(), member_id=member_id, tag=tag, at=at, actor=actor)
        for tag in sorted(new)
    )
    _record(member, added=new, actor=actor, at=at)
    return new


def remove_tags(
    *, member_id: UUID, tags: Iterable[str], actor: str, at: dt.datetime
) -> frozenset[str]:
    """Take tags off a member and give those that they carried.

    Refuses a member nobody knows and a tag that is not acceptable.
    """
    wanted = _read(tags)
    member = _locked(member_id)
    found = MemberTag.objects.filter(member_id=member_id, tag__in=wanted)
    gone = frozenset(found.values_list("tag", flat=True))
    found.delete()
    _record(member, removed=gone, actor=actor, at=at)
    return gone


def set_tags(
    *,
    member_id: UUID,
    tags: Iterable[str],
    actor: str,
    at: dt.datetime,
    stamp: str | None = None,
) -> frozenset[str]:
    """Let a member carry these tags and no others; give all of them.

    Refuses what ``add_tags`` does. The same again leaves no trace. ``stamp`` is that of the tags
    the author saw, where a form says so: ``MemberOutdated`` once they are others.
    """
    wanted = read_tags(tags)
    member = _locked(member_id)
    carried = frozenset(tags_of(member_id=member_id))
    new, gone = wanted - carried, carried - wanted
    if new | gone and stamp is not None and stamp != stamp_of(sorted(carried)):
        raise MemberOutdated
    MemberTag.objects.filter(member_id=member_id, tag__in=gone).delete()
    MemberTag.objects.bulk_create(
        MemberTag(tenant_id=current_tenant(), member_id=member_id, tag=tag, at=at, actor=actor)
        for tag in sorted(new)
    )
    _record(member, added=new, removed=gone, actor=actor, at=at)
    return wanted


def tags_of(*, member_id: UUID) -> list[str]:
    """Give the tags of a member, as they are spelt, in their order; refuses one nobody knows."""
    if not Member.objects.filter(id=member_id, erased_at=None, merged_into=None).exists():
        raise MemberUnknown
    found = MemberTag.objects.filter(member_id=member_id).order_by("tag")
    return list(found.values_list("tag", flat=True))


def _read(tags: Iterable[str]) -> frozenset[str]:
    return frozenset(_spelt(tag, path=f"tags[{place}]") for place, tag in enumerate(tags))


def spell(tag: str, *, path: str) -> str:
    """Give a tag as it is spelt; refuses one that is not acceptable."""
    return _spelt(tag, path=path)


def _spelt(tag: str, *, path: str) -> str:
    """Fold a tag: "VIP " and "vip" are one."""
    spelt = folded(tag) if is_plain(tag, LONGEST) else ""
    if not 0 < len(spelt) <= LONGEST:
        raise BadField(path, f"use 1 to {LONGEST} characters, none of them control characters")
    return spelt


def _locked(member_id: UUID) -> Member:
    member = (
        Member.objects.select_for_update(no_key=True)
        .filter(id=member_id, erased_at=None, merged_into=None)
        .first()
    )
    if member is None:
        raise MemberUnknown
    assert isinstance(member, Member)  # noqa: S101 - for the type checker
    return member


def _record(
    member: Member,
    *,
    added: frozenset[str] = frozenset(),
    removed: frozenset[str] = frozenset(),
    actor: str,
    at: dt.datetime,
) -> None:
    """Tell the change without the words: a tag may say something of a person's life."""
    if not added | removed:
        return
    audit.write(
        actor=actor,
        action="member_changed",
        subject_kind="member",
        subject_id=member.id,
        at=at,
        before=_told(member, removed),
        after=_told(member, added),
    )
    changed = events.NewEvent("member_changed", at, member.id, {"fields": ["tags"]})
    events.write(events=[changed])


def _told(member: Member, tags: frozenset[str]) -> dict[str, object]:
    salt = bytes(member.salt)
    return {"tags": [digests.of_value(salt, "tags", tag) for tag in sorted(tags)]}
