"""From the QR code under a cap, as it is printed, to the points: by a stranger's phone."""

from collections.abc import Callable
from typing import Any

import pytest
import zxingcpp
from playwright.sync_api import expect

from plushka.domain.codes.models import Activation
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import locate
from plushka.domain.tenants.context import tenant_context
from plushka.web.ui.printing import sheets
from tests.browser.conftest import SMALL_PHONE
from tests.browser.reading import broken, width
from tests.browser.test_company import owned
from tests.domain.codes import cast
from tests.web.till.people import last_code, new_phone, now
from tests.web.ui.printing.drawn import pixels, sheet

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def scanned(code: str, root: str) -> str:
    """Print the label of a code, and read its QR code as a camera does."""
    drawn = sheets.draw([code], sheet=sheet("70x37", root=root), of=1)
    [found] = zxingcpp.read_barcodes(pixels(drawn), formats=zxingcpp.BarcodeFormat.QRCode)
    return str(found.text)


def test_a_stranger_scans_a_cap_and_has_the_points(look: Callable[..., Any]):
    shop = owned("Берёза")
    with tenant_context(shop.tenant.id):
        _, [code] = cast.active(1)
    phone = new_phone()
    with look(size=SMALL_PHONE, language="ru") as window:
        page = window.page
        address = scanned(code, f"{window.address}/{shop.tenant.slug}")
        assert address == address.upper()
        page.goto(address)
        page.wait_for_url(f"**/m/{shop.tenant.slug}/codes")
        assert code not in page.url
        expect(page.locator("#code")).to_have_value(code)
        assert (broken(window), width(window)) == ([], 360)

        page.fill("#phone", phone)
        page.check("#agrees")
        page.click("button.go")
        page.fill("#told", last_code(shop))
        page.click("button.go")
        expect(page.locator("[role=status]")).to_contain_text("Код принят.")
        expect(page.locator(".big")).to_contain_text("50")
        assert (broken(window), width(window)) == ([], 360)

        page.goto(address)
        expect(page.locator("#code")).to_have_value(code)
        assert window.troubles == []
    with tenant_context(shop.tenant.id):
        [member] = locate(locators=[Locator("PHONE", phone)], at=now()).values()
        [row] = Activation.objects.filter(member_id=member)
    assert (row.source, row.points) == ("WEB", 5000)
