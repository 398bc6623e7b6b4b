"""Who asked for an export, and what of people they may see now."""

from uuid import UUID

from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.rights import Right, may


def asker(actor: str) -> Staff | None:
    """Give the person who asked, if they still work here."""
    kind, _colon, text = actor.partition(":")
    if kind != "staff":
        return None
    found: Staff | None = Staff.objects.filter(
        tenant_id=current_tenant(), id=UUID(text), is_active=True
    ).first()
    return found


def may_see_phones(actor: str) -> bool:
    """Whether phones are told in full: by the role the person has while it is written (U28)."""
    staff = asker(actor)
    return staff is not None and may(staff.role, Right.SEE_PHONES)
