"""The public face of vouchers: issue, revoke. In the caller's transaction."""

import datetime as dt
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.vouchers.issuing import Issued, NewVoucher, issue
from plushka.domain.vouchers.models import Voucher
from plushka.domain.vouchers.queries import get_voucher
from plushka.domain.vouchers.refusals import VoucherUsed

__all__ = ["Issued", "NewVoucher", "issue", "revoke"]


def revoke(*, voucher_id: UUID, actor: str, at: dt.datetime) -> bool:
    """Take a voucher away, so that no sale uses it any more; gives False where it was before.

    Refuses ``VoucherUsed`` where a sale has used it.
    """
    row = get_voucher(voucher_id, is_locked=True)
    if row.state == Voucher.State.USED:
        raise VoucherUsed
    if row.state == Voucher.State.REVOKED:
        return False
    row.state, row.revoked_at, row.sealed = Voucher.State.REVOKED, at, None
    row.save(update_fields=["state", "revoked_at", "sealed"])
    audit.write(
        actor=actor,
        action="voucher_revoked",
        subject_kind="voucher",
        subject_id=row.id,
        at=at,
        before={"state": "ISSUED"},
        after={"state": "REVOKED"},
    )
    return True
