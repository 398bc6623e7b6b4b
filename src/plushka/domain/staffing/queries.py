"""Reads of staff."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.staffing.changing import StaffUnknown, stamp_of
from plushka.domain.staffing.models import Pin, StaffInvitation
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet, Staff


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the company, as the list of staff shows them."""

    id: UUID
    name: str
    email: str
    role: str
    outlet: str
    outlet_id: UUID | None
    is_active: bool
    has_pin: bool
    last_login: dt.datetime | None
    stamp: str


def find_staff() -> list[Person]:
    """Everybody of the company: those at work first, then by name."""
    ours = Staff.objects.filter(tenant_id=current_tenant())
    outlets = dict(Outlet.objects.values_list("id", "name"))
    with_pin = set(Pin.objects.values_list("staff_id", flat=True))
    return [
        _person(one, outlets, has_pin=one.id in with_pin)
        for one in ours.order_by("-is_active", "name", "id")
    ]


def get_staff(staff_id: UUID) -> Person:
    """Find somebody of the company; refuse an id of nobody, and of a neighbour's."""
    found = Staff.objects.filter(tenant_id=current_tenant(), id=staff_id).first()
    if found is None:
        raise StaffUnknown
    outlets = dict(Outlet.objects.filter(id=found.outlet_id).values_list("id", "name"))
    return _person(found, outlets, has_pin=Pin.objects.filter(staff_id=found.id).exists())


def _person(staff: Staff, outlets: dict[UUID, str], *, has_pin: bool) -> Person:
    return Person(
        id=staff.id,
        name=staff.name,
        email=staff.email,
        role=staff.role,
        outlet=outlets.get(staff.outlet_id, "") if staff.outlet_id else "",
        outlet_id=staff.outlet_id,
        is_active=staff.is_active,
        has_pin=has_pin,
        last_login=staff.last_login,
        stamp=stamp_of(staff),
    )


def find_invitations(*, at: dt.datetime) -> list[StaffInvitation]:
    """Invitations that are out, the latest first, each with its outlet."""
    found = StaffInvitation.objects.filter(taken_at=None, withdrawn_at=None, expires_at__gt=at)
    return list(found.select_related("outlet").order_by("-created_at", "id"))
