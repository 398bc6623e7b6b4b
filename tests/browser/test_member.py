"""A member's own pages in a browser: with scripts on a phone, and without one at a desk."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from plushka.domain.members.queries import MemberUnknown
from plushka.domain.sales.refusals import SpendingFrozen
from plushka.domain.sales.told import ToldSale
from tests.browser.conftest import DESK, SMALL_PHONE, Window
from tests.browser.reading import LONG, broken, width
from tests.web.conftest import Shop
from tests.web.member.people import buy, join, last_code, profile

pytestmark = [pytest.mark.browser, pytest.mark.slow]

type Look = Callable[..., Any]


def come_in(window: Window, shop: Shop, member: UUID) -> None:
    """Sign in by the code from the mailbox."""
    window.go(f"/m/{shop.tenant.slug}/")
    window.page.fill("#who", profile(shop, member).phone or "")
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector("#code")
    window.page.fill("#code", last_code(shop))
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector(".qr")


def through_it_all(window: Window, shop: Shop, member: UUID) -> None:
    """Card, history with reasons, spending frozen and allowed again, and out for good."""
    page, here = window.page, f"/m/{shop.tenant.slug}"
    come_in(window, shop, member)
    assert page.locator(".bars").count() == 1
    window.go(f"{here}/history")
    page.locator("summary").first.click()
    assert page.locator("details[open] li").first.inner_text() != ""
    window.go(f"{here}/safety")
    page.click(f'form[action="{here}/safety/freeze"] button')
    page.wait_for_selector(f'form[action="{here}/safety/code"]')
    assert isinstance(buy(shop, member, redeem=1_000), SpendingFrozen)
    page.click(f'form[action="{here}/safety/code"] button')
    page.wait_for_selector("#code")
    page.fill("#code", last_code(shop))
    page.click(f'form[action="{here}/safety/unfreeze"] button')
    page.wait_for_selector(f'form[action="{here}/safety/freeze"]')
    assert isinstance(buy(shop, member, redeem=1_000), ToldSale)
    window.go(f"{here}/leave")
    page.check("#sure")
    page.click(f'form[action="{here}/leave/now"] button')
    page.wait_for_url("**/gone")
    connections.close_all()
    with pytest.raises(MemberUnknown):
        profile(shop, member)


@pytest.mark.parametrize(
    "options",
    [
        {"size": SMALL_PHONE, "language": "ru"},
        {"size": DESK, "language": "en", "java_script_enabled": False},
    ],
    ids=["scripts", "none"],
)
def test_a_member_lives_a_whole_life_with_scripts_and_without(
    look: Look, shop: Shop, options: dict[str, Any]
):
    vera = join(shop, name="Вера", points=50_000)
    buy(shop, vera, redeem=2_000)

    with look(**options) as window:
        through_it_all(window, shop, vera)
        assert window.troubles == []


def states(window: Window, shop: Shop, member: UUID) -> Iterator[str]:
    """Open every page, one after the other."""
    here = f"/m/{shop.tenant.slug}"
    for path in ("sign-in", "sign-in/lost", "offline"):
        window.go(f"{here}/{path}")
        yield path
    come_in(window, shop, member)
    yield "card"
    own = "points history outlets profile wishes alias phone safety data leave"
    for path in own.split():
        window.go(f"{here}/{path}")
        yield path


@pytest.mark.parametrize(
    ("language", "size", "light"), [("ru", SMALL_PHONE, "light"), ("en", DESK, "dark")]
)
def test_every_page_can_be_read_by_everybody(
    look: Look, shop: Shop, language: str, size: dict[str, Any], light: str
):
    vera = join(shop, name=LONG, points=123_456)
    for _ in range(2):
        buy(shop, vera, redeem=1_000)
    wrong, wide, asked = {}, {}, set()

    with look(size=size, language=language, color_scheme=light) as window:
        window.page.on("request", lambda request: asked.add(request.url.split("/")[2]))
        for state in states(window, shop, vera):
            if found := broken(window):
                wrong[state] = found
            if width(window) > size["viewport"]["width"]:
                wide[state] = width(window)
        assert window.troubles == []

    assert wrong == {}
    assert wide == {}
    assert asked == {window.address.split("/")[2]}


def test_the_card_is_kept_for_when_the_line_is_down(look: Look, shop: Shop):
    vera = join(shop)
    card = profile(shop, vera).card or ""

    with look(size=SMALL_PHONE) as window:
        come_in(window, shop, vera)
        window.page.evaluate("navigator.serviceWorker.ready")
        window.page.check("#keep")
        window.page.context.set_offline(True)
        window.page.reload()
        window.page.wait_for_selector("#kept:not([hidden])")
        digits = window.page.inner_text("#digits")
        bars = window.page.locator("#bars rect").count()
        window.page.context.set_offline(False)

    assert digits.replace(" ", "").replace("\N{NO-BREAK SPACE}", "") == card
    assert bars > 30
