"""Many are given points: a marketer asks, the owner approves on a phone, one click undoes it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from plushka.config.task_kinds import KINDS
from plushka.domain.bulk import operations as bulks
from plushka.domain.ledger import queries as ledger
from plushka.domain.members.tagging import add_tags
from plushka.domain.segments import operations as segments
from plushka.domain.tasks import working
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from tests.browser.conftest import DESK, SMALL_PHONE, Window
from tests.browser.reading import LONG, broken, sticks_out, width
from tests.browser.test_cabinet import enter
from tests.web.conftest import Shop, hire, open_shop
from tests.web.till.people import join, now

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VIP = {"field": "member.tags", "has": "vip"}
SHOTS = os.environ.get("PLUSHKA_SHOTS", "")


def looked_at(window: Window, name: str) -> None:
    """Hold a page to everybody's eyes; keep its picture where somebody asked for it."""
    if SHOTS:
        window.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)
    wide = window.page.viewport_size["width"] if window.page.viewport_size else 0
    assert (name, width(window) <= wide, sticks_out(window), broken(window)) == (
        name,
        True,
        [],
        [],
    )


@pytest.fixture
def company() -> tuple[Shop, list[Any], str]:
    """A company with three members of a segment with a long name; the e-mail of an owner."""
    shop = open_shop("Бук")
    members = [join(shop) for _ in range(3)]
    with tenant_context(shop.tenant.id):
        for member in members:
            add_tags(member_id=member, tags=["vip"], actor="staff:x", at=now())
        segments.create(name=LONG, condition=VIP, actor="staff:x", at=now())
        bulks.change_policy(alone=10_000, based_on=None, actor="staff:x", at=now())
    return shop, members, hire(shop.tenant, "Ира", Staff.Role.OWNER).email


def spendable(shop: Shop, members: list[Any]) -> list[int]:
    with tenant_context(shop.tenant.id):
        found = ledger.accounts_of(members=members)
        return [ledger.balance(account=found[one], at=now()).spendable for one in members]


def work(shop: Shop) -> None:
    """Carry out what waits, as the worker does."""
    while working.carry_on(tenant_id=shop.tenant.id, kinds=KINDS, clock=now):
        pass


def test_many_are_given_points_with_a_second_person_and_one_click_undoes_it(
    look: Callable[..., Any], company: tuple[Shop, list[Any], str]
):
    shop, members, owner = company
    with look(size=DESK, language="ru") as desk:
        enter(desk, shop.marketer.email)
        desk.go("/manage/bulk")
        looked_at(desk, "bulks-empty-desk-ru")
        desk.page.click("text=Новая массовая операция")
        desk.page.select_option("#segment", label=LONG)
        desk.page.fill("#points", "50")
        desk.page.fill("#reason", LONG)
        desk.page.click("text=Посмотреть, что получится")
        expect(desk.page.locator("#seen-title")).to_be_visible()
        looked_at(desk, "bulk-seen-desk-ru")
        desk.page.click("text=Попросить второго человека")
        expect(desk.page.locator("#bulk-state")).to_have_text("Ждёт второго человека")
        looked_at(desk, "bulk-asked-desk-ru")
        path = "/manage/" + desk.page.url.partition("/manage/")[2]
        assert desk.troubles == []

    with look(size=SMALL_PHONE) as phone:
        enter(phone, owner)
        phone.go("/manage/bulk")
        looked_at(phone, "bulks-phone-en")
        phone.go("/manage/bulk/new")
        looked_at(phone, "bulk-new-phone-en")
        phone.go(path)
        phone.page.click("text=Approve, and begin")
        expect(phone.page.locator("progress")).to_be_visible()
        looked_at(phone, "bulk-running-phone-en")
        work(shop)
        # The page looks again by itself.
        expect(phone.page.locator("#bulk-state")).to_have_text("Done")
        assert spendable(shop, members) == [5_000] * 3
        looked_at(phone, "bulk-done-phone-en")
        phone.page.click("text=Undo it for everybody")
        work(shop)
        expect(phone.page.locator("#bulk-state")).to_have_text("Undone")
        looked_at(phone, "bulk-undone-phone-en")
        assert phone.troubles == []
    assert spendable(shop, members) == [0] * 3


def test_acts_on_one_member_are_for_all_eyes(
    look: Callable[..., Any], company: tuple[Shop, list[Any], str]
):
    _, (kept, merged, _), owner = company
    for size, language, name in ((DESK, "ru", "desk-ru"), (SMALL_PHONE, "en", "phone-en")):
        with look(size=size, language=language, color_scheme="dark") as window:
            enter(window, owner)
            window.go(f"/manage/members/{kept}/adjust")
            looked_at(window, f"adjust-{name}")
            window.page.fill("#points", "x")
            window.page.click("form.sheet [type=submit]")
            expect(window.page.locator(".form-error").first).to_be_visible()
            looked_at(window, f"adjust-wrong-{name}")
            window.go(f"/manage/members/{kept}/merge?other={merged}")
            looked_at(window, f"merge-{name}")
    with look() as window:
        enter(window, owner)
        window.go(f"/manage/members/{kept}/merge?other={merged}")
        window.page.click("text=Merge them")
        expect(window.page.locator("#merges-title")).to_be_visible()
        looked_at(window, "merged-desk-en")


@pytest.mark.parametrize(
    ("size", "language"), [(DESK, "en"), (SMALL_PHONE, "ru")], ids=["desk", "phone"]
)
def test_the_list_leads_to_many_by_the_keyboard(
    look: Callable[..., Any],
    company: tuple[Shop, list[Any], str],
    size: dict[str, Any],
    language: str,
):
    shop, *_ = company
    with look(size=size, language=language) as window:
        page = window.page
        enter(window, shop.marketer.email)
        window.go("/manage/members")
        looked_at(window, f"members-ticks-{language}")
        page.focus("[name=members]")
        page.keyboard.press("Space")
        expect(page.locator("[data-n-ticked]")).to_have_text("1")
        if size is DESK:
            page.focus("[data-ticks-all]")
            page.keyboard.press("Space")
            expect(page.locator("[data-n-ticked]")).to_have_text("3")
        page.focus("[name=chosen]")
        page.keyboard.press("Enter")
        page.wait_for_url("**/manage/bulk/new?*")
        assert page.locator("input[name=members]").count() == (3 if size is DESK else 1)
        page.go_back()
        page.click("#many a")
        page.wait_for_url("**/manage/bulk/new?filter=everybody")
        looked_at(window, f"many-of-all-{language}")
        assert window.troubles == []
