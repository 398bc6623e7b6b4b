"""One company never sees another."""

import pytest
from django.db import connection

from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import NoTenant, tenant_context
from plushka.domain.tenants.models import Outlet, Tenant


@pytest.mark.django_db
def test_query_without_a_tenant_is_refused():
    with pytest.raises(NoTenant):
        Outlet.objects.all()


def test_outlets_of_the_neighbour_are_never_found(lipa: Tenant):
    tenants.add_outlet(code="second", name="Вторая")

    assert sorted(Outlet.objects.values_list("code", flat=True)) == ["main", "second"]


def test_database_hides_the_neighbour_from_a_bare_statement(lipa: Tenant):
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tenant_id FROM tenants_outlet")

        assert cursor.fetchall() == [(lipa.id,)]


def test_web_role_serves(lipa: Tenant):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")

        assert cursor.fetchone() == ("plushka_web",)


def test_context_inside_another_is_refused(lipa: Tenant, dub: Tenant):
    with pytest.raises(RuntimeError, match="durable"), tenant_context(dub.id):
        pass
