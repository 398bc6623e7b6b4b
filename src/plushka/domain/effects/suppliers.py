"""Which member stands for a supplier's name (R20), and what goes with one who leaves."""

import datetime as dt
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.effects.models import MemberBadge, Supplier
from plushka.domain.members.person import is_plain
from plushka.domain.members.queries import get_profile
from plushka.domain.tenants.context import current_tenant
from plushka.lib.folding import folded
from plushka.lib.refusal import BadField

LONGEST = 200


def set_supplier(*, name: str, member: UUID | None, actor: str, at: dt.datetime) -> None:
    """Let a member stand for a supplier's name on receipts; None lets nobody.

    Names are compared folded. Refuses a name that is not acceptable, and
    ``MemberUnknown``.
    """
    spelt = folded(name) if is_plain(name, LONGEST) else ""
    if not spelt:
        raise BadField("name", f"use 1 to {LONGEST} characters, none of them control characters")
    before = Supplier.objects.filter(folded=spelt).values_list("member_id", flat=True).first()
    if member is None:
        Supplier.objects.filter(folded=spelt).delete()
    else:
        member = get_profile(member_id=member).id
        Supplier.objects.update_or_create(
            folded=spelt,
            defaults={"tenant_id": current_tenant(), "name": name.strip(), "member_id": member},
        )
    if before != member:
        audit.write(
            actor=actor,
            action="supplier_set",
            subject_kind="supplier",
            subject_id=member or before,
            at=at,
            before={"member": before and str(before)},
            after={"member": member and str(member)},
        )


def forget_member(*, member_id: UUID) -> None:
    """Take badges from a member who leaves, and let nobody stand for what they supplied (T29).

    What was applied stays: it names nobody.
    """
    MemberBadge.objects.filter(member_id=member_id).delete()
    Supplier.objects.filter(member_id=member_id).delete()
