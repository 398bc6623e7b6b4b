"""A stranger's path from the sign-in to the first points, and the company's own pages."""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from plushka.domain.messaging.models import Message
from plushka.domain.tenants.context import tenant_context
from tests.browser.conftest import DESK, SMALL_PHONE, Window
from tests.browser.reading import LONG, broken, cut_off, sticks_out, width
from tests.browser.test_cabinet import enter
from tests.web.conftest import PASSWORD, Shop, open_shop
from tests.web.manager.lab import sell
from tests.web.till.people import join, new_phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECONDS = 60
"""From the wizard's first page to the first points, for the machine alone."""


def owned(name: str) -> Shop:
    """Found a company whose owner has a password that tests know."""
    shop = open_shop(name)
    shop.owner.set_password(PASSWORD)
    shop.owner.save(update_fields=["password"])
    return shop


def test_a_stranger_comes_from_the_wizard_to_the_first_points_in_a_minute(
    look: Callable[..., Any], capsys: pytest.CaptureFixture[str]
):
    shop = owned("Берёза")
    with look(language="ru") as window:
        page = window.page
        enter(window, shop.owner.email)
        began = time.monotonic()
        page.click("text=Сделать первые шаги")
        page.fill("#name", "Сад на Лесной")
        page.click(".btn-primary")
        page.check("input[value=cafe]")
        page.click(".btn-primary")
        page.fill("#name", "Лесная, 5")
        page.reload()
        page.fill("#name", "Лесная, 5")
        page.click(".btn-primary")
        page.click("text=Пропустить")
        page.fill("#phone", new_phone())
        page.fill("#total", "1000")
        page.click(".btn-primary")
        expect(page.locator("main")).to_contain_text("Первые бонусы начислены")
        seconds = time.monotonic() - began
        page.click("text=К обзору")
        expect(page.locator("main")).to_contain_text("Последние 30 дней")
        assert window.troubles == []

    with capsys.disabled():
        print(f"\nwizard to the first points: {seconds:.1f} s")  # noqa: T201 - told on purpose
    assert seconds < SECONDS


def test_a_stranger_joins_by_a_link_on_a_phone_without_scripts(
    look: Callable[..., Any], shop: Shop
):
    with look(size=SMALL_PHONE, language="uk", java_script_enabled=False) as window:
        page = window.page
        window.go(f"/join/{shop.tenant.slug}/market")
        page.fill("#phone", new_phone())
        page.fill("#name", "Оксана")
        page.check("[name=agrees]")
        page.click(".btn-brand")
        with tenant_context(shop.tenant.id):
            text = Message.objects.order_by("-created_at", "-id")[0].text
        page.fill("#code", re.findall(r"\b\d{4}\b", text)[0])
        page.click(".btn-brand")

        expect(page.locator("h1")).to_have_text("Оксана, ви у програмі")


def states(window: Window) -> Iterator[str]:
    """Bring the window through the company's pages, with long names and mistakes."""
    shop = owned("Берёза")
    page = window.page
    enter(window, shop.owner.email)
    for path in ("begin/name", "begin/programme", "begin/outlet", "begin/staff", "begin/sale"):
        window.go(f"/manage/{path}")
        yield path
    page.fill("#phone", new_phone())
    page.click(".btn-primary")
    page.wait_for_selector("#sold-title")
    yield "the first points"
    sell(shop, join(shop, name=LONG), "123456.78", outlet="market")
    for path in ("", "settings/company", "outlets", "outlets/new", "keys", "keys/new", "audit"):
        window.go(f"/manage/{path}")
        yield path or "overview"
    window.go("/manage/settings/company")
    page.fill("#name", "")
    page.click(".btn-primary")
    page.wait_for_selector(".form-error")
    yield "wrong settings"
    window.go("/manage/outlets/new")
    page.fill("#name", LONG)
    page.fill("#code", "long")
    page.fill("#address", LONG * 3)
    page.click(".btn-primary")
    page.wait_for_url("**just=opened")
    yield "an outlet with a long name"
    window.go(f"/manage/outlets/{shop.market.id}")
    yield "an outlet"
    window.go("/manage/keys/new")
    page.fill("#name", LONG)
    page.click(".btn-primary")
    page.wait_for_selector(".key-made")
    yield "a key that is made"
    window.go("/manage/audit?text=nothing-of-that-kind")
    yield "no change fits"
    window.go(f"/join/{shop.tenant.slug}")
    yield "joining"
    page.fill("#phone", new_phone())
    page.check("[name=agrees]")
    page.click(".btn-brand")
    page.wait_for_selector("#code")
    yield "the code"


@pytest.mark.parametrize(
    ("size", "language", "scheme"), [(DESK, "en", "dark"), (SMALL_PHONE, "ru", "light")]
)
def test_the_companys_pages_can_be_read_by_everybody_and_fit(
    look: Callable[..., Any], size: dict[str, Any], language: str, scheme: str
):
    with look(size=size, language=language, color_scheme=scheme, bypass_csp=True) as window:
        found = {
            state: (broken(window), sticks_out(window), cut_off(window), width(window))
            for state in states(window)
        }

    most = size["viewport"]["width"]
    assert {state: told for state, (*told, wide) in found.items() if any(told)} == {}
    assert {state: wide for state, (*_, wide) in found.items() if wide > most} == {}
    assert not [said for said in window.troubles if "status of 4" not in said]
