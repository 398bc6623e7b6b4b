"""The cabinet and the public rules: by keyboard, on a phone, without scripts, for all eyes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from plushka.domain.replay.working import carry_out
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from tests.browser.conftest import DESK, SMALL_PHONE, Window
from tests.browser.reading import LONG, broken, cut_off, sticks_out, width
from tests.domain.campaigns.cast import launch
from tests.web.conftest import PASSWORD, Shop, open_shop
from tests.web.manager.lab import sell
from tests.web.manager.test_programme import promise
from tests.web.till.people import join, now

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def enter(window: Window, email: str) -> None:
    """Sign in as a person does."""
    window.go("/manage/sign-in")
    window.page.fill("#login", email)
    window.page.fill("#password", PASSWORD)
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/manage/")


def drafting(window: Window) -> Iterator[str]:
    """Bring the window through the forms of a draft."""
    page = window.page
    for path in ("terms", "terms?tier=gold", "rates?tier=gold", "rules", "examples"):
        window.go(f"/manage/programme/draft/{path}")
        yield path
    window.go("/manage/programme/draft/rates?tier=gold")
    page.select_option("#earning-0-method", "bands")
    page.click("#earning-0-row-add")
    page.wait_for_selector("#earning-0-percent-1")
    page.click("#rates-save")
    page.wait_for_selector(".form-error")
    yield "wrong bands"
    window.go("/manage/programme/draft/terms")
    page.fill("#paying-max_percent", "x")
    page.click("#tier-form [type=submit]")
    page.wait_for_selector(".form-error")
    yield "wrong terms"
    window.go("/manage/programme/draft/terms")
    page.click(".keep-example summary")
    page.fill("#example-name", LONG)
    page.click(".keep-example button")
    page.wait_for_selector(".chip-go")
    yield "example"


def campaigning(window: Window, shop: Shop) -> Iterator[str]:
    """Bring the window through the pages of campaigns."""
    page = window.page
    for path in ("campaigns", "campaigns/calendar", "campaigns/new"):
        window.go(f"/manage/{path}")
        yield path
    page.click("#audience-add")
    page.wait_for_selector("#audience-parts-0-field")
    page.click("#budget-add")
    page.wait_for_selector("#budgets-0-most")
    page.click("#campaign-save")
    page.wait_for_selector(".form-error")
    yield "wrong campaign"
    budgets = [{"of": "points", "most": "123456789"}]
    name = dict.fromkeys(("ru", "uk", "en"), LONG)
    with tenant_context(shop.tenant.id):
        launch(at=now(), name=name, budgets=budgets)
    for path in ("campaigns", "campaigns/calendar", "campaign/autumn"):
        window.go(f"/manage/{path}")
        yield f"launched {path}"


def trying(window: Window, shop: Shop) -> Iterator[str]:
    """Bring the window through the lab."""
    page = window.page
    sell(shop, join(shop, name=LONG), "1234567.89", category=LONG)
    sell(shop, join(shop), "1000.00")
    window.go("/manage/programme/reckoning?fill=yes")
    yield "reckoning"
    page.fill("#margin", "x")
    page.wait_for_selector("#reckoned .form-error")
    yield "wrong reckoning"
    window.go("/manage/programme/trial")
    yield "trial"
    page.fill("#member", "x")
    page.wait_for_selector("#trial [role=alert]")
    yield "wrong trial"
    for source in ("draft", "unchanged"):
        window.go("/manage/programme/replay")
        page.select_option("#source", source)
        page.click("#replay-ask")
        page.wait_for_selector("progress")
        yield f"waiting {source}"
        carry_out(tenant_id=shop.tenant.id, clock=now)
        page.wait_for_selector("#sides-title")
        yield f"replay of {source}"
        window.go(f"{page.url.removeprefix(window.address)}/members")
        yield f"members of {source}"
    window.go("/manage/programme/replay")
    page.fill("#days", "x")
    page.click("#replay-ask")
    page.wait_for_selector("[role=alert]")
    yield "replays"


def states(window: Window) -> Iterator[str]:
    """Bring the window through all pages of a company with a long name, and stop at each."""
    page, shop = window.page, open_shop("Липа")
    Tenant.objects.using("owner").filter(id=shop.tenant.id).update(name=f"{LONG} {LONG}")
    window.go("/manage/sign-in")
    page.fill("#login", shop.marketer.email)
    page.fill("#password", "guess")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    yield "wrong password"
    enter(window, shop.marketer.email)
    yield "new company"
    join(shop)
    window.go("/manage/")
    yield "overview"
    promise(shop, percent=7)
    promise(shop, percent=8, days=3)
    window.go("/manage/programme")
    yield "programme"
    page.fill("[name=price] >> nth=1", "123456789,01")
    page.fill("#redeem", "5")
    page.wait_for_selector(".sums-accrued")
    yield "worked"
    page.fill("#redeem", "x")
    page.wait_for_selector("#worked [role=alert]")
    yield "wrong"
    window.go("/manage/programme/3")
    yield "version to come"
    window.go("/manage/programme/draft")
    yield "no draft"
    page.click("main >> button")
    page.wait_for_selector("#tier-form")
    page.fill("#earning", "70")
    page.keyboard.press("Enter")
    page.wait_for_selector(".findings")
    yield "draft"
    page.fill("#earning", "x")
    page.keyboard.press("Enter")
    page.wait_for_selector(".form-error")
    page.click("summary")
    yield "wrong draft"
    yield from drafting(window)
    yield from campaigning(window, shop)
    yield from trying(window, shop)
    window.go("/manage/settings")
    yield "settings"
    window.go("/manage/security/password")
    page.fill("#oldpassword", "x")
    page.fill("#password1", "x")
    page.fill("#password2", "y")
    page.keyboard.press("Enter")
    page.wait_for_selector(".form-error")
    yield "password"
    for path in ("", "/1", "/3"):
        window.go(f"/rules/{shop.tenant.slug}{path}")
        yield f"rules{path}"


@pytest.mark.parametrize(
    ("size", "language", "scheme"),
    [
        # In light, Russian on a desk and English on a phone are seen with every page.
        (DESK, "en", "dark"),
        (SMALL_PHONE, "uk", "dark"),
    ],
    ids=["en-desk-dark", "uk-phone-dark"],
)
def test_the_cabinet_can_be_read_by_everybody_and_fits(
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


def test_a_receipt_is_worked_out_while_one_types_be_it_before_the_page_listens(
    look: Callable[..., Any], shop: Shop
):
    with look() as window:
        page = window.page
        enter(window, shop.marketer.email)
        held: list[Route] = []
        page.route("**/htmx.min.js*", lambda route: held.append(route))  # noqa: PLW0108 - a builtin has no name there
        with page.expect_request("**/htmx.min.js*"):
            page.click("nav >> text=Programme", no_wait_after=True)
        page.wait_for_selector("#worked .sums")

        page.fill("[name=price] >> nth=0", "2000")
        for route in held:
            route.continue_()
        expect(page.locator(".sums-accrued")).to_contain_text("+100 points")
        page.select_option("#tier", "gold")
        expect(page.locator(".sums-accrued")).to_contain_text("+200 points")
        page.fill("#redeem", "500")
        expect(page.locator(".to-pay")).to_contain_text("1,500.00")
        expect(page.locator(".whys")).to_contain_text("10% of 1,500.00 ₽")

        assert window.focused() == "redeem"
        assert window.troubles == []


def test_a_draft_tells_what_it_would_mean_and_is_published(look: Callable[..., Any]):
    shop = open_shop("Липа")
    with look() as window:
        page = window.page
        enter(window, shop.marketer.email)
        window.go("/manage/programme/draft")
        page.click("text=Begin a draft")

        page.fill("#earning", "8")
        expect(page.locator("#consequence")).to_contain_text("You earn 8% of what you pay")
        page.fill("[name=price] >> nth=0", "500")
        expect(page.locator("#consequence .sums-accrued")).to_contain_text("+40 points")
        page.click("text=Save to the draft")
        expect(page.locator("#publish-title + ul")).to_contain_text("5% → 8%")
        page.get_by_role("button", name="Publish").click()

        page.wait_for_url("**/manage/programme/2")
        expect(page.locator(".told").first).to_contain_text("You earn 8% of what you pay")
        assert window.troubles == []


def test_the_cabinet_works_without_scripts(look: Callable[..., Any], shop: Shop):
    with look(size=SMALL_PHONE, java_script_enabled=False) as window:
        page = window.page
        enter(window, shop.marketer.email)
        page.click("nav >> text=Programme")
        page.fill("[name=price] >> nth=0", "2000")
        page.click("text=Work it out")
        expect(page.locator(".sums-accrued")).to_contain_text("+100 points")
        page.click("text=The page for customers")
        expect(page.locator("h1")).to_have_text("Bonus programme")


def test_the_keyboard_skips_the_navigation_and_leaves(look: Callable[..., Any], shop: Shop):
    with look() as window:
        page = window.page
        enter(window, shop.marketer.email)

        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert window.focused() == "content"
        page.click("text=Sign out")

        page.wait_for_url("**/manage/sign-in")


def test_the_rules_are_printed_without_the_bar(look: Callable[..., Any], shop: Shop):
    with look() as window:
        window.go(f"/rules/{shop.tenant.slug}")
        window.page.emulate_media(media="print")

        expect(window.page.locator(".languages")).to_be_hidden()
        expect(window.page.locator("h1")).to_be_visible()


def test_another_language_is_kept(look: Callable[..., Any], shop: Shop):
    with look() as window:
        enter(window, shop.marketer.email)
        window.go("/manage/settings")

        window.page.click("main >> text=Українська")

        expect(window.page.locator("h1")).to_have_text("Налаштування")
