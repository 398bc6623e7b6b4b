"""Sales in the cabinet: the list by days, outlets, people and receipts, and all of one sale."""

import datetime as dt
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from plushka.domain.sales.asked import AskedReturn, Asker
from plushka.domain.sales.models import Sale
from plushka.domain.sales.operations import return_
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop, hire
from tests.web.manager.conftest import Person
from tests.web.manager.lab import sell
from tests.web.till.people import join, new_receipt, now, text_of


def sales_of(shop: Shop) -> list[Sale]:
    with tenant_context(shop.tenant.id):
        return list(Sale.objects.order_by("id"))


def ids_in(page) -> list[UUID]:
    return [row.id for row, _outlet, _name in page.context["rows"]]


def bring_back(shop: Shop, sale: Sale) -> None:
    return_(
        tenant_id=shop.tenant.id,
        sale_id=sale.id,
        asked=AskedReturn(receipt=new_receipt()),
        asker=Asker(actor=f"staff:{shop.owner.id}", outlet_id=None),
        key=new_receipt(),
        at=now(),
    )


def test_a_new_company_is_told_where_sales_come_from(newcomer: tuple[Person, Shop]):
    owner, _shop = newcomer

    assert "Nothing was sold yet." in text_of(owner.get("sales"))


def test_the_newest_come_first_with_their_members_and_never_the_neighbours(
    newcomer: tuple[Person, Shop], oak: Shop
):
    owner, shop = newcomer
    sell(oak, join(oak, name="Соседка"), "77.00")
    sell(shop, join(shop, name="Анна"), "100.00")
    sell(shop, join(shop, name="Богдан"), "200.00")

    page = owner.get("sales")

    assert [name for _row, _outlet, name in page.context["rows"]] == ["Богдан", "Анна"]
    assert "200.00" in text_of(page)


def test_the_list_is_narrowed_by_day_outlet_person_receipt_and_member(
    newcomer: tuple[Person, Shop],
):
    owner, shop = newcomer
    anna = join(shop, name="Анна")
    sell(shop, anna, "100.00")
    sell(shop, join(shop), "200.00")
    first, second = sales_of(shop)
    with tenant_context(shop.tenant.id):
        Sale.objects.filter(id=first.id).update(
            at=now() - dt.timedelta(days=10), staff="Петро", outlet=shop.market
        )
    today = now().date().isoformat()
    before = (now() - dt.timedelta(days=5)).date().isoformat()

    assert ids_in(owner.get("sales", since=before)) == [second.id]
    assert ids_in(owner.get("sales", until=before)) == [first.id]
    assert ids_in(owner.get("sales", since=before, until=today, staff="пет")) == []
    assert ids_in(owner.get("sales", staff="пет")) == [first.id]
    assert ids_in(owner.get("sales", outlet=str(shop.market.id))) == [first.id]
    assert ids_in(owner.get("sales", receipt=second.receipt)) == [second.id]
    assert ids_in(owner.get("sales", member=str(anna))) == [first.id]
    assert ids_in(owner.get("sales", member=str(anna), receipt=second.receipt)) == []


@pytest.mark.parametrize(
    "sent",
    [
        {"since": "31.02.2026"},
        {"until": "0001-01-01"},
        {"since": "2026-11-02", "until": "2026-11-01"},
    ],
)
def test_days_that_cannot_be_are_said_beside_the_field(owner: Person, sent: dict[str, str]):
    refused = owner.get("sales", **sent)

    assert refused.status_code == 422
    assert "Choose a" in text_of(refused)


def test_nonsense_in_the_address_finds_nothing(owner: Person):
    for sent in (
        {"receipt": "\x00' OR 1=1"},
        {"staff": "%_\\"},
        {"member": "x", "receipt": "nobody"},
        {"outlet": "x", "receipt": "nobody"},
        {"after": "0197a3c0-0000-7000-8000-00000000000a"},
    ):
        page = owner.get("sales", **sent)
        assert (page.status_code, ids_in(page)) == (200, [])


def test_fifty_are_on_a_page_and_the_next_page_goes_on(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = join(shop)
    for _ in range(52):
        sell(shop, anna, "1.00")
    newest_first = [sale.id for sale in reversed(sales_of(shop))]

    first = owner.get("sales")
    second = owner.client.get("/manage/sales" + first.context["more"])

    assert ids_in(first) + ids_in(second) == newest_first
    assert len(ids_in(first)) == 50
    assert second.context["more"] is None


def test_all_of_a_sale_is_told(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = join(shop, name="Анна")
    sell(shop, anna, "1000.00")
    [sale] = sales_of(shop)
    bring_back(shop, sale)

    page = owner.get(f"sales/{sale.id}")

    told = text_of(page)
    assert f"Receipt {sale.receipt}" in told
    assert "1. хлеб 1,000.00" in told
    assert "5% of 1,000.00" in told
    assert "Money back: 1,000.00 ₽." in told
    assert [(kind, one.points) for one, kind, *_rest in page.context["moved"]] == [
        ("accrual", 5000),
        ("reversal", -5000),
    ]
    assert f'href="/manage/members/{anna}"' in page.content.decode()


def test_a_sale_without_a_member_is_told_too(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    sell(shop, join(shop), "10.00")
    with tenant_context(shop.tenant.id):
        Sale.objects.update(member=None, accrual=None)
    [sale] = sales_of(shop)

    assert "It moved no points." in text_of(owner.get(f"sales/{sale.id}"))


def test_whoever_is_bound_to_an_outlet_sees_its_sales_alone(newcomer: tuple[Person, Shop], enter):
    _owner, shop = newcomer
    sell(shop, join(shop), "10.00")
    [sale] = sales_of(shop)
    elsewhere = enter(hire(shop.tenant, "Ира", "SUPPORT", shop.market))
    here = enter(hire(shop.tenant, "Оля", "SUPPORT", shop.outlet))

    assert ids_in(elsewhere.get("sales")) == []
    assert ids_in(elsewhere.get("sales", outlet=str(shop.outlet.id))) == []
    assert elsewhere.get(f"sales/{sale.id}").status_code == 404
    assert ids_in(here.get("sales")) == [sale.id]
    assert here.get(f"sales/{sale.id}").status_code == 200


def test_queries_do_not_grow_with_sales(
    newcomer: tuple[Person, Shop], django_assert_max_num_queries: DjangoAssertNumQueries
):
    owner, shop = newcomer
    sell(shop, join(shop), "10.00")
    owner.get("sales")

    with django_assert_max_num_queries(25) as with_one:
        owner.get("sales")
    for _ in range(2):
        sell(shop, join(shop), "10.00")
    with django_assert_max_num_queries(25) as with_three:
        owner.get("sales")

    assert len(with_one) == len(with_three)
    with django_assert_max_num_queries(25):
        owner.get(f"sales/{sales_of(shop)[0].id}")
