"""What people change about their own sign-in stays known."""

import datetime as dt
from contextlib import nullcontext

from plushka.domain.audit import operations as audit
from plushka.domain.tenants.context import NoTenant, current_tenant, tenant_context
from plushka.domain.tenants.models import Staff


def record_change(staff: Staff, what: str, *, at: dt.datetime) -> None:
    """Put a change on record, in the transaction that is open, or in one of its own."""
    with nullcontext() if _is_open() else tenant_context(staff.tenant_id):
        audit.write(
            actor=f"staff:{staff.id}",
            action="sign_in_changed",
            subject_kind="staff",
            subject_id=staff.id,
            at=at,
            before={},
            after={"what": what},
        )


def _is_open() -> bool:
    try:
        current_tenant()
    except NoTenant:
        return False
    return True
