"""The first steps of a new company."""

from collections.abc import Callable
from typing import Any

import pytest

from plushka.domain.programmes.queries import newest_version
from plushka.domain.sales.models import Sale
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff, Tenant
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import new_phone, text_of


def fields(person: Person, step: str) -> dict[str, str]:
    """Give what a step would send if nobody changed anything."""
    context: Any = person.get(f"begin/{step}").context
    form = context["form"]
    shown = form.plain if step == "name" else form.main
    return {one.path: one.text for one in shown} | {"edition": str(form.edition)}


def test_five_steps_lead_to_the_first_points(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    assert "/manage/begin" in person.get().content.decode()
    assert person.get("begin")["Location"] == "/manage/begin/name"

    person.post("begin/name", **fields(person, "name") | {"name": "Сад"})
    person.post("begin/programme", preset="cafe")
    person.post("begin/outlet", **fields(person, "outlet") | {"name": "Сад на углу"})
    assert person.get("begin")["Location"] == "/manage/begin/staff"
    person.post("begin/staff", skip="yes")
    sale: Any = person.get("begin/sale").context
    sent = {"receipt": sale["receipt"], "phone": new_phone(), "total": "1000"}
    done = [person.post("begin/sale", **sent) for _ in range(2)]

    assert "The first points are there" in text_of(done[0])
    assert text_of(done[0]) == text_of(done[1])
    with tenant_context(shop.tenant.id):
        [sold] = Sale.objects.all()
        assert newest_version().document["preset"] == "cafe"
    assert sold.accrued > 0
    tenant = Tenant.objects.get(id=shop.tenant.id)
    assert (tenant.name, tenant.begun_at is not None) == ("Сад", True)


def test_what_is_wrong_stands_beside_its_field_and_takes_no_step(
    newcomer: tuple[Person, Shop],
):
    person, _shop = newcomer

    name = person.post("begin/name", **fields(person, "name") | {"name": ""})
    sale: Any = person.get("begin/sale").context
    sold = person.post("begin/sale", receipt=sale["receipt"], phone="1", total="много")

    assert [name.status_code, sold.status_code] == [422, 422]
    assert "Fill this in." in text_of(name)
    assert "There is no such phone number." in text_of(sold)
    assert 'value="много"' in sold.content.decode()
    assert person.get("begin")["Location"] == "/manage/begin/name"


@pytest.mark.parametrize("preset", ["", "nonsense"])
def test_a_programme_nobody_knows_is_refused(newcomer: tuple[Person, Shop], preset: str):
    person, _shop = newcomer

    answer = person.post("begin/programme", preset=preset)

    assert answer.status_code == 422
    assert "Choose one of the programmes." in text_of(answer)


def test_a_programme_under_which_was_sold_is_not_replaced(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    sale: Any = person.get("begin/sale").context
    person.post("begin/sale", receipt=sale["receipt"], phone=new_phone(), total="10")

    answer = person.post("begin/programme", preset="fuel")

    assert "Something was sold already." in text_of(answer)
    with tenant_context(shop.tenant.id):
        assert newest_version().number == 1


def test_the_steps_are_put_aside_for_good(newcomer: tuple[Person, Shop]):
    person, _shop = newcomer

    person.post("begin/aside")

    assert "Take the first steps" not in text_of(person.get())


def test_only_owners_begin(enter: Callable[[Staff], Person], shop: Shop):
    assert enter(shop.marketer).get("begin/name").status_code == 403
    assert enter(shop.owner).get("begin/nonsense").status_code == 404


def test_a_second_sale_is_not_tried_without_a_code(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    for _ in range(2):
        sale: Any = person.get("begin/sale").context
        sent = {"receipt": sale["receipt"], "phone": new_phone(), "total": "10"}
        answer = person.post("begin/sale", **sent)

    assert answer.status_code == 422
    assert "Something was sold already: go on at the till." in text_of(answer)
    with tenant_context(shop.tenant.id):
        assert Sale.objects.count() == 1


def test_programmes_are_told_in_the_money_of_the_company(newcomer: tuple[Person, Shop]):
    person, _shop = newcomer

    said = text_of(person.get("begin/programme"))

    assert "₽" in said
    assert "₴" not in said
