"""An owner watches the tills: alerts, returns to approve, limits; on a desk and a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.models import Staff
from tests.browser.conftest import DESK, SMALL_PHONE, Window
from tests.browser.reading import broken, cut_off, sticks_out, width
from tests.browser.test_cabinet import enter
from tests.conftest import NOON
from tests.web.access.things import a_return_request, an_alert
from tests.web.conftest import PASSWORD, Shop, open_shop
from tests.web.manager.test_alerts import much

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def clon() -> Shop:
    """A company of this test alone, where much was done today."""
    shop = open_shop("Клён")
    tenants.add_staff(
        tenant=shop.tenant,
        email=f"olia@{shop.tenant.slug}.example",
        name="Оля",
        role=Staff.Role.OWNER,
        password=PASSWORD,
        at=NOON,
    )
    an_alert(shop)
    much(shop, is_block=True)
    a_return_request(shop)
    return shop


def looked_at(window: Window, size: dict[str, Any]) -> list[Any]:
    """Give what is wrong with what the window shows."""
    wide = width(window) - size["viewport"]["width"]
    found = [broken(window), sticks_out(window), cut_off(window), max(0, wide)]
    return [one for one in found if one]


@pytest.mark.parametrize(
    ("size", "language", "scheme"),
    [(DESK, "ru", "light"), (SMALL_PHONE, "en", "dark")],
    ids=["ru-desk", "en-phone-dark"],
)
def test_an_owner_lets_go_on_approves_and_sets_limits(
    look: Callable[..., Any], clon: Shop, size: dict[str, Any], language: str, scheme: str
):
    wrong = {}
    with look(size=size, language=language, color_scheme=scheme, bypass_csp=True) as window:
        page = window.page
        enter(window, f"olia@{clon.tenant.slug}.example")
        window.go("/manage/alerts")
        wrong["alerts"] = looked_at(window, size)
        page.click("button[name=approve]")
        expect(page.locator("button[name=approve]")).to_have_count(0)
        page.click("form[action$='/lift'] button")
        expect(page.locator("form[action$='/lift']")).to_have_count(0)
        window.go("/manage/till-limits")
        page.fill("#CLAIMS-soft", "99")
        page.click("main button.btn-primary")
        expect(page.locator("#CLAIMS-error")).to_be_visible()
        wrong["limits"] = looked_at(window, size)
        page.fill("#CLAIMS-soft", "9")
        page.click("main button.btn-primary")
        page.wait_for_selector("[role=status]:visible")

    assert {name: found for name, found in wrong.items() if found} == {}
