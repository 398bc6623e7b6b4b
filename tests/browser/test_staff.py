"""Staff sign in by codes, passkeys and PINs, and a sign-in that runs out loses nothing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from plushka.domain.tenants.models import Staff
from tests.browser.conftest import DESK, SMALL_PHONE, Window
from tests.browser.reading import LONG, broken, sticks_out, width
from tests.web.conftest import PASSWORD, Shop, hire, open_shop
from tests.web.till.people import now

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def on_localhost(window: Window) -> Window:
    """The same server under the name that browsers let use passkeys without HTTPS."""
    return Window(window.page, window.address.replace("127.0.0.1", "localhost"), window.troubles)


def enter(window: Window, staff: Staff) -> None:
    window.go("/manage/sign-in")
    window.page.fill("#login", staff.email)
    window.page.fill("#password", PASSWORD)
    window.page.keyboard.press("Enter")


def prove(window: Window, path: str) -> None:
    """Open a page of one's own sign-in, by the password where it is asked for again."""
    window.go(path)
    if "/again" in window.page.url:
        window.page.fill("#password", PASSWORD)
        window.page.keyboard.press("Enter")
        window.page.wait_for_url(f"**{path}")


def look_at(window: Window, most: int) -> list[Any]:
    """What is wrong with what is shown."""
    wide = width(window)
    return [*broken(window), *sticks_out(window), *([f"{wide} px"] if wide > most else [])]


