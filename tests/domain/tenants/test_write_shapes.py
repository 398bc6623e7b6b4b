"""Writing through tenant keys: what changes, and that nothing of the neighbour's does.

As the owner of the tables, so that no policy hides a statement that reaches
too far.
"""

import pytest
from django.db import connection

from plushka.domain.tenants.context import current_tenant
from tests.domain.tenants.conftest import Shop
from tests.shapes.models import Basket, BasketLine, Buyer


def of_neighbour(neighbour: Shop, column: str, table: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM shapes_{table} WHERE tenant_id = %s ORDER BY id",
            [neighbour.tenant.id],
        )
        return [value for (value,) in cursor.fetchall()]


def test_basket_is_nobodys_when_made_with_none(unguarded: Shop):
    basket = Basket.objects.create(tenant=unguarded.tenant, buyer=None, receipt="5", total=1)

    assert (basket.tenant_id, basket.buyer_id) == (unguarded.tenant.id, None)


def test_basket_is_nobodys_when_made_without(unguarded: Shop):
    basket = Basket.objects.create(tenant=unguarded.tenant, receipt="5", total=1)

    assert basket.buyer is None


def test_taking_the_buyer_away_leaves_the_tenant(unguarded: Shop):
    basket = Basket.objects.get(receipt="1")
    basket.buyer = None
    basket.save()

    assert Basket.objects.get(receipt="1").pk == (unguarded.tenant.id, unguarded.first.id)


def test_another_tenants_row_cannot_be_assigned(unguarded: Shop, neighbour: Shop):
    basket = Basket.objects.get(receipt="1")

    with pytest.raises(ValueError, match="another tenant"):
        basket.buyer = neighbour.anna


def test_row_cannot_be_made_with_another_tenants(unguarded: Shop, neighbour: Shop):
    with pytest.raises(ValueError, match="another tenant"):
        Basket(tenant=neighbour.tenant, buyer=unguarded.anna, receipt="5", total=1)


def test_tenant_comes_with_the_buyer(unguarded: Shop):
    assert Basket(buyer=unguarded.anna, receipt="5", total=1).tenant_id == current_tenant()


def test_baskets_of_a_buyer_change_alone(unguarded: Shop, neighbour: Shop):
    changed = unguarded.anna.baskets.filter(total=5).update(total=6)

    assert changed == 1
    assert of_neighbour(neighbour, "total", "basket") == [100, 5, 5, 1, 200]


def test_exclude_through_baskets_changes_the_others(unguarded: Shop, neighbour: Shop):
    changed = Buyer.objects.exclude(baskets__total__gte=100).update(name="new")

    assert changed == 2
    assert of_neighbour(neighbour, "name", "buyer") == ["a", "b", "c"]


def test_exclude_through_the_key_deletes_the_others(unguarded: Shop, neighbour: Shop):
    deleted, _ = BasketLine.objects.exclude(basket__total__gte=1000).delete()

    assert deleted == 2
    assert len(of_neighbour(neighbour, "sku", "basketline")) == 4


def test_lines_go_with_their_basket(unguarded: Shop, neighbour: Shop):
    Basket.objects.get(receipt="1").delete()

    assert not BasketLine.objects.exists()
    assert len(of_neighbour(neighbour, "sku", "basketline")) == 4


def test_database_deletes_lines_with_their_basket(unguarded: Shop, neighbour: Shop):
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM shapes_basket WHERE tenant_id = %s AND id = %s", unguarded.first.pk
        )

    assert not BasketLine.objects.exists()
    assert len(of_neighbour(neighbour, "sku", "basketline")) == 4


def test_cleared_baskets_stay_with_the_tenant(unguarded: Shop, neighbour: Shop):
    unguarded.anna.baskets.clear()

    assert Basket.objects.filter(buyer=None).count() == 3
    assert of_neighbour(neighbour, "buyer_id", "basket").count(None) == 1


def test_saved_row_updates_itself_alone(unguarded: Shop, neighbour: Shop):
    basket = Basket.objects.get(receipt="1")
    basket.total = 101
    basket.save()

    assert Basket.objects.get(receipt="1").total == 101
    assert of_neighbour(neighbour, "total", "basket") == [100, 5, 5, 1, 200]


def test_rows_are_changed_together(unguarded: Shop, neighbour: Shop):
    baskets = list(Basket.objects.filter(buyer=unguarded.anna))
    for basket in baskets:
        basket.total += 1
    Basket.objects.bulk_update(baskets, ["total"])

    assert sorted(Basket.objects.values_list("total", flat=True)) == [1, 5, 6, 101]
    assert of_neighbour(neighbour, "total", "basket") == [100, 5, 5, 1, 200]
