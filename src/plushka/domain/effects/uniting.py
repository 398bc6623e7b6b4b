"""What two members were given becomes one person's, and two people's again (T33).

What was applied is never edited: whoever asks finds that the merged one's was the kept one's.
"""

from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.effects.models import Applied, MemberBadge, Supplier


class Given(msgspec.Struct, frozen=True):
    """Which rows of badges and of suppliers went over."""

    badges: list[UUID]
    suppliers: list[UUID]


def unite(*, kept: UUID, merged: UUID) -> Given:
    """Let the kept one have the badges they lacked, and stand for the other's suppliers."""
    has = MemberBadge.objects.filter(member_id=kept).values("badge")
    badges = MemberBadge.objects.filter(member_id=merged).exclude(badge__in=has)
    return Given(_moved(badges, kept), _moved(Supplier.objects.filter(member_id=merged), kept))


def part(*, kept: UUID, merged: UUID, given: Given) -> None:
    """Give back what went over, as far as the kept one still has it."""
    _moved(MemberBadge.objects.filter(member_id=kept, id__in=given.badges), merged)
    _moved(Supplier.objects.filter(member_id=kept, id__in=given.suppliers), merged)


def keys_of_entries(*, member: UUID, triggers: tuple[str, ...]) -> dict[str, UUID]:
    """Give the lots of what some triggers gave a member, by their keys without the member."""
    rows = Applied.objects.filter(about_id=member, member_id=member, trigger__in=triggers)
    found = rows.filter(entry__isnull=False).values_list("key", "entry_id")
    return {key.replace(str(member), ""): entry for key, entry in found}


def _moved(rows: Any, to: UUID) -> list[UUID]:
    moved = list(rows.order_by("id").values_list("id", flat=True))
    rows.model.objects.filter(id__in=moved).update(member_id=to)
    return moved
