"""Nothing typed is lost when a sign-in runs out: with scripts and without, in every cabinet."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, SMALL_PHONE, Window
from tests.browser.test_cabinet import enter
from tests.browser.test_member import come_in
from tests.web.conftest import PASSWORD, Shop
from tests.web.member.people import last_code, profile
from tests.web.till.people import join, new_phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

type Look = Callable[..., Any]
NAME = 'Вера <b>"Ко"</b>'


def sign_in_to_the_till(page: Page, shop: Shop) -> None:
    page.fill("#email", shop.cashier.email)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")


def sign_in_as_member(page: Page, shop: Shop, phone: str) -> None:
    page.fill("#who", phone)
    page.keyboard.press("Enter")
    page.wait_for_selector("#code")
    page.fill("#code", last_code(shop))
    page.keyboard.press("Enter")


def test_a_members_forms_wait_for_the_code(look: Look, shop: Shop):
    vera = join(shop, name="Вера")
    phone, here = profile(shop, vera).phone or "", f"/m/{shop.tenant.slug}"
    with look(size=SMALL_PHONE) as window:
        page = window.page
        come_in(window, shop, vera)
        window.go(f"{here}/profile")
        page.fill("#name", NAME)
        page.select_option("#day", "29")
        page.select_option("#sex", "FEMALE")
        page.context.clear_cookies(name="member")
        page.click("main [type=submit]")
        page.wait_for_url("**/sign-in?*")
        sign_in_as_member(page, shop, phone)
        page.wait_for_url(f"**{here}/profile")
        expect(page.locator("#kept")).to_be_visible()
        assert page.input_value("#name") == NAME
        assert page.input_value("#day") == "29"
        assert page.input_value("#sex") == "FEMALE"
        page.select_option("#day", "")
        page.click("main [type=submit]")
        page.wait_for_url("**/profile?just=saved")
        expect(page.locator("#kept")).to_be_hidden()

        window.go(f"{here}/phone")
        page.fill("#phone", "+7 916 000")
        page.context.clear_cookies(name="member")
        page.click("main [type=submit]")
        page.wait_for_url("**/sign-in?*")
        sign_in_as_member(page, shop, phone)
        page.wait_for_url(f"**{here}/phone")
        assert page.input_value("#phone") == "+7 916 000"
        window.go(f"{here}/safety")
        page.click("text=Sign out everywhere")
        page.wait_for_url("**/sign-in")
        assert page.evaluate("sessionStorage.getItem('kept-forms')") is None
        assert window.troubles == []
    assert profile(shop, vera).name == NAME


def test_a_cashiers_forms_wait_for_the_password(cashier: Window, shop: Shop):
    page, phone, newcomer = cashier.page, new_phone(), new_phone()
    join(shop, phone=phone)
    page.fill("#find", newcomer)
    page.keyboard.press("Enter")
    page.fill("#name", NAME)
    page.context.clear_cookies(name="sessionid")
    page.click("#send-enrol-code")
    page.wait_for_url("**/till/sign-in*")
    sign_in_to_the_till(page, shop)
    page.wait_for_url("**/till/members")
    expect(page.locator("#kept")).to_be_visible()
    assert (page.input_value("#phone"), page.input_value("#name")) == (newcomer, NAME)

    cashier.go("/till/")
    page.fill("#find", phone)
    page.keyboard.press("Enter")
    page.fill("#total", "1234.50")
    expect(page.locator("#quote")).to_contain_text("1,234.50")
    receipt = page.input_value("#receipt")
    page.context.clear_cookies(name="sessionid")
    page.fill("#redeem", "10")
    page.wait_for_url("**/till/sign-in*")
    sign_in_to_the_till(page, shop)
    page.wait_for_url("**/till/?member=*")
    expect(page.locator("#kept")).to_be_visible()
    kept = [page.input_value(f"#{name}") for name in ("total", "receipt", "redeem")]
    assert kept == ["1234.50", receipt, "10"]
    assert [said for said in cashier.troubles if "422" not in said] == []


def test_without_a_script_the_page_itself_waits(look: Look, shop: Shop):
    """Whoever signs in beside it sends it once more; for staff that renews the seal of forms."""
    vera = join(shop, name="Вера")
    with look(size=DESK, java_script_enabled=False) as window:
        page = window.page
        enter(window, shop.marketer.email)
        window.go("/manage/members/new")
        page.fill("[name=name]", NAME)
        page.fill("[name=phone]", new_phone())
        page.context.clear_cookies(name="sessionid")
        page.click("main form [type=submit]")
        expect(page.locator("h1")).to_have_text("Nothing is lost")
        with page.context.expect_page() as beside:
            page.click("main a[target]")
        beside.value.fill("#login", shop.marketer.email)
        beside.value.fill("#password", PASSWORD)
        beside.value.keyboard.press("Enter")
        beside.value.wait_for_url("**/manage/members/new")
        page.click("main [type=submit]")
        expect(page.locator("main")).to_contain_text("You signed in anew")
        page.click("main [type=submit]")
        expect(page.locator("main")).to_contain_text(NAME)

        come_in(window, shop, vera)
        window.go(f"/m/{shop.tenant.slug}/profile")
        page.fill("#surname", NAME)
        page.context.clear_cookies(name="member")
        page.click("main [type=submit]")
        with page.context.expect_page() as beside:
            page.click("main a[target]")
        sign_in_as_member(beside.value, shop, profile(shop, vera).phone or "")
        beside.value.wait_for_url("**/profile")
        page.click("main [type=submit]")
        page.wait_for_url("**/profile?just=saved")
    assert profile(shop, vera).surname == NAME
