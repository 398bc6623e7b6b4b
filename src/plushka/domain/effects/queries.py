"""What members were given, and who supplies what."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from plushka.domain.effects.models import Applied, MemberBadge, Supplier, Undone
from plushka.domain.members.queries import of_one


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge that a member has, and since when."""

    badge: str
    at: dt.datetime


def badges(*, member: UUID) -> list[Badge]:
    """Give the badges of a member, oldest first."""
    found = MemberBadge.objects.filter(member_id=member).order_by("at", "id")
    return [Badge(*row) for row in found.values_list("badge", "at")]


@dataclass(frozen=True, slots=True)
class Gift:
    """Goods that a rule gave a member for nothing, and so many of them.

    ``rule`` is its code, ``campaign`` that of the campaign it belongs to, empty for the programme.
    ``sale`` is what it was given for, where that was a sale.
    """

    id: UUID
    reward: str
    pieces: int
    rule: str
    campaign: str
    at: dt.datetime
    sale: UUID | None


def gifts(*, member: UUID, limit: int, after: UUID | None = None) -> list[Gift]:
    """Give the gifts of a member that nothing took back, newest first; those after one of them.

    Also of who was merged into them: what was given is never edited (T33).
    """
    found = Applied.objects.filter(of_one(member), kind="gift").exclude(what="")
    if after is not None:
        found = found.filter(id__lt=after)
    undone = Undone.objects.filter(applied_id=OuterRef("id"), is_whole=True)
    rows = found.filter(~Exists(undone)).order_by("-id")[:limit]
    return [
        Gift(
            row.id,
            row.what,
            row.facts["pieces"],
            row.rule,
            row.campaign,
            row.at,
            row.source_id if row.source_kind == "SALE" else None,
        )
        for row in rows
    ]


def suppliers() -> Mapping[str, UUID]:
    """Give which member each supplier is, by their folded name."""
    return dict(Supplier.objects.values_list("folded", "member_id"))


def find_suppliers(*, limit: int, after: UUID | None = None) -> list[Supplier]:
    """Give the suppliers that a member stands for, by name; those after one of them."""
    found = Supplier.objects.order_by("folded")
    if after is not None:
        known = Supplier.objects.filter(id=after).values("folded")
        found = found.filter(folded__gt=Subquery(known))
    return list(found[:limit])
