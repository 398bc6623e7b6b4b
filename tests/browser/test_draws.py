"""A draw from its promise to the check that anyone runs in their own browser."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import SMALL_PHONE
from tests.browser.reading import broken
from tests.browser.test_cabinet import enter
from tests.browser.test_company import owned
from tests.web.access import drawn
from tests.web.till.people import join

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_manager_promises_a_draw_and_draws_another(look: Callable[..., Any]):
    shop = owned("Берёза")
    closed = drawn.close(shop, *((join(shop), 2) for _ in range(4)))
    with look(language="ru") as window:
        page = window.page
        enter(window, shop.owner.email)
        window.go("/manage/draws")
        page.click("text=Подготовить розыгрыш")
        page.fill("#name", "Самокат за фантик")
        page.fill("#prizes-0-name", "Самокат")
        page.fill("#rules", "Один фантик, один шанс.")
        page.click("button[value=save]")
        page.click("text=Открыть розыгрыш")
        expect(page.locator(".chip").first).to_have_text("открыт")

        window.go(f"/manage/draws/{closed.id}")
        page.fill("#outside_value", drawn.VALUE.upper())
        page.click("text=Определить победителей")
        page.click("button[value=hand-over] >> nth=0")
        expect(page.locator("tbody")).to_contain_text("вручён")
        assert broken(window) == []
        assert window.troubles == []


def test_anyone_draws_the_winners_again_in_their_browser(look: Callable[..., Any]):
    """Must show, without our word for it: wrong files are told from right ones."""
    shop = owned("Берёза")
    draw = drawn.draw_(shop, *((join(shop), n) for n in (1, 30, 4, 2, 9)), reserves=2)

    def change(**wrong: object) -> Callable[[Route], None]:
        def changed(route: Route) -> None:
            told = route.fetch().json() | wrong
            route.fulfill(body=json.dumps(told), content_type="application/json")

        return changed

    with look(size=SMALL_PHONE, language="en") as window:
        page = window.page
        window.go(f"/draws/{shop.tenant.slug}/{draw.id}")
        found = page.locator("output")
        for wrong, told in (
            ({}, "right"),
            ({"seed": "00" * 32}, "seed"),
            ({"list_digest": "00" * 32}, "listed"),
            ({"outside_signature": "00" * 48}, "outside"),
            ({"winners": [1]}, "winners"),
        ):
            page.route("**/draw.json", change(**wrong))
            page.click("[data-check] button")
            expect(found).to_have_attribute("data-found", told)
        assert broken(window) == []
        assert window.troubles == []
