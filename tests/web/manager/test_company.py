"""Settings of the company, and what its pages look like by them."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from plushka.domain.tenants.models import Staff, Tenant
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import text_of

FIELD = re.compile(r'<(?:input|select)[^>]*\sname="([^"]+)"[^>]*')


def form_of(person: Person) -> dict[str, Any]:
    """Give what the page would send if nobody changed anything."""
    context: Any = person.get("settings/company").context
    form = context["form"]
    fields = [*form.plain, *form.colours, *(one for *_, some in form.words for one in some)]
    values = {field.path: field.text for field in fields if field.text}
    return values | {"edition": str(form.edition)}


def picture(colour: str = "#00aa33") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue(), "image/png")


def test_the_company_is_changed_and_looks_like_it(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    sent = form_of(person) | {"name": "Сад & Ко", "has_colour": "yes", "colour": "#ffd400"}

    answer = person.post("settings/company", **sent, logo=picture())

    assert answer["Location"] == "/manage/settings/company?just=saved"
    page = person.get("settings/company?just=saved").content.decode()
    assert "Сад &amp; Ко" in page
    look = re.search(r'href="([^"]+look\.css[^"]+)"', page)
    logo = re.search(r'src="([^"]+/logo[^"]+)"', page)
    assert look
    assert logo
    sheet = Client().get(look[1])
    assert sheet.content.decode() == ":root { --brand: #ffd400; --on-brand: #000000; }\n"
    assert sheet["Cache-Control"] == "public, max-age=31536000, immutable"
    drawn = Client().get(logo[1])
    assert (drawn["Content-Type"], drawn["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert Client().get(logo[1], headers={"if-none-match": drawn["ETag"]}).status_code == 304
    assert (
        Client().get(f"/brand/{shop.tenant.slug}/logo")["Cache-Control"] == "public, max-age=300"
    )


def test_a_script_in_the_place_of_a_picture_is_refused(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    svg = SimpleUploadedFile("logo.svg", b"<svg onload='alert(1)'/>", "image/png")

    answer = person.post("settings/company", **form_of(person), logo=svg)

    assert answer.status_code == 422
    assert "This is no picture we can read." in text_of(answer)
    assert Client().get(f"/brand/{shop.tenant.slug}/logo").status_code == 404


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    newcomer: tuple[Person, Shop],
):
    person, shop = newcomer
    sent = form_of(person) | {"name": "", "has_colour": "yes", "colour": "#ffd400"}

    answer = person.post("settings/company", **sent, text_colour="#ffffff")

    said = text_of(answer)
    assert answer.status_code == 422
    assert "Nothing was changed yet. Look at the fields that are marked." in said
    assert "Fill this in." in said
    assert "Text of this colour cannot be read" in said
    assert 'value="#ffd400"' in answer.content.decode()
    assert Tenant.objects.get(id=shop.tenant.id).name == "Берёза"


def test_the_second_of_two_owners_is_told_and_keeps_what_was_typed(
    newcomer: tuple[Person, Shop],
):
    person, shop = newcomer
    sent = form_of(person)
    person.post("settings/company", **sent | {"name": "Первая"})

    answer = person.post("settings/company", **sent | {"name": "Вторая"})

    assert answer.status_code == 422
    assert "Somebody changed this while you were editing." in text_of(answer)
    assert 'value="Вторая"' in answer.content.decode()
    assert Tenant.objects.get(id=shop.tenant.id).name == "Первая"


def test_a_double_click_saves_once(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    sent = form_of(person) | {"name": "Дважды"}

    answers = [person.post("settings/company", **sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Tenant.objects.get(id=shop.tenant.id).edition == 1


@pytest.mark.parametrize(
    "path", ["settings/company", "outlets", "outlets/new", "keys", "keys/new"]
)
def test_only_who_may_change_the_company_comes_in(
    enter: Callable[[Staff], Person], shop: Shop, path: str
):
    marketer = enter(shop.marketer)

    assert marketer.get(path).status_code == 403
    assert marketer.post(path).status_code in {403, 405}
    assert "Change the company" not in text_of(marketer.get("settings"))


def test_nobody_has_a_look_of_an_unknown_company():
    assert Client().get("/brand/nobody/look.css").status_code == 404
    assert Client().get("/brand/nobody/logo").status_code == 404
