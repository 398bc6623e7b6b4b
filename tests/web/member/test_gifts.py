"""A member chooses a gift, orders it, and cancels it."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.ledger import queries as ledger
from plushka.domain.rewards import codes
from plushka.domain.rewards.models import Order
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet
from tests.web.conftest import Shop, open_shop
from tests.web.member.gifts import offer, ordered
from tests.web.member.people import Phone, account, join, signed_in
from tests.web.till.people import now


@pytest.fixture
def shop(committed: None) -> Shop:
    """A company of its own: lists are exact."""
    return open_shop("Берёза")


@pytest.fixture
def phone(shop: Shop, anna: UUID) -> Phone:
    """Anna's phone, in Russian."""
    return signed_in(shop, anna, "ru")


def _points(shop: Shop, member: UUID) -> tuple[int, int]:
    own = account(shop, member)
    with tenant_context(shop.tenant.id):
        found = ledger.balance(account=own, at=now())
    return found.spendable, found.held


def _orders(shop: Shop) -> list[Order]:
    with tenant_context(shop.tenant.id):
        return list(Order.objects.order_by("number"))


def _form(phone: Phone, code: str) -> dict[str, str]:
    page = phone.get(f"gifts/{code}").content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    return {"key": key, "quantity": "1", "outlet": "main"}


def test_shop_without_gifts_says_what_to_do(phone: Phone):
    page = phone.get("gifts").content.decode()

    assert "Подарков пока нет" in page


def test_who_can_fetch_it_in_two_shops_has_to_choose(shop: Shop, phone: Phone):
    code, here = offer(shop), offer(shop, outlets=("main",))
    alone = phone.get(f"gifts/{here}").content.decode()
    with tenant_context(shop.tenant.id):
        Outlet.objects.create(tenant_id=shop.tenant.id, code="second", name="Вторая")

    asked = phone.get(f"gifts/{code}").content.decode()
    refused = phone.post(f"gifts/{code}/order", **_form(phone, code) | {"outlet": ""})

    assert "Выберите магазин" not in alone
    assert '<option value="">Выберите магазин</option>' in asked
    assert refused.status_code == 422
    assert _orders(shop) == []


def test_gifts_are_shown_with_what_is_missing(shop: Shop, phone: Phone):
    offer(shop, name="Кружка <b>")
    offer(shop, name="Самокат", points=60_000)
    offer(shop, name="Пусто", pieces=0)
    offer(shop, name="Тайна", is_shown=False)

    page = phone.get("gifts").content.decode()

    assert "Кружка &lt;b&gt;" in page
    assert "Не хватает 100" in page
    assert "Закончился" in page
    assert "Тайна" not in page


def test_order_is_made_once_however_often_it_is_pressed(shop: Shop, anna: UUID, phone: Phone):
    code = offer(shop, pieces=3)
    form = _form(phone, code)

    answers = [phone.post(f"gifts/{code}/order", **form) for _ in range(2)]

    [made] = _orders(shop)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("Заказ принят" in answer.content.decode() for answer in answers)
    assert _points(shop, anna) == (40_000, 0)
    page = phone.get(f"orders/{made.id}").content.decode()
    assert codes.code_of(made.id, made.number) in page
    assert f"Заказ {made.number}" in phone.get("orders").content.decode()


def test_order_is_cancelled_and_points_come_back(shop: Shop, anna: UUID, phone: Phone):
    made = ordered(shop, anna, offer(shop, money=5_000), key="held")
    assert _points(shop, anna) == (40_000, 10_000)

    phone.post(f"orders/{made}/cancel")

    assert _points(shop, anna) == (50_000, 0)
    page = phone.get(f"orders/{made}").content.decode()
    assert "Отменён" in page
    assert "Отменить заказ" not in page


def test_refusal_is_told_beside_the_form_and_changes_nothing(shop: Shop, anna: UUID, phone: Phone):
    code = offer(shop, pieces=1, most=5)
    form = _form(phone, code)
    ordered(shop, join(shop, points=20_000), code, key="other")

    sold = phone.post(f"gifts/{code}/order", **form)
    strange = phone.post(f"gifts/{code}/order", **form | {"quantity": "мама"})
    gone = phone.post("gifts/nothing/order", **form)

    assert [answer.status_code for answer in (sold, strange, gone)] == [422, 422, 422]
    assert "закончился" in sold.content.decode()
    assert _points(shop, anna) == (50_000, 0)
    assert len(_orders(shop)) == 1


def test_delivery_is_asked_for_where_the_gift_is_brought(shop: Shop, phone: Phone):
    code = offer(shop, can_pick_up=False, can_deliver=True)
    form = _form(phone, code) | {"how": "delivery", "name": "Анна", "phone": "+79161234567"}

    missing = phone.post(f"gifts/{code}/order", **form)
    phone.post(f"gifts/{code}/order", **form | {"address": "Мира, 5"})

    assert missing.status_code == 422
    assert "кому привезти" in missing.content.decode()
    [made] = _orders(shop)
    assert made.delivery["address"] == "Мира, 5"


def test_order_of_somebody_else_is_not_there(shop: Shop, phone: Phone):
    other = join(shop, points=20_000)
    made = ordered(shop, other, offer(shop), key="theirs")

    assert phone.get(f"orders/{made}").status_code == 404
    assert phone.post(f"orders/{made}/cancel").status_code == 404
    assert _points(shop, other) == (10_000, 0)


def test_picture_is_a_picture_with_an_address_of_its_own(shop: Shop, phone: Phone):
    offer(shop, noise=1)
    page = phone.get("gifts").content.decode()
    address = page.split(f'src="/m/{phone.slug}/pictures/')[1].split('"')[0]

    answer = phone.get(f"pictures/{address}")

    assert answer["Content-Type"] == "image/webp"
    assert "immutable" in answer["Cache-Control"]
    assert phone.get("pictures/nothing/small.webp").status_code == 404
    assert phone.get(f"pictures/{address}".replace("small", "huge")).status_code == 404


@pytest.mark.parametrize("path", ["gifts", "orders"])
def test_lists_ask_no_more_however_long_they_are(shop: Shop, path: str):
    vera = join(shop, points=100_000)
    phone = signed_in(shop, vera)
    asked = []
    for n_more in (1, 2):
        for number in range(n_more):
            ordered(shop, vera, offer(shop, noise=number), key=f"{n_more}-{number}")
        with CaptureQueriesContext(connection) as seen:
            phone.get(path)
        asked.append(len(seen))

    assert asked[0] == asked[1] <= 25


def test_what_no_database_takes_is_left_out(shop: Shop, phone: Phone):
    code = offer(shop, can_deliver=True)
    form = _form(phone, code)
    brought = {"how": "delivery", "name": "Анна\0", "phone": "\0+79161234567", "address": "М\0ира"}

    strange = phone.post(f"gifts/{code}/order", **form | {"outlet": "ma\0n"})
    phone.post(f"gifts/{code}/order", **form | brought)

    assert strange.status_code == 422
    [made] = _orders(shop)
    assert (made.delivery["name"], made.delivery["address"]) == ("Анна", "Мира")
