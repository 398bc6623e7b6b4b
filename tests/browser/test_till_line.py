"""A cashier's day with a line that comes and goes, on a tablet and a phone, in two languages."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import expect

from plushka.domain.sales.models import Sale
from plushka.domain.tenants.context import tenant_context
from tests.browser.conftest import SMALL_PHONE, Window
from tests.web.conftest import Shop
from tests.web.till.people import join, last_code, new_phone, new_receipt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}


def sales_of(shop: Shop, member: UUID) -> list[str]:
    """Receipts of a member, in the order in which they reached us."""
    with tenant_context(shop.tenant.id):
        found = Sale.objects.filter(member_id=member).order_by("id")
        return list(found.values_list("receipt", flat=True))


def find(window: Window, phone: str) -> None:
    window.page.fill("#find", phone)
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector("#total")


def ready(window: Window) -> None:
    """Wait until the browser has kept what it needs without the line."""
    window.page.evaluate(
        """async () => {
          await navigator.serviceWorker.ready;
          if (navigator.serviceWorker.controller) return;
          const taken = (go) => navigator.serviceWorker.addEventListener("controllerchange", go);
          await new Promise(taken);
        }"""
    )


def keep(window: Window, whom: str, total: str) -> str:
    """Ring a sale up without the line; give the receipt's number."""
    page = window.page
    receipt = page.input_value("#receipt")
    page.keyboard.type(whom)
    page.keyboard.press("Enter")
    page.keyboard.type(total)
    page.keyboard.press("Enter")
    page.wait_for_selector("#kept:not([hidden])")
    page.keyboard.press("Enter")
    page.wait_for_selector("#offline-form:not([hidden])")
    return receipt


@pytest.mark.parametrize(
    ("size", "language", "said"),
    [(TABLET, "ru", "Ещё не отправлено: 2"), (SMALL_PHONE, "en", "Not sent yet: 2")],
    ids=["tablet-ru", "phone-en"],
)
def test_a_day_with_a_line_that_goes_away(
    look: Callable, shop: Shop, size: dict, language: str, said: str
):
    phone = new_phone()
    anna = join(shop, phone=phone, points=35_000)
    with look(size=size, language=language) as window:
        page, context = window.page, window.page.context
        window.sign_in(shop.cashier.email)
        find(window, phone)
        page.keyboard.type("1000")
        page.keyboard.press("Enter")
        page.keyboard.press("F4")
        page.wait_for_selector("#confirmation:focus")
        page.keyboard.press("Enter")
        page.wait_for_selector(".redeem-code [role=status]")
        page.keyboard.type(last_code(shop))
        page.keyboard.press("Enter")
        page.wait_for_selector(".done")
        ready(window)

        context.set_offline(True)
        page.reload()
        page.wait_for_selector("#offline-form:not([hidden])")
        first, second = keep(window, phone, "100"), keep(window, phone, "200,50")
        expect(page.locator("#unsent")).to_contain_text(said)
        page.reload()
        expect(page.locator("#unsent")).to_contain_text(said)
        assert sales_of(shop, anna)[1:] == []

        context.set_offline(False)
        expect(page.locator("#unsent")).to_be_hidden()
        assert sales_of(shop, anna)[1:] == [first, second]

        page.locator("#line-back a").click()
        page.wait_for_selector(".howto")
        page.fill("#find", first)
        page.keyboard.press("Enter")
        page.locator("button:has-text('возврат'), button:has-text('Record the return')").click()
        page.wait_for_selector(".done")
        page.goto(window.address + "/till/shift")
        expect(page.locator(".shift")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= size["viewport"]["width"]


def test_a_sale_whose_answer_was_lost_is_kept_and_not_doubled(cashier: Window, shop: Shop):
    page, phone, receipt = cashier.page, new_phone(), new_receipt()
    anna = join(shop, phone=phone)
    ready(cashier)
    find(cashier, phone)
    page.fill("#total", "100")
    page.fill("#receipt", receipt)
    page.wait_for_selector("text=Will accrue")

    def lose(route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/till/sales", lose)
    page.click("#record")
    page.click("#keep-sale")

    page.wait_for_url("**/till/offline")
    expect(page.locator("#unsent")).to_be_hidden()
    assert sales_of(shop, anna) == [receipt]


def test_redeeming_needs_the_line(cashier: Window, shop: Shop):
    page, phone = cashier.page, new_phone()
    join(shop, phone=phone, points=5_000)
    find(cashier, phone)
    page.fill("#total", "100")
    page.fill("#redeem", "5")
    page.wait_for_selector("text=Will accrue")
    page.context.set_offline(True)

    page.click("#record")

    expect(page.locator("#needs-line")).to_be_visible()
    expect(page.locator("#keep-sale")).to_be_hidden()


def test_what_is_refused_is_kept_and_told(cashier: Window, shop: Shop):
    page = cashier.page
    ready(cashier)
    page.context.set_offline(True)
    page.goto(cashier.address + "/till/offline")
    receipt = keep(cashier, new_phone(), "70")

    page.context.set_offline(False)
    expect(page.locator("#unsent")).to_contain_text("Nobody is found by that.")
    page.click("text=Send without the member")

    expect(page.locator("#unsent")).to_be_hidden()
    with tenant_context(shop.tenant.id):
        assert Sale.objects.get(receipt=receipt).member_id is None


def test_whoever_signed_out_rings_nothing_up(cashier: Window):
    page = cashier.page
    ready(cashier)
    page.click("[data-signs-out] button")
    page.wait_for_url("**/till/sign-in")

    page.context.set_offline(True)
    page.goto(cashier.address + "/till/")

    expect(page.locator("#no-desk")).to_be_visible()
    expect(page.locator("#offline-form")).to_be_hidden()
