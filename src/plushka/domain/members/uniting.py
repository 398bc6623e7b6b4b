"""Two members become one person, and two again (T33): who they are and what finds them.

Whatever finds the merged one finds the kept one, so their phone, card and alias stay with them.
Only what the kept one lacks is handed over: they are to be written to, and served by name.
"""

from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from plushka.domain.members import spelling
from plushka.domain.members.models import Identifier, Member, MemberTag
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.members.sharing_models import SharedAlias
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.statements import load

_NAME = ("name", "surname", "patronymic")
_ALONE = ("sex", "email", "note", "birth_date", "frozen_at")


class Handed(msgspec.Struct, frozen=True):
    """What went over from one member to another, by the ids of rows; what was filled in."""

    members: list[UUID]
    identifiers: list[UUID]
    invitees: list[UUID]
    tags: list[str]
    #: Fields of the kept one that were empty, and attributes they had no word of.
    fields: list[str]
    attributes: list[str]
    #: Who had brought the kept one before.
    referrer: UUID | None
    #: Words all companies know (T36), where the kept one had none.
    aliases: list[UUID] = msgspec.field(default_factory=list)


def lock(*, kept: UUID, merged: UUID) -> tuple[Member, Member]:
    """Lock two members, whose accounts are locked; refuses who is erased or merged already."""
    rows = Member.objects.select_for_update(no_key=True, of=("self",)).filter(
        id__in=(kept, merged), erased_at=None, merged_into=None
    )
    found = {row.id: row for row in rows.order_by("id")}
    if len(found) < len({kept, merged}):
        raise MemberUnknown
    return found[kept], found[merged]


def lock_apart(*, kept: UUID, merged: UUID) -> tuple[Member, Member]:
    """Lock two members of whom one was merged into the other; refuses where one is erased."""
    rows = Member.objects.select_for_update(no_key=True, of=("self",)).filter(
        id__in=(kept, merged), erased_at=None
    )
    found = {row.id: row for row in rows.order_by("id")}
    if len(found) < len({kept, merged}) or found[merged].merged_into_id != kept:
        raise MemberUnknown
    return found[kept], found[merged]


def unite(kept: Member, merged: Member) -> Handed:
    """Let whatever finds the merged one find the kept one."""
    of_merged = Identifier.objects.filter(member_id=merged.id, retired_at=None)
    has = Identifier.objects.filter(member_id=kept.id, retired_at=None).values("kind")
    identifiers = _moved(of_merged.exclude(kind__in=has), kept.id)
    aliases = []
    if not SharedAlias.objects.filter(member_id=kept.id).exists():
        aliases = _moved(SharedAlias.objects.filter(member_id=merged.id), kept.id)
    fields, attributes = _fill(kept, merged)
    carried = MemberTag.objects.filter(member_id=kept.id).values("tag")
    tags = MemberTag.objects.filter(member_id=merged.id).exclude(tag__in=carried)
    new = list(tags.order_by("tag").values_list("tag", flat=True))
    tags.update(member_id=kept.id)
    referrer = kept.referrer_id
    kept.referrer_id = _referrer(kept, merged)
    invitees = _moved(merged.invitees.exclude(id=kept.id), kept.id, field="referrer_id")
    _save(kept)
    members = [
        merged.id,
        *Member.objects.filter(merged_into_id=merged.id).values_list("id", flat=True),
    ]
    Member.objects.filter(id__in=members).update(merged_into_id=kept.id)
    return Handed(members, identifiers, invitees, new, fields, attributes, referrer, aliases)


def part(kept: Member, merged: Member, handed: Handed) -> None:
    """Take back what went over, as far as the kept one still has it."""
    others = [one for one in handed.members if one != merged.id]
    Member.objects.filter(id__in=others).update(merged_into_id=merged.id)
    Member.objects.filter(id=merged.id).update(merged_into_id=None)
    found = Identifier.objects.filter(id__in=handed.identifiers, member_id=kept.id)
    found.filter(retired_at=None).update(member_id=merged.id)
    MemberTag.objects.filter(member_id=kept.id, tag__in=handed.tags).update(member_id=merged.id)
    aliases = SharedAlias.objects.filter(id__in=handed.aliases, member_id=kept.id)
    aliases.update(member_id=merged.id)
    invitees = Member.objects.filter(id__in=handed.invitees, referrer_id=kept.id)
    invitees.update(referrer_id=merged.id)
    for field in handed.fields:
        if getattr(kept, field) == getattr(merged, field):
            setattr(kept, field, getattr(Member(), field))
    for name in handed.attributes:
        if kept.attributes.get(name) == merged.attributes.get(name):
            kept.attributes = {k: v for k, v in kept.attributes.items() if k != name}
    kept.referrer_id = handed.referrer
    _save(kept)


def _fill(kept: Member, merged: Member) -> tuple[list[str], list[str]]:
    """Fill in what is not known of the kept one; a name comes as a whole."""
    fields = [field for field in _ALONE if not getattr(kept, field) and getattr(merged, field)]
    if not any(getattr(kept, field) for field in _NAME):
        fields += [field for field in _NAME if getattr(merged, field)]
    if "birth_date" in fields:
        fields.append("birth_date_since")
    for field in fields:
        setattr(kept, field, getattr(merged, field))
    known: dict[str, Any] = kept.attributes
    new = {name: told for name, told in merged.attributes.items() if known.get(name) in {None, ""}}
    kept.attributes = known | new
    return fields, sorted(new)


def _save(kept: Member) -> None:
    kept.ordered_name = spelling.ordered(kept)
    spelling.spell(kept)
    kept.save(
        update_fields=[
            *("referrer", "attributes", "ordered_name", "birth_date_since"),
            *(*_NAME, *_ALONE),
        ]
    )


def _referrer(kept: Member, merged: Member) -> UUID | None:
    """Give who brought them: the kept one's own stays (T21), and nobody is above themselves."""
    brought: UUID | None = kept.referrer_id or merged.referrer_id
    if merged.id in _above(kept.id):
        # The kept one stood below the merged one, and takes their place.
        brought = merged.referrer_id
    if brought is None or brought == kept.id or kept.id in _above(brought):
        return None
    return brought


def _above(member: UUID) -> set[UUID]:
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"tenant": current_tenant(), "member": member}
        cursor.execute(load(__package__ or "", "above"), values)
        return {row[0] for row in cursor.fetchall()}


def _moved(rows: Any, to: UUID, *, field: str = "member_id") -> list[UUID]:
    moved = list(rows.order_by("id").values_list("id", flat=True))
    rows.model.objects.filter(id__in=moved).update(**{field: to})
    return moved
