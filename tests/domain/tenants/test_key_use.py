"""When a key was used last."""

import datetime as dt

import pytest

from plushka.domain.tenants.models import ApiKey, Tenant
from plushka.domain.tenants.operations import note_use
from tests.conftest import NOON


@pytest.mark.parametrize(("minutes", "noted"), [(14, 0), (15, 15)])
def test_use_is_noted_once_a_quarter_of_an_hour(lipa: Tenant, minutes: int, noted: int):
    key = ApiKey.objects.get(tenant=lipa)
    note_use(key_id=key.id, noted_at=None, at=NOON)

    note_use(key_id=key.id, noted_at=NOON, at=NOON + dt.timedelta(minutes=minutes))

    assert ApiKey.objects.get(id=key.id).used_at == NOON + dt.timedelta(minutes=noted)
