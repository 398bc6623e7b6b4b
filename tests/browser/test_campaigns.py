"""A campaign is built by hand, counted while it is built, launched, told to everybody, stopped."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.building import Builder
from tests.browser.conftest import SMALL_PHONE
from tests.browser.test_cabinet import enter
from tests.web.conftest import open_shop
from tests.web.till.people import join

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class CampaignBuilder(Builder):
    """A marketer at the form of a campaign."""

    parts = "#campaign-parts"


def test_a_campaign_is_built_launched_told_and_stopped(look: Callable[..., Any]):
    shop = open_shop("Липа")
    join(shop)
    with look() as window:
        page, builder = window.page, CampaignBuilder(window)
        enter(window, shop.marketer.email)
        page.click("nav >> text=Campaigns")
        page.click("text=New campaign")
        page.fill("[id='name-en']", "Happy hours")
        page.fill("#starts", "2026-01-01T00:00")
        page.get_by_label("Tuesday").check()
        builder.place = "audience"
        builder.ask("tier", "is", "Gold")
        expect(page.locator("#audience-count")).to_contain_text("0 members as of now")
        page.select_option("#audience-parts-0-value", "standard")
        expect(page.locator("#audience-count")).to_contain_text("1 member as of now")
        with builder.shaped():
            page.select_option("#first-effect", "discount")
        page.fill("#first-percent", "15")
        with builder.shaped():
            page.click("#budget-add")
        page.fill("#budgets-0-most", "1 000")
        page.click("#campaign-save")
        page.wait_for_url("**/manage/campaign/happy_hours")
        expect(page.locator(".told")).to_contain_text("Purchase: 15% off")
        page.get_by_role("button", name="Launch").click()
        expect(page.locator("h1")).to_contain_text("running")

        window.go(f"/rules/{shop.tenant.slug}")
        expect(page.locator("#campaign-happy_hours")).to_have_text("Happy hours")
        window.go("/manage/campaign/happy_hours")
        page.get_by_role("button", name="Stop").click()
        expect(page.locator("h1")).to_contain_text("stopped")
        window.go(f"/rules/{shop.tenant.slug}")
        expect(page.locator("#campaign-happy_hours")).to_have_count(0)
        assert window.troubles == []


def test_a_campaign_is_built_without_scripts_on_a_phone(look: Callable[..., Any]):
    shop = open_shop("Липа")
    with look(size=SMALL_PHONE, java_script_enabled=False) as window:
        page = window.page
        enter(window, shop.marketer.email)
        window.go("/manage/campaigns/new")
        page.fill("[id='name-ru']", "Осень")
        page.click("#audience-add")
        page.select_option("#audience-parts-0-field", "purchases.total")
        page.click("text=Show what fits")
        page.fill("#audience-parts-0-value", "100")
        page.fill("#first-points", "10")
        page.click("#campaign-save")
        expect(page.locator("#starts-error")).to_have_text("Choose when the campaign starts.")
        page.fill("#starts", "2026-01-01T00:00")
        page.click("#campaign-save")

        expect(page.locator(".told")).to_contain_text("sum of purchases is 100.00 ₽")
