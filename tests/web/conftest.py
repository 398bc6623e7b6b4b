"""«Липа» and «Дуб» as people see them in pages; committed for real, shared, and added to."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.db import connections

from plushka.domain.programmes.founding import found
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet, Staff, Tenant
from tests.conftest import NOON

PASSWORD = "сорока-ворона"


@dataclass(frozen=True, slots=True)
class Shop:
    """A company with two outlets, an owner, and a cashier in the first outlet."""

    tenant: Tenant
    outlet: Outlet
    market: Outlet
    owner: Staff
    cashier: Staff
    marketer: Staff


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Let the pages at the database: each opens a transaction of its own, which commits."""
    with django_db_blocker.unblock():
        yield
        for connection in connections.all():
            connection.close()


def _staff(shop: Tenant, name: str, role: str, outlet: Outlet | None) -> Staff:
    return tenants.add_staff(
        tenant=shop,
        email=f"{role.lower()}@{shop.slug}.example",
        name=name,
        role=role,
        password=PASSWORD,
        at=NOON,
        outlet_id=outlet and outlet.id,
    )


def hire(shop: Tenant, name: str, role: str, outlet: Outlet | None = None) -> Staff:
    """Let a person of any role work for a company, under an e-mail nobody has."""
    return tenants.add_staff(
        tenant=shop,
        email=f"{uuid4().hex[:12]}@{shop.slug}.example",
        name=name,
        role=role,
        password=PASSWORD,
        at=NOON,
        outlet_id=outlet and outlet.id,
    )


def open_shop(name: str) -> Shop:
    """Found a company that no other test has."""
    created = found(slug=f"shop-{uuid4().hex[:8]}", name=name, at=NOON)
    shop = created.tenant
    with tenant_context(shop.id):
        market = tenants.add_outlet(code="market", name="Рынок")
        cashier = _staff(shop, "Петро", Staff.Role.CASHIER, created.outlet)
        marketer = _staff(shop, "Оля", Staff.Role.MARKETER, None)
    return Shop(shop, created.outlet, market, created.owner, cashier, marketer)


@pytest.fixture(scope="session")
def shop(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Shop:
    """The shop «Липа»."""
    with django_db_blocker.unblock():
        return open_shop("Липа")


@pytest.fixture(scope="session")
def oak(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Shop:
    """The neighbour «Дуб», whose data must never appear."""
    with django_db_blocker.unblock():
        return open_shop("Дуб")
