"""A tag is put on many members at once, or taken off; one record says so, the caller's."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Count

from plushka.domain.members.joining import NewMember
from plushka.domain.members.models import Member, MemberTag
from plushka.domain.members.tagging import MOST
from plushka.domain.tenants.context import current_tenant


def tag_newcomers(*, joined: Iterable[NewMember], actor: str, at: dt.datetime) -> None:
    """Put their tags on members of this transaction, whom nobody else sees yet.

    That they joined says it; one statement, or none where nobody brings a tag.
    """
    MemberTag.objects.bulk_create(
        MemberTag(tenant_id=current_tenant(), member_id=new.id, tag=tag, at=at, actor=actor)
        for new in joined
        for tag in new.tags
    )


def tag_many(*, members: Sequence[UUID], tag: str, actor: str, at: dt.datetime) -> set[UUID]:
    """Put a tag, as it is spelt, on members; give who did not carry it.

    Who is erased or merged, and who carries 50 tags, is left out.
    """
    there = _locked(members)
    carried = MemberTag.objects.filter(member_id__in=there)
    full = carried.values("member_id").annotate(n=Count("id")).filter(n__gte=MOST)
    there -= set(full.values_list("member_id", flat=True))
    there -= set(carried.filter(tag=tag).values_list("member_id", flat=True))
    MemberTag.objects.bulk_create(
        MemberTag(tenant_id=current_tenant(), member_id=member, tag=tag, at=at, actor=actor)
        for member in sorted(there)
    )
    return there


def untag_many(*, members: Sequence[UUID], tag: str, actor: str, at: dt.datetime) -> set[UUID]:
    """Take a tag, as it is spelt, off members; give who carried it."""
    del actor, at
    found = MemberTag.objects.filter(member_id__in=_locked(members), tag=tag)
    gone = set(found.values_list("member_id", flat=True))
    found.delete()
    return gone


def _locked(members: Sequence[UUID]) -> set[UUID]:
    rows = Member.objects.select_for_update(no_key=True, of=("self",)).filter(
        id__in=members, erased_at=None, merged_into=None
    )
    return set(rows.order_by("id").values_list("id", flat=True))
