"""The lab by hand: a draft tried on the past, and what can be given while one types."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from plushka.domain.replay.working import carry_out
from tests.browser.conftest import SMALL_PHONE
from tests.browser.test_cabinet import enter
from tests.web.conftest import open_shop
from tests.web.manager.lab import draft_of, sell
from tests.web.till.people import join, now

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_draft_is_tried_and_its_figures_come_by_themselves(look: Callable[..., Any]):
    shop = open_shop("Липа")
    sell(shop, join(shop), "1000.00")
    draft_of(shop, percent="8")
    with look() as window:
        page = window.page
        enter(window, shop.marketer.email)
        page.click("nav >> text=Programme")
        page.click("text=Try on the past")
        page.click("#replay-ask")
        expect(page.locator("#replay")).to_contain_text("It waits for its turn.")
        page.reload()
        expect(page.locator("#replay")).to_contain_text("It waits for its turn.")

        carry_out(tenant_id=shop.tenant.id, clock=now)

        expect(page.locator(".difference").first).to_have_text("+30")
        expect(page.locator(".chart")).to_have_count(2)
        page.click("text=All, who gains most first")
        expect(page.locator("tbody tr")).to_have_count(1)
        assert window.troubles == []


def test_what_can_be_given_is_reckoned_while_one_types_and_becomes_a_draft(
    look: Callable[..., Any],
):
    shop = open_shop("Липа")
    with look() as window:
        page = window.page
        enter(window, shop.marketer.email)
        window.go("/manage/programme/reckoning")

        page.fill("#give", "40")
        expect(page.locator(".advised")).to_contain_text("12%")
        page.fill("#margin", "x")
        expect(page.locator("#reckoned")).to_contain_text("Type a percent above 0")
        page.fill("#margin", "20")
        expect(page.locator(".advised")).to_contain_text("8%")
        assert window.focused() == "margin"
        page.click("text=Open it as a draft")

        page.wait_for_url("**/manage/programme/draft")
        expect(page.locator("#earning")).to_have_value("4")
        assert window.troubles == []


def test_the_lab_works_without_scripts(look: Callable[..., Any]):
    shop = open_shop("Липа")
    sell(shop, join(shop), "1000.00")
    with look(size=SMALL_PHONE, java_script_enabled=False) as window:
        page = window.page
        enter(window, shop.marketer.email)
        window.go("/manage/programme/reckoning")
        page.fill("#give", "40")
        page.click(".without-script >> text=Reckon")
        expect(page.locator(".advised")).to_contain_text("12%")
        window.go("/manage/programme/replay")
        page.click("#replay-ask")
        carry_out(tenant_id=shop.tenant.id, clock=now)
        page.click("text=Look again")

        expect(page.locator("#replay")).to_contain_text("gave the ledger again")
