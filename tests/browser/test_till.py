"""The till with a keyboard, a finger, a slow line, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from plushka.domain.sales.models import Sale
from plushka.domain.tenants.context import tenant_context
from tests.browser.conftest import PHONE, Window
from tests.web.conftest import Shop
from tests.web.till.people import join, last_code, new_phone, new_receipt

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def find(window: Window, phone: str) -> None:
    """Scan or type into the one field."""
    window.page.fill("#find", phone)
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector("#total")


def count_sales(shop: Shop, receipt: str) -> int:
    with tenant_context(shop.tenant.id):
        return Sale.objects.filter(receipt=receipt).count()


def test_a_sale_needs_only_the_keyboard(cashier: Window, shop: Shop):
    page, phone = cashier.page, new_phone()
    join(shop, phone=phone, points=35_000)
    assert cashier.focused() == "find"

    find(cashier, phone)
    assert cashier.focused() == "total"
    page.keyboard.type("1000")
    expect(page.locator("#quote")).to_contain_text("1,000.00")
    page.keyboard.press("Enter")
    assert cashier.focused() == "redeem"
    page.keyboard.press("F4")
    expect(page.locator("#quote")).to_contain_text("650.00")
    assert page.input_value("#redeem") == "350"
    assert cashier.focused() == "confirmation"
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]:visible")
    page.keyboard.type(last_code(shop))
    page.keyboard.press("Enter")
    page.wait_for_selector(".done")

    expect(page.locator(".done")).to_contain_text("You have 32.50 points now.")
    expect(page.locator("#sales")).to_contain_text("650.00")
    page.keyboard.press("Enter")
    page.wait_for_selector(".howto")
    assert cashier.focused() == "find"
    assert cashier.troubles == []


def test_shortcuts_lead_where_they_say(cashier: Window):
    page = cashier.page

    page.keyboard.press("F8")
    page.wait_for_selector("#enrol-title")
    assert cashier.focused() == "phone"
    page.keyboard.press("F2")
    assert cashier.focused() == "find"
    page.keyboard.press("Escape")
    page.wait_for_selector(".howto")

    assert page.url.endswith("/till/")


def test_a_newcomer_joins_and_buys_at_once(cashier: Window, shop: Shop):
    page = cashier.page
    page.fill("#find", new_phone())
    page.keyboard.press("Enter")
    page.wait_for_selector("#name")
    assert cashier.focused() == "name"

    page.keyboard.type("Вера")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]:visible")
    page.keyboard.type(last_code(shop))
    page.keyboard.press("Enter")

    expect(page.locator("#member-name")).to_have_text("Вера")
    assert cashier.focused() == "total"


def test_the_code_is_asked_for_only_when_points_are_redeemed(cashier: Window, shop: Shop):
    page, phone = cashier.page, new_phone()
    join(shop, phone=phone, points=1_000)
    find(cashier, phone)
    page.fill("#total", "100")
    expect(page.locator("#quote")).to_contain_text("100.00")
    expect(page.locator("#confirmation")).to_be_hidden()

    page.fill("#redeem", "5")

    expect(page.locator("#confirmation")).to_be_visible()


def test_pressing_twice_on_a_slow_line_records_once(cashier: Window, shop: Shop):
    page, phone, receipt = cashier.page, new_phone(), new_receipt()
    join(shop, phone=phone)
    find(cashier, phone)
    page.fill("#total", "100")
    page.fill("#receipt", receipt)
    page.wait_for_selector("text=Will accrue")  # the quote has come
    waiting: list[Route] = []
    page.route("**/till/sales", lambda route: waiting.append(route))  # noqa: PLW0108 - a builtin has no name there

    page.keyboard.press("F9")
    expect(page.locator("#record")).to_contain_text("One moment…")
    expect(page.locator("#record")).to_be_disabled()
    page.keyboard.press("F9")
    waiting[0].continue_()
    page.wait_for_selector(".done")

    assert len(waiting) == 1
    assert count_sales(shop, receipt) == 1


def test_a_lost_answer_is_told_and_the_next_press_finds_the_sale(cashier: Window, shop: Shop):
    page, phone, receipt = cashier.page, new_phone(), new_receipt()
    join(shop, phone=phone)
    find(cashier, phone)
    page.fill("#total", "100")
    page.fill("#receipt", receipt)
    page.wait_for_selector("text=Will accrue")  # the quote has come
    lost: list[Route] = []

    def lose_first(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route)
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/till/sales", lose_first)

    page.click("#record")
    expect(page.locator("#offline")).to_be_visible()
    page.click("#record")
    page.wait_for_selector(".done")

    expect(page.locator(".done-title")).to_contain_text("This receipt was recorded before")
    expect(page.locator("#offline")).to_be_hidden()
    assert count_sales(shop, receipt) == 1


def test_lines_are_added_without_losing_what_was_typed(cashier: Window):
    page = cashier.page
    page.click("text=Sale without a member")
    page.click("text=Line by line")
    page.wait_for_selector("#price-1")
    page.fill("#name-1", "Хліб")
    page.fill("#price-1", "45")
    page.click("[data-add-line]")
    page.wait_for_selector("#price-2")
    assert cashier.focused() == "name-2"
    page.fill("#price-2", "5.50")

    expect(page.locator("#quote")).to_contain_text("50.50")
    assert page.input_value("#name-1") == "Хліб"


def test_the_address_leads_back_to_what_is_shown(cashier: Window, shop: Shop):
    page, phone = cashier.page, new_phone()
    join(shop, name="Анна", phone=phone)
    find(cashier, phone)

    page.reload()
    expect(page.locator("#member-name")).to_have_text("Анна")
    page.go_back()
    page.wait_for_selector(".howto")

    assert phone not in page.url


def test_somebody_signed_out_elsewhere_is_led_to_the_sign_in(cashier: Window):
    cashier.page.context.clear_cookies()

    cashier.page.keyboard.press("F8")

    cashier.page.wait_for_url("**/till/sign-in*")


def test_everything_works_without_scripts(look: Callable, shop: Shop):
    phone = new_phone()
    join(shop, phone=phone, points=10_000)
    with look(size=PHONE, java_script_enabled=False) as window:
        page = window.page
        window.sign_in(shop.cashier.email)
        find(window, phone)
        page.fill("#total", "500")
        page.keyboard.press("Enter")
        expect(page.locator(".to-pay")).to_contain_text("500.00")
        page.click("button[name=all]")
        page.click("#send-code")
        page.fill("#confirmation", last_code(shop))
        page.click("#record")
        expect(page.locator(".done")).to_contain_text("400.00 ₽ to pay.")
        page.goto(page.url.partition("?")[0])
        page.click("text=Record the return")
        expect(page.locator(".done")).to_contain_text("Back on your account: 100 points.")


def test_goods_are_exchanged_where_they_come_back(cashier: Window, shop: Shop):
    """T41: the return unfolds into an exchange, which says what changes hands."""
    page, phone = cashier.page, new_phone()
    join(shop, phone=phone)
    find(cashier, phone)
    page.keyboard.type("1000")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector(".done")
    page.click("#sales a >> nth=0")
    page.wait_for_selector("#return-title")

    page.click("details.taken summary")
    page.fill("#taken-total", "600")
    page.click("form[action$=returns] button[type=submit]")
    page.wait_for_selector(".done")

    expect(page.locator(".done")).to_contain_text("The exchange is recorded")
    expect(page.locator(".done")).to_contain_text("Give back 400.00")
    assert cashier.troubles == []
