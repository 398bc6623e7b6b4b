"""Anna and Bohdan of «Липа» with an account each, and a neighbour of «Дуб»."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from plushka.domain.ledger import operations as ledger
from plushka.domain.members.models import Member
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import current_tenant, tenant_context
from plushka.domain.tenants.models import Tenant
from tests.conftest import NOON


def opened_account(name: str) -> UUID:
    """A new member's empty account, in the tenant's context."""
    member = Member.objects.create(tenant_id=current_tenant(), name=name, created_at=NOON)
    return ledger.open_accounts(members=[member.id], at=NOON)[member.id]


@pytest.fixture
def anna(lipa: Tenant) -> UUID:
    """The account of Анна."""
    return opened_account("Анна")


@pytest.fixture
def bohdan(lipa: Tenant) -> UUID:
    """The account of Богдан."""
    return opened_account("Богдан")


@pytest.fixture
def open_shop(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[int]:
    """A company whose rows are committed, for tests with connections of their own.

    It stays in the test database: nobody else looks at it.
    """
    with django_db_blocker.unblock():
        tenant_id = tenants.next_id()
        with tenant_context(tenant_id):
            tenants.create(slug=f"shop-{tenant_id}", name="Открытая", at=NOON)
        yield tenant_id
