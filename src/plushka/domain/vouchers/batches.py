"""Vouchers that a manager issues together. In the caller's transaction.

Their codes can be read until they are handed over; from then on a bearer's is gone here for good.
"""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.tenants.context import current_tenant
from plushka.domain.vouchers.issuing import NewVoucher, issue
from plushka.domain.vouchers.models import Voucher, VoucherBatch
from plushka.domain.vouchers.refusals import VoucherUnknown
from plushka.domain.vouchers.terms import checked, kept
from plushka.lib.refusal import BadField

MOST = 1000
"""Vouchers that one form issues, while whoever sent it waits."""


def make(*, batch_id: UUID, new: NewVoucher, n: int, at: dt.datetime) -> VoucherBatch:
    """Issue so many like ``new``; asked again under the same id, they are issued once.

    A member's is one. Refuses none, too many, and terms that nobody could redeem.
    """
    known: VoucherBatch | None = VoucherBatch.objects.filter(id=batch_id).first()
    if known is not None:
        return known
    if not 1 <= n <= MOST:
        raise BadField("n", f"issue 1 to {MOST} at once")
    if new.member is not None and n != 1:
        raise BadField("n", "a member is given one at once")
    row = new_batch(batch_id, new, at=at)
    row.state, row.n_wanted, row.n_made = VoucherBatch.State.MADE, n, n
    row.save(force_insert=True)
    one = replace(new, batch=row.id, source_kind="BATCH", source_id=row.id)
    issue([one] * n, at)
    record(row, "vouchers_issued", actor=new.actor, at=at)
    return row


def new_batch(batch_id: UUID, new: NewVoucher, *, at: dt.datetime) -> VoucherBatch:
    """Begin a batch, unsaved; refuses terms that nobody could redeem, and a term that is over."""
    terms = checked(new.terms)
    row = VoucherBatch(
        tenant_id=current_tenant(),
        id=batch_id,
        name=terms.title,
        terms=kept(terms),
        valid_from=new.valid_from or at,
        valid_until=new.valid_until,
        actor=new.actor,
        at=at,
    )
    if row.valid_until is not None and row.valid_until <= row.valid_from:
        raise BadField("valid_until", "this is over before it begins")
    return row


def get_batch(batch_id: UUID) -> VoucherBatch:
    """Give a batch, or refuse as ``voucher_unknown``."""
    row: VoucherBatch | None = VoucherBatch.objects.filter(id=batch_id).first()
    if row is None:
        raise VoucherUnknown
    return row


def hand_over(*, batch_id: UUID, actor: str, at: dt.datetime) -> bool:
    """Forget the codes of bearers; gives False where they were forgotten before.

    So it does while vouchers are still being made: nobody may be left out.
    """
    found = VoucherBatch.objects.select_for_update(of=("self",)).filter(id=batch_id)
    row: VoucherBatch | None = found.first()
    if row is None:
        raise VoucherUnknown
    if row.state != VoucherBatch.State.MADE:
        return False
    row.state = VoucherBatch.State.HANDED_OVER
    row.save(update_fields=["state"])
    Voucher.objects.filter(batch_id=row.id, member_id=None).update(sealed=None)
    record(row, "vouchers_handed_over", actor=actor, at=at)
    return True


def record(row: VoucherBatch, action: str, *, actor: str, at: dt.datetime) -> None:
    """Write down what was done with a batch, and by whom."""
    audit.write(
        actor=actor,
        action=action,
        subject_kind="voucher_batch",
        subject_id=row.id,
        at=at,
        before={},
        after={"name": row.name, "n": row.n_wanted},
    )
