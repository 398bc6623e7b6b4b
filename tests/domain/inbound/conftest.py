"""A shop with a programme, a line for texts, and Anna, who agreed to advertising."""

from uuid import UUID

import pytest

from plushka.domain.members.operations import NewConsent
from plushka.domain.messaging import connecting
from plushka.domain.messaging.models import Connection
from plushka.domain.tenants.models import Tenant
from tests.conftest import NOON
from tests.domain.effects.cast import join
from tests.domain.members.cast import ANNAS_PHONE
from tests.domain.sales import cast


@pytest.fixture
def line(lipa: Tenant) -> Connection:
    """Where texts come in."""
    cast.promise()
    made = connecting.add(
        way="SMS", provider="console", settings={}, secrets={}, actor="staff:1", at=NOON
    )
    found: Connection = Connection.objects.get(id=made)
    return found


@pytest.fixture
def anna(line: Connection) -> UUID:
    """She agreed to advertising by SMS, and anywhere."""
    agreed = (NewConsent("ADVERTISING", "v1", "SMS"), NewConsent("ADVERTISING", "v1", "CABINET"))
    return join(ANNAS_PHONE, name="Анна", consents=agreed)
