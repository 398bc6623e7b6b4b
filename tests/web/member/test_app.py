"""The installable app: a manifest a company, icons, a worker that keeps the shell alone."""

import io
import re

import pytest
from PIL import Image

from plushka.web.member.icons import SIZES, icon_of
from tests.web.conftest import Shop
from tests.web.member.people import Phone, device


def test_a_company_has_an_app_of_its_own(stranger: Phone, oak: Shop):
    own = stranger.get("app.webmanifest").json()
    other = device(oak.tenant.slug).get("app.webmanifest").json()

    assert (own["name"], other["name"]) == ("Липа", "Дуб")
    assert own["scope"] == own["start_url"] == own["id"] == f"/m/{stranger.slug}/"
    assert own["display"] == "standalone"
    assert {icon["sizes"] for icon in own["icons"]} == {"192x192", "512x512"}
    for icon in own["icons"]:
        assert stranger.client.get(icon["src"])["Content-Type"] == "image/png"


@pytest.mark.parametrize("size", sorted(SIZES))
def test_an_icon_shows_the_first_letter_on_the_colour(size: int):
    drawn = Image.open(
        io.BytesIO(icon_of("Л", face="#1c6b4f", on_face="#ffffff", logo=b"", size=size))
    ).convert("RGB")

    assert drawn.size == (size, size)
    assert drawn.getpixel((1, 1)) == (0x1C, 0x6B, 0x4F)
    assert (255, 255, 255) in {colour for _, colour in drawn.getcolors(100_000)}


def test_an_icon_shows_the_logo_where_there_is_one():
    logo = io.BytesIO()
    Image.new("RGBA", (300, 100), "#ff0000").save(logo, "PNG")

    drawn = icon_of("Л", face="#1c6b4f", on_face="#ffffff", logo=logo.getvalue(), size=192)

    shown = Image.open(io.BytesIO(drawn)).convert("RGB")
    assert shown.getpixel((96, 96)) == (255, 0, 0)
    assert shown.getpixel((1, 1)) == (255, 255, 255)
    assert len(drawn) < 20_000


def test_there_are_no_icons_of_other_sizes(stranger: Phone):
    assert stranger.get("icon-10000.png").status_code == 404


def test_the_worker_keeps_the_shell_and_nothing_of_a_member(stranger: Phone):
    answer = stranger.get("worker.js")
    [kept] = re.findall(r"const KEPT = \[(.*?)\];", answer.content.decode())
    addresses = [one.encode().decode("unicode_escape") for one in re.findall(r'"([^"]+)"', kept)]

    assert answer["Content-Type"].startswith("text/javascript")
    assert [one.partition("?")[0] for one in addresses] == [
        f"/m/{stranger.slug}/offline",
        "/static/member/member.css",
        f"/m/{stranger.slug}/look.css",
        "/static/member/offline.js",
    ]
    assert {stranger.client.get(one).status_code for one in addresses} == {200}
