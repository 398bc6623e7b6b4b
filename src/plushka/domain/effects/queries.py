"""What members were given, and who supplies what."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.effects.models import MemberBadge, Supplier


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge that a member has, and since when."""

    badge: str
    at: dt.datetime


def badges(*, member: UUID) -> list[Badge]:
    """Give the badges of a member, oldest first."""
    found = MemberBadge.objects.filter(member_id=member).order_by("at", "id")
    return [Badge(*row) for row in found.values_list("badge", "at")]


def suppliers() -> Mapping[str, UUID]:
    """Give which member each supplier is, by their folded name."""
    return dict(Supplier.objects.values_list("folded", "member_id"))


def find_suppliers() -> list[Supplier]:
    """Give all suppliers that a member stands for, by name."""
    return list(Supplier.objects.order_by("folded", "id"))
