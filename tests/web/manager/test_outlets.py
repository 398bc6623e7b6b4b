"""Outlets in the cabinet."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import text_of

ARBAT = {
    "code": "arbat",
    "name": "Арбат <b>12</b>",
    "address": "Москва, Арбат, 12",
    "coordinates": "55.7522, 37.5986",
    "hours.mon": "9-14, 15-21",
}


def outlet_of(shop: Shop, code: str = "arbat") -> Outlet:
    with tenant_context(shop.tenant.id):
        return Outlet.objects.get(code=code)  # type: ignore[no-any-return]


def test_an_outlet_opens_and_is_listed(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    answer = person.post("outlets/new", **ARBAT, id=str(uuid4()))

    assert answer["Location"] == "/manage/outlets?just=opened"
    page = person.get("outlets")
    assert "Арбат &lt;b&gt;12&lt;/b&gt;" in page.content.decode()
    assert "Москва, Арбат, 12" in text_of(page)
    assert outlet_of(shop).latitude_e6 == 55_752_200


def test_a_double_click_opens_one_outlet(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    sent = ARBAT | {"id": str(uuid4())}

    answers = [person.post("outlets/new", **sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert outlet_of(shop).name == "Арбат <b>12</b>"


def test_what_is_wrong_stands_beside_its_field(newcomer: tuple[Person, Shop]):
    person, _ = newcomer

    answer = person.post("outlets/new", code="main", name="я" * 300, **{"hours.tue": "всегда"})

    said = text_of(answer)
    assert answer.status_code == 422
    assert "Another outlet has this code." in said
    assert "This is too long. Shorten it." in said
    assert "Type spans such as 9:00–14:00" in said
    assert 'value="всегда"' in answer.content.decode()


def test_an_outlet_is_changed_and_the_second_is_told(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    path = f"outlets/{outlet_of(shop, 'market').id}"
    sent: dict[str, Any] = {"edition": "0", "name": "Рынок, ряд 5"}

    assert person.post(path, **sent).status_code == 302
    answer = person.post(path, **sent | {"name": "Базар"})

    assert answer.status_code == 422
    assert "Somebody changed this while you were editing." in text_of(answer)
    assert outlet_of(shop, "market").name == "Рынок, ряд 5"


def test_a_closed_outlet_is_offered_at_no_till(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    market = outlet_of(shop, "market")

    person.post(f"outlets/{market.id}/move", do="close")

    assert "Closed for good" in text_of(person.get("outlets"))
    assert "Рынок" not in text_of(person.client.get("/till/outlet"))
    person.post(f"outlets/{market.id}/move", do="reopen")
    assert outlet_of(shop, "market").closed_at is None


def test_the_neighbours_outlet_is_not_there(owner: Person, oak: Shop):
    path = f"outlets/{outlet_of(oak, 'market').id}"

    answers = [owner.get(path), owner.post(path, name="x"), owner.post(f"{path}/move", do="close")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert outlet_of(oak, "market").closed_at is None


def test_many_outlets_come_in_pages(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    with tenant_context(shop.tenant.id):
        for number in range(55):
            tenants.add_outlet(code=f"o-{number:03}", name=f"№ {number}")
        Outlet.objects.filter(code__gte="o-050").update(closed_at=shop.tenant.created_at)
    first = person.get("outlets")
    codes = [one.code for one, _ in first.context["outlets"]]  # type: ignore[attr-defined]
    after = first.context["after"]  # type: ignore[attr-defined]

    second = person.get("outlets", after=after)

    rest = [one.code for one, _ in second.context["outlets"]]  # type: ignore[attr-defined]
    assert len(codes) == 50
    assert set(codes) | set(rest) == {"main", *(f"o-{n:03}" for n in range(55)), "market"}
    assert not set(codes) & set(rest)


@pytest.mark.parametrize("more", [0, 2])
def test_the_statements_do_not_grow_with_the_outlets(
    newcomer: tuple[Person, Shop],
    django_assert_max_num_queries: Callable[[int], Any],
    more: int,
):
    person, shop = newcomer
    with tenant_context(shop.tenant.id):
        for number in range(more):
            tenants.add_outlet(code=f"o-{number}", name="x")

    with django_assert_max_num_queries(8):
        person.get("outlets")
