"""Holds that were made before they knew as much as today."""

from uuid import UUID

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


def _hold(account: UUID, key: str, *, actor: str = "key:till", outlet: UUID | None = None) -> UUID:
    """Set points aside under a key, as a hold of an order once did."""
    book = ledger.open_book(accounts=[account], moment=NOON, with_lots=[account])
    made = book.hold(account, 10, until=NOON + DAY, key=key, actor=actor, outlet=outlet)
    ledger.save(book)
    return made.id


def test_earlier_hold_belongs_to_the_outlet_of_its_key(lipa, anna):
    adjust(anna, 100)
    outlet = tenants.add_outlet(code="north", name="Север").id
    actors = {"bound": _key(lipa, outlet), "of all": _key(lipa, None), "staff": "staff:olya"}
    for name, actor in actors.items():
        _hold(anna, name, actor=actor)

    migrate_anew("ledger", after="0001_ledger")

    assert dict(Hold.objects.values_list("key", "outlet_id")) == {
        "bound": outlet,
        "of all": None,
        "staff": None,
    }


def test_earlier_hold_is_found_by_its_reference_the_later_of_two(lipa, anna, bohdan):
    adjust(anna, 100)
    adjust(bohdan, 100)
    outlet = tenants.add_outlet(code="north", name="Север").id
    _hold(anna, "reference:7")
    later = _hold(bohdan, "reference:7")
    elsewhere = _hold(anna, "reference:8:a", outlet=outlet)
    _hold(anna, "hold:9")

    migrate_anew("ledger", after="0002_hold_outlet")

    found = Hold.objects.exclude(reference="").values_list("id", "outlet_id", "reference")
    assert set(found) == {(later, None, "7"), (elsewhere, outlet, "8:a")}
