"""Vouchers follow their member: into another one, apart again, and away (T29, T33)."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from plushka.domain.vouchers.models import Voucher


def move(*, giver: UUID, taker: UUID, only: Collection[UUID] | None = None) -> list[UUID]:
    """Give a member's vouchers to another one; ``only`` some, as they were moved before."""
    found = Voucher.objects.filter(member_id=giver)
    if only is not None:
        found = found.filter(id__in=list(only))
    moved = list(found.order_by("id").values_list("id", flat=True))
    Voucher.objects.filter(id__in=moved).update(member_id=taker)
    return moved


def forget_member(*, member_id: UUID, at: dt.datetime) -> None:
    """Revoke what an erased member has not used; no code of theirs can be read again."""
    theirs = Voucher.objects.filter(member_id=member_id)
    theirs.filter(state=Voucher.State.ISSUED).update(state=Voucher.State.REVOKED, revoked_at=at)
    theirs.update(sealed=None)
