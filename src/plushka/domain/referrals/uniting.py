"""Two members' invitations become one person's, and two people's again (T33); erasure (T29)."""

import datetime as dt
from uuid import UUID

from django.db.models import Q

from plushka.domain.referrals.models import Invitation


def unite(*, kept: UUID, merged: UUID, at: dt.datetime) -> list[UUID]:
    """Let the kept one have made the other's invitations; give which rows went over.

    Their own link is withdrawn where the kept one has one: a person has one.
    """
    of_merged = Invitation.objects.filter(inviter_id=merged)
    if Invitation.objects.filter(inviter_id=kept, way="OWN", withdrawn_at=None).exists():
        of_merged.filter(way="OWN", withdrawn_at=None).update(withdrawn_at=at)
    # One by which the kept one came stays the other's: nobody invites themselves.
    moving = of_merged.exclude(joined_id=kept)
    moved = list(moving.order_by("id").values_list("id", flat=True))
    moving.update(inviter_id=kept)
    return moved


def part(*, kept: UUID, merged: UUID, moved: list[UUID], merged_at: dt.datetime) -> None:
    """Give back what went over, as far as the kept one still has it.

    A link that was withdrawn because one person has one is good again.
    """
    rows = Invitation.objects.filter(id__in=moved, inviter_id=kept)
    rows.update(inviter_id=merged)
    own = Invitation.objects.filter(inviter_id=merged, way="OWN")
    if not own.filter(withdrawn_at=None).exists():
        own.filter(id__in=moved, withdrawn_at=merged_at).update(withdrawn_at=None)


def forget_member(*, member_id: UUID, at: dt.datetime) -> None:
    """End what an erased member has open, and what is kept of phones; who brought whom stays."""
    own = Invitation.objects.filter(inviter_id=member_id)
    own.filter(joined_at=None, withdrawn_at=None).update(withdrawn_at=at)
    named = Invitation.objects.filter(Q(inviter_id=member_id) | Q(joined_id=member_id))
    named.filter(phone_digest__isnull=False).update(phone_digest=None)
