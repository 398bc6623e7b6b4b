"""Two companies with the same buyers, baskets and lines: the same values, even the same ids."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import override_settings

from plushka.domain.tenants.guard import guard_all
from plushka.domain.tenants.models import Tenant
from tests.shapes.models import Basket, BasketLine, Buyer, Note

MODELS = (Buyer, Basket, BasketLine, Note)
ANNA, BOHDAN, VERA = (UUID(int=number) for number in (1, 2, 3))
FIRST, SECOND, THIRD, NOBODYS, FIFTH = (UUID(int=number) for number in range(11, 16))


@dataclass(frozen=True, slots=True)
class Shop:
    """What one company has."""

    tenant: Tenant
    anna: Buyer
    bohdan: Buyer
    vera: Buyer
    first: Basket


@pytest.fixture(autouse=True)
def _quick_passwords(settings: pytest.FixtureRequest) -> None:
    """Found companies without the second that a real password's hash takes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def shapes(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Install the throw-away app and guard its tables as any other's."""
    apps = [*settings.INSTALLED_APPS, "tests.shapes"]
    with override_settings(INSTALLED_APPS=apps), django_db_blocker.unblock():
        with connections["owner"].schema_editor() as editor:
            for model in MODELS:
                editor.create_model(model)
        guard_all(using="owner")
        yield
        with connections["owner"].schema_editor() as editor:
            for model in reversed(MODELS):
                editor.delete_model(model)


def act_as(tenant: Tenant | None) -> None:
    """Tell the database who asks, in the midst of a transaction: a trick only tests need."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL app.tenant TO '{tenant.id if tenant else ''}'")


def stock(tenant: Tenant) -> Shop:
    """Give a company its buyers, baskets and lines.

    Anna bought twice (100 with two lines, then 5), Bohdan once (5), Vera never;
    one basket (1) is nobody's. Bohdan was sent by Anna.
    """
    act_as(tenant)
    day = dt.date(2026, 11, 21)
    anna, bohdan, vera = (
        Buyer(tenant=tenant, id=id_, card=card, name=card, joined_on=day - dt.timedelta(age))
        for id_, card, age in ((ANNA, "a", 2), (BOHDAN, "b", 1), (VERA, "c", 0))
    )
    bohdan.referrer = anna
    Buyer.objects.bulk_create([anna, bohdan, vera])
    first, *others = (
        Basket(tenant=tenant, id=id_, receipt=receipt, total=total, buyer=buyer)
        for id_, receipt, total, buyer in (
            (FIRST, "1", 100, anna),
            (SECOND, "2", 5, anna),
            (THIRD, "3", 5, bohdan),
            (NOBODYS, "4", 1, None),
        )
    )
    Basket.objects.bulk_create([first, *others])
    BasketLine.objects.bulk_create(
        BasketLine(tenant=tenant, basket=first, sku=sku) for sku in "kl"
    )
    return Shop(tenant, anna, bohdan, vera, first)


@pytest.fixture
def neighbour(shapes: None, lipa: Tenant, dub: Tenant) -> Shop:
    """What the neighbour has: the same, and where «Липа» has nothing, something."""
    shop = stock(dub)
    more = Basket.objects.create(tenant=dub, id=FIFTH, receipt="9", total=200, buyer=shop.vera)
    BasketLine.objects.create(tenant=dub, basket=more, sku="k")
    BasketLine.objects.create(tenant=dub, basket_id=SECOND, sku="k")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE shapes_buyer SET referrer_id = %s WHERE id = %s", [shop.bohdan.id, VERA]
        )
    return shop


@pytest.fixture
def shop(neighbour: Shop, lipa: Tenant) -> Shop:
    """What «Липа» has, in whose context the test runs."""
    return stock(lipa)


@pytest.fixture
def unguarded(shop: Shop) -> Shop:
    """The same, asked as the owner of the tables: no policy of the database hides a wrong join."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
    return shop
