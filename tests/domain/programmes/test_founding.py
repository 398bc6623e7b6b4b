"""A company begins with a programme, so that its first sale has rules (E0)."""

import pytest

from plushka.domain.programmes import files, queries
from plushka.domain.programmes.founding import found
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib.refusal import BadField
from tests.domain.programmes.making import NOON


def test_a_new_company_has_the_default_programme_from_its_first_moment(db):
    created = found(slug="kvitka", name="Квітка", at=NOON, timezone="Europe/Kyiv")

    with tenant_context(created.tenant.id):
        programme = queries.rules(zone=created.tenant.timezone).at(NOON)
        assert programme.document == files.preset("bonusplus")


def test_a_company_with_an_unknown_preset_is_not_founded(db):
    with pytest.raises(BadField, match="there is no 'other', choose one of bands, bonusplus"):
        found(slug="kvitka", name="Квітка", at=NOON, preset="other")

    assert not Tenant.objects.filter(slug="kvitka").exists()
