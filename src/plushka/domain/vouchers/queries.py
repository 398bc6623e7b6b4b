"""What is asked of vouchers. Nothing here writes."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from plushka.domain.vouchers import codes
from plushka.domain.vouchers.models import Voucher, VoucherBatch
from plushka.domain.vouchers.refusals import VoucherUnknown


def get_voucher(voucher_id: UUID, *, is_locked: bool = False) -> Voucher:
    """Give a voucher, or refuse as ``voucher_unknown``."""
    found = Voucher.objects.select_for_update(of=("self",)) if is_locked else Voucher.objects.all()
    row: Voucher | None = found.filter(id=voucher_id).first()
    if row is None:
        raise VoucherUnknown
    return row


def find_of_code(code: str) -> Voucher | None:
    """Give the voucher of a code that was read, or None."""
    row: Voucher | None = Voucher.objects.filter(digest=codes.digest(code)).first()
    return row


def vouchers_of(member_id: UUID, *, limit: int = 100) -> list[Voucher]:
    """Give a member's vouchers, the newest first."""
    return list(Voucher.objects.filter(member_id=member_id).order_by("-id")[:limit])


def code_of(row: Voucher) -> str | None:
    """Give the code of a voucher whose owner may see it again; None where nobody can."""
    return None if row.sealed is None else codes.unsealed(bytes(row.sealed))


def find_batches(*, limit: int = 50) -> list[VoucherBatch]:
    """Give the newest batches."""
    return list(VoucherBatch.objects.order_by("-id")[:limit])


def vouchers_in(
    batch_id: UUID, *, after: UUID | None = None, limit: int | None = None
) -> list[Voucher]:
    """Give vouchers of a batch, in the order they were issued, from one of them on."""
    found = Voucher.objects.filter(batch_id=batch_id)
    if after is not None:
        found = found.filter(id__gt=after)
    return list(found.order_by("id")[:limit])


def count_used(batches: Collection[UUID]) -> dict[UUID, int]:
    """Count how many of each batch are used."""
    found = Voucher.objects.filter(batch_id__in=list(batches), state=Voucher.State.USED)
    counted = found.values("batch_id").annotate(n=Count("id")).order_by("batch_id")
    return dict(counted.values_list("batch_id", "n"))
