"""Anna and Bohdan of «Липа» with an account each, and a neighbour of «Дуб»."""

from uuid import UUID

import pytest

from plushka.domain.ledger import operations as ledger
from plushka.domain.members.models import Member
from plushka.domain.tenants.context import current_tenant
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
