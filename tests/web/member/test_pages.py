"""What holds for every page of the member's cabinet: weight, policy, labels, languages."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from tests.web.conftest import Shop
from tests.web.member.gifts import offer, ordered
from tests.web.member.people import Phone, buy, device, join, profile, signed_in, silent
from tests.web.ui.test_pages import ELSEWHERE, FIELD, INLINE

MOST_BYTES = 50 * 1024
LOADED = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="(?P<address>/[^"]+)"')
OPEN_TO_ALL = ("sign-in", "sign-in/nothing", "sign-in/lost", "gone", "offline")
OWN = (
    *("", "points", "history", "safety", "safety?just=sent"),
    *("profile", "phone", "wishes", "data", "leave", "outlets", "gifts", "orders"),
)

type Pages = Callable[[str], dict[str, str]]


@pytest.fixture
def pages(shop: Shop) -> Pages:
    """Open every page there is, in a language, with as much on it as a year brings."""

    def opened(language: str) -> dict[str, str]:
        vera = join(shop, name="Вера " * 39, points=100_000)
        for _ in range(22):
            buy(shop, vera, redeem=1_000)
        phone, stranger = signed_in(shop, vera, language), device(shop.tenant.slug, language)
        shelf = [offer(shop, name="Кружка " * 12, noise=number) for number in range(9)]
        made = ordered(shop, vera, shelf[0], key=f"pages-{language}-{shelf[0]}")
        answers = {path: phone.get(path) for path in OWN}
        answers |= {path: phone.get(path) for path in (f"gifts/{shelf[1]}", f"orders/{made}")}
        answers |= {path: stranger.get(path) for path in OPEN_TO_ALL}
        phone.post("safety/freeze")
        silent(shop, (quiet := join(shop)), days=200)
        answers |= {
            "frozen": phone.get("safety"),
            "refused": phone.post("safety/unfreeze", code="1"),
            "asked": stranger.post("sign-in", who=profile(shop, quiet).phone),
            "proof": stranger.come_in(shop, profile(shop, quiet).phone or ""),
            "not-me": stranger.post("sign-in/not-me"),
        }
        return {path: answer.content.decode() for path, answer in answers.items()}

    return opened


def weight(page: str, client: Client) -> int:
    """Count HTML and all it loads, none of it compressed."""
    total = len(page.encode())
    for address in {found["address"] for found in LOADED.finditer(page)}:
        answer = client.get(address)
        assert answer.status_code == 200, address
        total += len(answer.content)
    return total


def test_no_page_weighs_more_than_fifty_kilobytes_with_all_it_loads(pages: Pages):
    client = Client()

    weights = {path: weight(page, client) for path, page in pages("ru").items()}

    assert {path: n for path, n in weights.items() if n > MOST_BYTES} == {}


def test_pages_load_a_sheet_of_their_own_and_no_tabler(phone: Phone):
    loaded = {
        found["address"].split("?")[0] for found in LOADED.finditer(phone.get().content.decode())
    }

    assert loaded == {
        "/static/ui/kept.js",
        "/static/member/member.css",
        "/static/member/member.js",
        f"/m/{phone.slug}/look.css",
        f"/m/{phone.slug}/icon-64.png",
        f"/m/{phone.slug}/icon-180.png",
        f"/m/{phone.slug}/app.webmanifest",
    }


def test_no_page_has_a_script_or_a_style_in_it_or_loads_from_elsewhere(pages: Pages):
    found = {
        path: INLINE.findall(page) + ELSEWHERE.findall(page) for path, page in pages("en").items()
    }

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_every_field_has_a_label(pages: Pages):
    bare = []
    for page in pages("en").values():
        labelled = set(re.findall(r'<label[^>]*\bfor="([^"]+)"', page))
        for field in FIELD.findall(page):
            named = re.search(r'\bid="([^"]+)"', field)
            if 'type="hidden"' not in field and not (named and named[1] in labelled):
                bare.append(field)

    assert bare == []


@pytest.mark.parametrize(
    ("language", "word"), [("ru", "Безопасность"), ("uk", "Безпека"), ("en", "Safety")]
)
def test_every_page_speaks_the_language_asked_for(pages: Pages, language: str, word: str):
    opened = pages(language)

    assert all(f'<html lang="{language}">' in page for page in opened.values())
    assert word in opened["safety"]


def test_markup_in_a_name_stays_text(shop: Shop):
    vera = signed_in(shop, join(shop, name="<b onload=alert(1)>😀"))

    assert "&lt;b onload=alert(1)&gt;😀" in vera.get().content.decode()


def test_the_colour_of_the_company_comes_as_a_sheet(stranger: Phone, anna: UUID):
    del anna
    sheet = stranger.get("look.css")

    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "--brand: light-dark(#1c6b4f, #" in sheet.content.decode()
