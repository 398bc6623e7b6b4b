"""Keys that were made before there were scopes for the programme, returns and events."""

import pytest

from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.models import ApiKey
from tests.conftest import NOON
from tests.migrating import migrate_anew

pytestmark = pytest.mark.slow

FIRST = ("read", "sales", "members", "adjust", "trusted", "history")
"""All there was."""


def test_a_key_for_everything_may_do_what_came_later_and_no_other_key(lipa):
    kept = {"all": FIRST, "till": ("sales", "members"), "most": FIRST[1:]}
    for name, scopes in kept.items():
        tenants.add_key(tenant=lipa, name=name, scopes=scopes, at=NOON)

    migrate_anew("tenants", after="0002_key_rates")

    found = dict(ApiKey.objects.filter(tenant=lipa).values_list("name", "scopes"))
    assert set(found.pop("main")) == set(tenants.SCOPES)
    assert found == {
        "all": [*FIRST, "programme", "approve", "claims", "events", "codes"],
        "till": ["sales", "members"],
        "most": list(FIRST[1:]),
    }
