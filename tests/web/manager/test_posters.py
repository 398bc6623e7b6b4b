"""Posters to print."""

import base64
import re
import zlib

import pytest

from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet
from plushka.web.manager.posters.drawing import Poster, draw
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person

LONG = Poster(
    company="Ж" * 300,
    colour="#ffd400",
    text_colour="#000000",
    logo=None,
    heading="Вступите и получайте бонусы за покупки",
    steps=("раз", "два", "три"),
    address="https://plushka.example/join/lipa/" + "a" * 200,
    outlet="Точка 🎉 с именем",
    place="Улица " * 60,
)


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("language", ["ru", "uk", "en"])
def test_an_outlet_has_a_poster_of_each_size_and_language(
    newcomer: tuple[Person, Shop], size: str, language: str
):
    person, shop = newcomer

    answer = person.get(f"outlets/{shop.market.id}/poster-{size}-{language}.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    # The letters are in the file: a printer needs no fonts of ours.
    assert b"/FontFile2" in answer.content
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+)", answer.content)
    assert box is not None
    assert round(float(box[1])) == {"a4": 595, "a5": 420}[size]


def test_whatever_is_written_fits_and_is_drawn(newcomer: tuple[Person, Shop]):
    drawn = draw(LONG, "a5")

    [page] = [one for one in _streams(drawn) if b" re" in one]
    # A QR code is hundreds of squares.
    assert page.count(b" re") > 200


def test_closed_outlets_and_other_papers_have_no_poster(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    path = f"outlets/{shop.market.id}/poster-"
    with tenant_context(shop.tenant.id):
        Outlet.objects.filter(code="main").update(closed_at=shop.tenant.created_at)

    addresses = [f"{path}a3-ru.pdf", f"{path}a4-de.pdf"]
    addresses.append(f"outlets/{shop.outlet.id}/poster-a4-ru.pdf")

    assert [person.get(one).status_code for one in addresses] == [404, 404, 404]


def test_the_page_of_an_outlet_leads_to_its_poster(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    page = person.get(f"outlets/{shop.market.id}").content.decode()

    assert f"http://testserver/join/{shop.tenant.slug}/market" in page
    assert f"outlets/{shop.market.id}/poster-a4-uk.pdf" in page


def _streams(pdf: bytes) -> list[bytes]:
    """Unpack what is drawn."""
    found = []
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(base64.a85decode(packed.strip(), adobe=False)))
        except (zlib.error, ValueError):
            try:
                found.append(zlib.decompress(base64.a85decode(b"<~" + packed.strip(), adobe=True)))
            except (zlib.error, ValueError):
                continue
    return found
