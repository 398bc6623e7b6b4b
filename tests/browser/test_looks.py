"""Pages can be read by everybody, on a phone and on a desk, in light and in dark."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests.browser.conftest import DESK, PHONE, SMALL_PHONE, Window
from tests.browser.reading import LONG, broken, cut_off, sticks_out, width
from tests.web.conftest import Shop
from tests.web.till.people import join, new_phone, new_receipt

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def states(window: Window, shop: Shop) -> Iterator[str]:
    """Bring the window through all its pages, and stop at each."""
    page, phone = window.page, new_phone()
    for path in ("/", "/till/sign-in"):
        window.go(path)
        yield path
    window.sign_in(shop.cashier.email)
    yield "empty"
    join(shop, name=LONG, phone=phone, points=123_456)
    page.fill("#find", "незабудка")
    page.keyboard.press("Enter")
    page.wait_for_selector("#find-refused")
    yield "nobody"
    page.fill("#find", phone)
    page.keyboard.press("Enter")
    page.wait_for_selector("#total")
    page.fill("#total", "123456789,01")
    page.fill("#redeem", "1")
    page.wait_for_selector(".needs-code")
    yield "quote"
    page.click("button[value=lines]")
    page.wait_for_selector("#price-1")
    page.fill("#name-1", LONG * 2)
    page.fill("#price-1", "x")
    page.click("#record")
    page.wait_for_selector(".line-error")
    yield "wrong"
    page.fill("#price-1", "789,90")
    page.fill("#redeem", "")
    page.fill("#receipt", new_receipt() * 12)
    page.click("#record")
    page.wait_for_selector(".done")
    yield "done"
    window.go(page.url.removeprefix(window.address).partition("?")[0])
    page.check("[name=what][value=part]")
    yield "story"
    window.go("/till/members")
    yield "enrol"
    yield from _more(window, shop, phone)
    window.go("/mailbox/")
    yield "mailbox"
    window.go("/till/nowhere")
    yield "missing"


def _more(window: Window, shop: Shop, phone: str) -> Iterator[str]:
    """Stop at what is done more rarely: claims, returns without a receipt, shifts, no line."""
    page, member = window.page, join(shop, name=LONG, points=100)
    window.go(f"/till/claims?member={member}")
    page.fill("#claim-receipt", "9" * 90)
    page.fill("#total", "1")
    page.click("[data-last]")
    page.wait_for_selector(".work [role=alert]")
    yield "claim"
    window.go("/till/returns")
    page.fill("#whom", phone)
    page.fill("#total", "123456789,01")
    page.fill("#reason", LONG * 2)
    yield "bring back"
    page.click("[data-last]")
    page.wait_for_selector("#asked-back-title")
    yield "waiting"
    window.go("/till/shift")
    yield "shift"
    window.go("/till/offline")
    page.wait_for_selector("#offline-form:not([hidden])")
    yield "offline"


@pytest.fixture
def demo(settings: Settings, tmp_path: Path) -> None:
    """A demo that shows everybody how its cashier signs in."""
    settings.PLUSHKA_DEMO = True
    settings.PLUSHKA_HOME = tmp_path
    someone = {"email": "petro@lipa.example", "password": "da-VVx8x"}
    told = {"tenant": "lipa", "cashier": someone, "owner": someone, "key": "plk_demo"}
    (tmp_path / "demo.json").write_text(json.dumps(told), encoding="utf-8")


def walk(
    look: Callable[..., Any], shop: Shop, check: Callable[[Window], Any], **view: Any
) -> dict[str, Any]:
    """Go through all states, see that each has its room, and give what a check finds in them."""
    found, wide, out, cut = {}, {}, {}, {}
    with look(**view) as window:
        for state in states(window, shop):
            wide[state] = width(window)
            out[state] = sticks_out(window)
            cut[state] = cut_off(window)
            found[state] = check(window)

    room = view["size"]["viewport"]["width"]
    assert {state: pixels for state, pixels in wide.items() if pixels > room} == {}
    assert {state: parts for state, parts in out.items() if parts} == {}
    assert {state: texts for state, texts in cut.items() if texts} == {}
    assert not [said for said in window.troubles if "status of 4" not in said]
    return found


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("size", "language", "scheme"),
    [(DESK, "ru", "light"), (DESK, "en", "dark"), (PHONE, "uk", "light"), (PHONE, "ru", "dark")],
    ids=["ru-desk", "en-desk-dark", "uk-phone", "ru-phone-dark"],
)
def test_pages_can_be_read_by_everybody_and_fit(
    look: Callable[..., Any], shop: Shop, size: dict[str, Any], language: str, scheme: str
):
    found = walk(look, shop, broken, size=size, language=language, color_scheme=scheme)

    assert {state: told for state, told in found.items() if told} == {}


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("language", ["ru", "uk", "en"])
def test_everything_has_its_room_on_a_small_phone(
    look: Callable[..., Any], shop: Shop, language: str
):
    assert walk(look, shop, lambda _: None, size=SMALL_PHONE, language=language)
