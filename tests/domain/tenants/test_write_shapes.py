"""Writing through tenant keys: what changes, and that nothing of the neighbour's does.

As the owner of the tables, so that no policy hides a statement that reaches
too far.
"""

import pytest
from django.db import connection

from plushka.domain.tenants.context import current_tenant
from tests.domain.tenants.conftest import Shop
from tests.shapes.models import Member, Sale, SaleLine


def of_neighbour(neighbour: Shop, column: str, table: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM shapes_{table} WHERE tenant_id = %s ORDER BY id",
            [neighbour.tenant.id],
        )
        return [value for (value,) in cursor.fetchall()]


def test_sale_is_nobodys_when_made_with_none(unguarded: Shop):
    sale = Sale.objects.create(tenant=unguarded.tenant, member=None, receipt="5", total=1)

    assert (sale.tenant_id, sale.member_id) == (unguarded.tenant.id, None)


def test_sale_is_nobodys_when_made_without(unguarded: Shop):
    sale = Sale.objects.create(tenant=unguarded.tenant, receipt="5", total=1)

    assert sale.member is None


def test_taking_the_member_away_leaves_the_tenant(unguarded: Shop):
    sale = Sale.objects.get(receipt="1")
    sale.member = None
    sale.save()

    assert Sale.objects.get(receipt="1").pk == (unguarded.tenant.id, unguarded.first.id)


def test_another_tenants_row_cannot_be_assigned(unguarded: Shop, neighbour: Shop):
    sale = Sale.objects.get(receipt="1")

    with pytest.raises(ValueError, match="another tenant"):
        sale.member = neighbour.anna


def test_row_cannot_be_made_with_another_tenants(unguarded: Shop, neighbour: Shop):
    with pytest.raises(ValueError, match="another tenant"):
        Sale(tenant=neighbour.tenant, member=unguarded.anna, receipt="5", total=1)


def test_tenant_comes_with_the_member(unguarded: Shop):
    assert Sale(member=unguarded.anna, receipt="5", total=1).tenant_id == current_tenant()


def test_sales_of_a_member_change_alone(unguarded: Shop, neighbour: Shop):
    changed = unguarded.anna.sales.filter(total=5).update(total=6)

    assert changed == 1
    assert of_neighbour(neighbour, "total", "sale") == [100, 5, 5, 1, 200]


def test_exclude_through_sales_changes_the_others(unguarded: Shop, neighbour: Shop):
    changed = Member.objects.exclude(sales__total__gte=100).update(name="new")

    assert changed == 2
    assert of_neighbour(neighbour, "name", "member") == ["a", "b", "c"]


def test_exclude_through_the_key_deletes_the_others(unguarded: Shop, neighbour: Shop):
    deleted, _ = SaleLine.objects.exclude(sale__total__gte=1000).delete()

    assert deleted == 2
    assert len(of_neighbour(neighbour, "sku", "saleline")) == 4


def test_lines_go_with_their_sale(unguarded: Shop, neighbour: Shop):
    Sale.objects.get(receipt="1").delete()

    assert not SaleLine.objects.exists()
    assert len(of_neighbour(neighbour, "sku", "saleline")) == 4


def test_database_deletes_lines_with_their_sale(unguarded: Shop, neighbour: Shop):
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM shapes_sale WHERE tenant_id = %s AND id = %s", unguarded.first.pk
        )

    assert not SaleLine.objects.exists()
    assert len(of_neighbour(neighbour, "sku", "saleline")) == 4


def test_cleared_sales_stay_with_the_tenant(unguarded: Shop, neighbour: Shop):
    unguarded.anna.sales.clear()

    assert Sale.objects.filter(member=None).count() == 3
    assert of_neighbour(neighbour, "member_id", "sale").count(None) == 1


def test_saved_row_updates_itself_alone(unguarded: Shop, neighbour: Shop):
    sale = Sale.objects.get(receipt="1")
    sale.total = 101
    sale.save()

    assert Sale.objects.get(receipt="1").total == 101
    assert of_neighbour(neighbour, "total", "sale") == [100, 5, 5, 1, 200]


def test_rows_are_changed_together(unguarded: Shop, neighbour: Shop):
    sales = list(Sale.objects.filter(member=unguarded.anna))
    for sale in sales:
        sale.total += 1
    Sale.objects.bulk_update(sales, ["total"])

    assert sorted(Sale.objects.values_list("total", flat=True)) == [1, 5, 6, 101]
    assert of_neighbour(neighbour, "total", "sale") == [100, 5, 5, 1, 200]