def set_up_app(window: Window) -> None:
    prove(window, "/manage/security/app")
    window.page.click("summary")
    secret = window.page.inner_text("#app-key")
    code = format_hotp_value(hotp_value(secret, int(now().timestamp()) // 30))
    window.page.fill("#code", code)
    window.page.keyboard.press("Enter")
    expect(window.page.locator("#recovery-codes li")).to_have_count(10)


def add_passkey(window: Window) -> None:
    prove(window, "/manage/security/passkeys/new")
    window.page.fill("#name", "Phone")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/manage/security")
    expect(window.page.locator("main")).to_contain_text("Phone")


def invite(window: Window, shop: Shop) -> str:
    """Invite a cashier of the first outlet; gives the link."""
    window.go("/manage/staff/invite")
    window.page.fill("#email", f"petro@{shop.tenant.slug}.example")
    window.page.check("[name=role][value=CASHIER]")
    window.page.select_option("#outlet", str(shop.outlet.id))
    window.page.click("main [type=submit]")
    return window.page.input_value("#link")


def enrol(window: Window) -> None:
    """Make this browser a till, and leave it to the cashiers."""
    window.go("/manage/devices/enrol")
    window.page.select_option("#outlet", index=1)
    window.page.fill("#name", "Tablet")
    window.page.click("main [type=submit]")
    expect(window.page.locator("main table")).to_contain_text("Tablet")
    window.page.click("text=Sign out")


def test_from_the_owners_codes_to_a_cashiers_pin(look: Callable[..., Any]):
    shop = open_shop("Липа")
    owner = hire(shop.tenant, "Яна", Staff.Role.OWNER)
    with look() as opened, look(size=SMALL_PHONE) as phone:
        window = on_localhost(opened)
        page = window.page
        finger = page.context.new_cdp_session(page)
        finger.send("WebAuthn.enable")
        finger.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
        enter(window, owner)
        page.wait_for_url("**/manage/")
        set_up_app(window)
        add_passkey(window)
        link = invite(window, shop)
        page.click("text=Sign out")

        enter(window, owner)
        page.wait_for_url("**/manage/sign-in/code")
        page.click("text=Use a passkey instead")
        page.wait_for_url("**/manage/")
        page.click("text=Sign out")
        page.click("text=Sign in with a passkey")
        page.wait_for_url("**/manage/")
        enrol(window)

        phone.go(re.sub(r"^https?://[^/]+", "", link))
        phone.page.fill("#name", "Петро")
        phone.page.fill("#password", PASSWORD)
        phone.page.keyboard.press("Enter")
        phone.page.wait_for_url("**/till/")
        phone.go("/manage/security/pin")
        phone.page.fill("#pin", "2580")
        phone.page.keyboard.press("Enter")
        phone.page.wait_for_url("**/manage/security")

        window.go("/till/")
        expect(page.locator("h1")).to_have_text("Who is at the till?")
        page.fill("#pin", "2580")
        page.keyboard.press("Enter")
        page.wait_for_url("**/till/")
        expect(page.locator("#find")).to_be_visible()
        page.click("text=Switch the cashier")
        expect(page.locator("h1")).to_have_text("Who is at the till?")
        assert (window.troubles, phone.troubles) == ([], [])


def test_a_sign_in_that_runs_out_loses_nothing_typed_but_secrets(look: Callable[..., Any]):
    shop = open_shop("Липа")
    owner, other = (hire(shop.tenant, "Яна", Staff.Role.OWNER) for _ in range(2))
    with look() as window:
        page = window.page
        enter(window, owner)
        page.wait_for_url("**/manage/")

        window.go("/manage/staff/invite")
        page.fill("#email", "petro@shop.example")
        page.check("[name=role][value=SUPPORT]")
        page.select_option("#outlet", str(shop.outlet.id))
        page.context.clear_cookies(name="sessionid")
        page.click("main [type=submit]")
        page.wait_for_url("**/manage/sign-in*")
        page.fill("#login", owner.email)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/manage/staff/invite")
        expect(page.locator("#kept")).to_be_visible()
        assert page.input_value("#email") == "petro@shop.example"
        assert page.is_checked("[value=SUPPORT]")
        assert page.input_value("#outlet") == str(shop.outlet.id)
        page.click("main [type=submit]")
        expect(page.locator("h1")).to_contain_text("petro@shop.example")

        window.go(f"/manage/staff/{other.id}")
        page.fill("#name", LONG)
        page.fill("#pin", "2580")
        page.context.clear_cookies(name="sessionid")
        page.click("text=Set the PIN")
        page.wait_for_url("**/manage/sign-in*")
        assert "2580" not in str(page.evaluate("JSON.stringify(sessionStorage)"))
        page.fill("#login", other.email)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/manage/staff/*")
        assert page.input_value("#name") == "Яна"  # another person's words are not theirs
        assert page.evaluate("sessionStorage.getItem('kept-forms')") is None
        assert window.troubles == []


def test_a_part_that_is_asked_for_too_late_loses_nothing_either(look: Callable[..., Any]):
    """Also on a page that answered a form, which has no address to come back to."""
    shop = open_shop("Липа")
    with look() as window:
        page = window.page
        enter(window, shop.marketer)
        page.wait_for_url("**/manage/")
        window.go("/manage/programme/draft")
        page.click("text=Begin a draft")
        for typed in ("8", "9"):
            page.context.clear_cookies(name="sessionid")
            page.fill("#earning", typed)
            page.wait_for_url("**/manage/sign-in*")
            page.fill("#login", shop.marketer.email)
            page.fill("#password", PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url("**/manage/programme/draft*")
            expect(page.locator("#kept")).to_be_visible()
            assert page.input_value("#earning") == typed
            expect(page.locator("#consequence")).to_contain_text(f"You earn {typed}%")
            page.fill("#earning", "x")
            page.click("text=Save to the draft")
            page.wait_for_url("**/manage/programme/draft/tier")


@pytest.mark.parametrize(
    ("size", "language", "scheme"),
    [(DESK, "ru", "light"), (SMALL_PHONE, "uk", "dark")],
    ids=["ru-desk", "uk-phone-dark"],
)
def test_pages_of_staff_can_be_read_by_everybody_and_fit(
    look: Callable[..., Any], size: dict[str, Any], language: str, scheme: str
):
    shop = open_shop("Липа")
    owner = hire(shop.tenant, LONG, Staff.Role.OWNER)
    hire(shop.tenant, f"<b>{LONG}</b> 🥐", Staff.Role.CASHIER, shop.outlet)
    most, found = size["viewport"]["width"], {}
    with look(size=size, language=language, color_scheme=scheme, bypass_csp=True) as window:
        for path in ("sign-in", "password/forgotten", "password/sent", "invited"):
            window.go(f"/manage/{path}")
            found[path] = look_at(window, most)
        enter(window, owner)
        window.page.wait_for_url("**/manage/")
        for path in ("devices", "devices/enrol", "staff", f"staff/{shop.cashier.id}"):
            window.go(f"/manage/{path}")
            found[path] = look_at(window, most)
        link = invite(window, shop)
        found["invitation"] = look_at(window, most)
        window.go("/manage/security/app")
        found["again"] = look_at(window, most)
        prove(window, "/manage/security/app")
        found["app"] = look_at(window, most)
        set_up_app(window)
        found["codes"] = look_at(window, most)
        for path in ("", "/password", "/pin", "/passkeys/new", "/codes/new", "/app/off"):
            window.go(f"/manage/security{path}")
            found[f"security{path}"] = look_at(window, most)
        window.go("/manage/devices/enrol")
        window.page.select_option("#outlet", index=1)
        window.page.fill("#name", LONG)
        window.page.click("main [type=submit]")
        found["a device"] = look_at(window, most)
        window.page.click(".bar [action$='sign-out'] button")
        window.go(re.sub(r"^https?://[^/]+", "", link))
        found["welcome"] = look_at(window, most)
        window.go("/till/")
        found["nobody with a PIN"] = look_at(window, most)
        window.go("/till/sign-in?password=yes")
        found["till"] = look_at(window, most)

    assert {state: told for state, told in found.items() if told} == {}
