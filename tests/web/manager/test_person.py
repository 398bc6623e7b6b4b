"""A person is added by hand, and edited: nothing typed is lost, and nothing is done twice."""

import datetime as dt

import pytest

from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.manager.test_member import changes_of, profile_of
from tests.web.manager.test_members import enrol_person
from tests.web.till.people import join, new_phone, text_of


def test_a_member_is_added_once_though_the_button_is_pressed_twice(newcomer: tuple[Person, Shop]):
    owner, _shop = newcomer
    sent = {
        "phone": "8 916 777-11-22",
        "surname": "Шевчук",
        "name": "Анна",
        "sex": "FEMALE",
        "birth_date": "17.05.1990",
        "email": "anna@example.com",
        "note": "Любит чай",
        "new_code": "car",
        "new_value": "Лада",
    }

    first = owner.post("members/new", **sent)
    second = owner.post("members/new", **sent)

    assert first["Location"] == second["Location"]
    page = text_of(owner.client.get(first["Location"]))
    for told in ("Шевчук Анна", "+79167771122", "anna@example.com", "17 May 1990", "car Лада"):
        assert told in page


def test_whose_phone_it_is_already_is_told_with_a_link(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = join(shop, phone="+79167773344", name="Анна")

    refused = owner.post("members/new", phone="+79167773344", name="Богдан")

    assert refused.status_code == 422
    assert f'href="/manage/members/{anna}"' in refused.content.decode()
    assert 'value="Богдан"' in refused.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "12"),
        ("card", "1234567890123"),
        ("alias", "!"),
        ("name", "я" * 201),
        ("birth_date", "31.02.1990"),
        ("birth_date", "17.05.2090"),
        ("email", "anna"),
        ("sex", "?"),
        ("note", "я" * 2001),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(
    newcomer: tuple[Person, Shop], field: str, value: str
):
    owner, _shop = newcomer
    sent = {"phone": new_phone(), "surname": "Шевчук"} | {field: value}

    refused = owner.post("members/new", **sent)

    assert refused.status_code == 422
    assert field in refused.context["form"].errors
    assert 'value="Шевчук"' in refused.content.decode()
    assert "0 members found" in text_of(owner.get("members"))


def test_nobody_is_added_without_anything_that_finds_them(newcomer: tuple[Person, Shop]):
    owner, _shop = newcomer

    assert owner.post("members/new", name="Анна").status_code == 422


def form_of(page) -> dict[str, str]:
    form = page.context["form"]
    return {**form.texts, "stamp": form.stamp} | {
        f"attribute.{code}": text for code, text in form.attributes.items()
    }


def test_an_edit_changes_what_was_typed_and_keeps_the_types_of_the_rest(
    newcomer: tuple[Person, Shop],
):
    owner, shop = newcomer
    anna = enrol_person(
        shop, name="Анна", attributes={"children": 2, "is_vip": True, "car": "Лада", "gone": "x"}
    )
    sent = form_of(owner.get(f"members/{anna}/edit"))

    saved = owner.post(
        f"members/{anna}/edit",
        **sent
        | {"surname": "Коваль", "birth_date": "17.05", "attribute.children": "3"}
        | {"attribute.gone": "", "attribute.car": "ВАЗ"},
    )

    known = profile_of(shop, anna)
    assert saved.status_code == 302
    assert (known.full_name, known.birth_date) == ("Коваль Анна", dt.date(4, 5, 17))
    assert known.attributes == {"children": 3, "is_vip": True, "car": "ВАЗ"}
    assert known.phone is not None
    [(fields, _reason)] = changes_of(shop, anna)
    assert {"surname", "birth_date", "attributes.children"} <= fields


def test_the_second_editor_is_told_and_nothing_typed_is_lost(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = enrol_person(shop, name="Анна")
    sent = form_of(owner.get(f"members/{anna}/edit"))
    owner.post(f"members/{anna}/edit", **sent | {"name": "Аня"})

    refused = owner.post(f"members/{anna}/edit", **sent | {"note": "Любит чай"})

    assert refused.status_code == 422
    assert "Somebody changed this member meanwhile." in text_of(refused)
    assert "Любит чай" in refused.content.decode()
    assert (profile_of(shop, anna).name, profile_of(shop, anna).note) == ("Аня", "")


def test_whoever_cannot_see_the_phone_keeps_it_by_leaving_it_empty(shop: Shop, enter):
    anna = enrol_person(shop, name="Анна")
    phone = profile_of(shop, anna).phone
    marketer = enter(shop.marketer)
    sent = form_of(marketer.get(f"members/{anna}/edit"))

    marketer.post(f"members/{anna}/edit", **sent | {"name": "Аня"})

    assert (profile_of(shop, anna).name, profile_of(shop, anna).phone) == ("Аня", phone)
