"""Holds that were made before they knew as much as today."""

import pytest

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.models import Hold
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.models import ApiKey, Tenant
from plushka.domain.tenants.queries import hash_of
from tests.conftest import NOON
from tests.domain.ledger.asking import adjust
from tests.domain.ledger.making import DAY
from tests.migrating import migrate_anew

pytestmark = pytest.mark.slow


def _key(tenant: Tenant, outlet: object) -> str:
    """Make a key, and give its name in the ledger."""
    key = tenants.add_key(tenant=tenant, name="till", scopes=["sales"], at=NOON, outlet_id=outlet)
    return f"key:{ApiKey.objects.get(hash=hash_of(key)).id}"


def test_earlier_hold_belongs_to_the_outlet_of_its_key(lipa, anna):
    adjust(anna, 100)
    outlet = tenants.add_outlet(code="north", name="Север").id
    actors = {"bound": _key(lipa, outlet), "of all": _key(lipa, None), "staff": "staff:olya"}
    for name, actor in actors.items():
        ledger.hold(account=anna, points=10, until=NOON + DAY, key=name, actor=actor, at=NOON)

    migrate_anew("ledger", after="0001_ledger")

    assert dict(Hold.objects.values_list("key", "outlet_id")) == {
        "bound": outlet,
        "of all": None,
        "staff": None,
    }
