"""Keys that were made before there was a scope for the programme."""

import pytest

from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.models import ApiKey
from tests.conftest import NOON
from tests.migrating import migrate_anew

pytestmark = pytest.mark.slow


def test_a_key_for_everything_may_change_the_programme_and_no_other_key(lipa):
    before = tuple(one for one in tenants.SCOPES if one != "programme")
    kept = {"all": before, "till": ("sales", "members"), "most": before[1:]}
    for name, scopes in kept.items():
        tenants.add_key(tenant=lipa, name=name, scopes=scopes, at=NOON)

    migrate_anew("tenants", after="0002_key_rates")

    found = dict(ApiKey.objects.filter(tenant=lipa).values_list("name", "scopes"))
    assert set(found.pop("main")) == set(tenants.SCOPES)
    assert found == {
        "all": [*before, "programme"],
        "till": ["sales", "members"],
        "most": list(before[1:]),
    }
