"""People of «Липа», who come and go."""

from uuid import UUID, uuid4

from plushka.domain.audit.models import Record
from plushka.domain.staffing.changing import Job
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.models import Outlet, Staff, Tenant
from tests.conftest import NOON

ACTOR = "staff:0197a3c0-0000-7000-8000-00000000000a"


def hire(shop: Tenant, role: str, *, outlet_id: UUID | None = None, name: str = "Оля") -> Staff:
    """Let somebody of a role work for a company."""
    return tenants.add_staff(
        tenant=shop,
        email=f"{uuid4().hex[:12]}@{shop.slug}.example",
        name=name,
        role=role,
        password="сорока-ворона",
        at=NOON,
        outlet_id=outlet_id,
    )


def owner_of(shop: Tenant) -> Staff:
    """The owner whom the company was founded with."""
    return Staff.objects.get(tenant=shop, role=Staff.Role.OWNER)


def job(staff: Staff, **other: object) -> Job:
    """What a person is, but for what is named."""
    told = {"name": staff.name, "role": staff.role, "outlet_id": staff.outlet_id, **other}
    return Job(**told)  # type: ignore[arg-type]


def first_outlet() -> UUID:
    """The outlet that every company is founded with."""
    found: UUID = Outlet.objects.get(code="main").id
    return found


def recorded(action: str) -> list[tuple[dict[str, object], dict[str, object]]]:
    """What was put on record of an action: before and after, in order."""
    found = Record.objects.filter(action=action).order_by("at", "id")
    return list(found.values_list("before", "after"))
