"""Certificates follow their member into another one, and apart again (T33).

Of a member who is erased they are nobody's from then on: who has the code has paid, and spends.
"""

from collections.abc import Collection
from uuid import UUID

from plushka.domain.certificates.models import Certificate


def move(*, giver: UUID, taker: UUID, only: Collection[UUID] | None = None) -> list[UUID]:
    """Give a member's certificates to another one; ``only`` some, as they were moved before."""
    found = Certificate.objects.filter(member_id=giver)
    if only is not None:
        found = found.filter(id__in=list(only))
    moved = list(found.order_by("id").values_list("id", flat=True))
    Certificate.objects.filter(id__in=moved).update(member_id=taker)
    return moved


def forget_member(*, member_id: UUID) -> None:
    """Let an erased member's certificates be a bearer's; their codes can be read no more."""
    Certificate.objects.filter(member_id=member_id).update(member=None, sealed=None)
