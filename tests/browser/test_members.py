"""Support and a marketer at work with members: found, told, blocked; filtered, kept, taken."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from plushka.config.task_kinds import KINDS
from plushka.domain.tasks.working import carry_on
from tests.browser.conftest import DESK, SMALL_PHONE, Window
from tests.browser.reading import LONG, broken, cut_off, sticks_out, width
from tests.web.conftest import PASSWORD, Shop, hire, open_shop
from tests.web.manager.lab import sell
from tests.web.manager.test_members import enrol_person
from tests.web.till.people import join, now

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BLOCKED = {"ru": "заблокирован", "en": "blocked"}


def enter(window: Window, email: str) -> None:
    """Sign in as a person does, and go to the members."""
    window.go("/manage/sign-in")
    window.page.fill("#login", email)
    window.page.fill("#password", PASSWORD)
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(lambda url: "sign-in" not in url)
    window.go("/manage/members")


def a_shop() -> Shop:
    """Open a company with a few members, one of them hard to show."""
    shop = open_shop("Липа")
    anna = enrol_person(
        shop, surname="Шевчук", name="Анна", phone="+79167774321", sex="FEMALE", note=LONG
    )
    sell(shop, anna, "1000.00")
    enrol_person(shop, name=LONG, surname="<b>=1+1🙂", attributes={"car": LONG})
    join(shop, name="Богдан", points=12345)
    return shop


def supporting(window: Window, shop: Shop) -> Iterator[str]:
    """Find a member by the end of the phone, read the story, and block them with a reason."""
    page = window.page
    enter(window, hire(shop.tenant, "Ира", "SUPPORT").email)
    yield "members"
    page.type("#find", "4321", delay=20)
    expect(page.locator("tbody tr")).to_have_count(1)
    yield "found"
    page.fill("#find", "никого такого")
    expect(page.locator("#found .lead")).to_be_visible()
    yield "nobody"
    page.fill("#find", "шев")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.click("tbody th a")
    page.click(".why-details summary")
    expect(page.locator(".whys li").first).to_contain_text(
        "1,000.00" if "en" in _lang(window) else "1"
    )
    yield "story"
    page.click(".acts details >> nth=0 >> summary")
    page.click("[name=do][value=block]")
    page.wait_for_selector(".form-error")
    yield "block refused"
    page.select_option("#block-code", "fraud")
    page.fill("#block-reason", "Жалуются на чужие покупки")
    page.click("[name=do][value=block]")
    expect(page.locator("h1 .chip-stop")).to_have_text(BLOCKED[_lang(window)])
    for number in range(1, 4):
        page.click(f".sections li >> nth={number} >> a")
        page.wait_for_selector(f".sections li:nth-child({number + 1}) a[aria-current]")
        yield f"tab {number}"
    page.click(".page-head a.btn")
    page.wait_for_selector("#person-name")
    yield "edit"
    window.go("/manage/members/new")
    page.fill("#person-phone", "12")
    page.click(".save-bar [type=submit]")
    page.wait_for_selector(".form-error")
    yield "new refused"
    window.go("/manage/sales")
    yield "sales"
    page.click("tbody th a")
    page.wait_for_selector("#sale-moved")
    yield "sale"


def marketing(window: Window, shop: Shop) -> Iterator[str]:
    """Filter members, keep the filter, choose columns, and take the list away."""
    page = window.page
    page.context.clear_cookies()
    enter(window, shop.marketer.email)
    page.click(".list-tools a >> nth=0")
    page.click("#condition-add")
    page.select_option("#condition-parts-0-field", "member.sex")
    page.wait_for_selector("#condition-parts-0-value")
    page.select_option("#condition-parts-0-value", "female")
    expect(page.locator("#filter-count")).to_contain_text("1")
    yield "filter"
    page.fill("#filter-name", LONG[:60])
    page.click("[name=do][value=save]")
    page.wait_for_url("**/manage/members?segment=*")
    expect(page.locator("tbody tr")).to_have_count(1)
    yield "segment"
    window.go("/manage/members/columns")
    page.check("[name=column][value=sex]")
    page.click("[name=do][value='up:sex']")
    yield "columns"
    page.click(".save-bar [value=save]")
    page.wait_for_url("**/manage/members")
    page.click(".menu summary")
    page.click(".menu-sheet button >> nth=0")
    page.wait_for_selector("progress")
    while carry_on(tenant_id=shop.tenant.id, kinds=KINDS, clock=now):
        pass
    page.wait_for_selector("a[download]")
    yield "export"


def _lang(window: Window) -> str:
    return str(window.page.get_attribute("html", "lang"))


@pytest.mark.parametrize(
    ("size", "language", "scheme"),
    [(DESK, "ru", "light"), (SMALL_PHONE, "en", "dark")],
    ids=["ru-desk", "en-phone-dark"],
)
def test_support_and_a_marketer_do_their_work_and_everybody_can_read_it(
    look: Callable[..., Any], size: dict[str, Any], language: str, scheme: str
):
    shop = a_shop()
    is_phone = size is SMALL_PHONE
    with look(size=size, language=language, color_scheme=scheme, bypass_csp=True) as window:
        found = {
            state: (
                broken(window),
                sticks_out(window) if is_phone else [],
                cut_off(window),
                width(window),
            )
            for work in (supporting, marketing)
            for state in work(window, shop)
        }

    most = size["viewport"]["width"]
    assert {state: told for state, (*told, _wide) in found.items() if any(told)} == {}
    assert {state: wide for state, (*_, wide) in found.items() if wide > most} == {}
    assert not [said for said in window.troubles if "status of 4" not in said]
