"""From a stranger's e-mail to codes on the shelf, through the browser (source 001)."""

import io
import re
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail as django_mail
from playwright.sync_api import Page, expect

from plushka.config.task_kinds import KINDS
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.models import Staff
from plushka.web.ui import mail
from tests.browser.conftest import Window
from tests.browser.reading import broken
from tests.web.manager.test_security import LOCMEM
from tests.web.till.people import new_phone, now

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECONDS = 120
"""For the machine alone."""


def link_to(email: str) -> str:
    mail.wait()
    [letter] = [one for one in django_mail.outbox if one.to == [email]]
    found = re.search(r"http://\S+", letter.body)
    assert found
    return found[0]


def next_step(window: Window, title: str) -> None:
    """Press the big button of the list, which is at this step."""
    window.go("/manage/first-hour")
    step = window.page.locator("[aria-current=step]")
    expect(step).to_contain_text(title)
    assert broken(window) == []
    step.locator("a").click()


def register(window: Window, email: str) -> int:
    """Found a company; give its id."""
    page = window.page
    window.go("/register")
    page.fill("#email", email)
    page.click(".btn-primary")
    page.goto(link_to(email))
    page.fill("#company", "Лимонад")
    page.fill("#person", "Оля")
    page.fill("#password", "вишнёвый-сад-7")
    page.click(".btn-primary")
    page.wait_for_url("**/manage/first-hour")
    return int(Staff.objects.get(email=email).tenant_id)


def work(tenant_id: int) -> None:
    while carry_on(tenant_id=tenant_id, kinds=KINDS, clock=now):
        pass


def sheets_of(page: Page) -> list[bytes]:
    """Fetch the labels: one document, or several in an archive."""
    with page.expect_download() as fetched:
        page.click("#files form button")
    content = fetched.value.path().read_bytes()
    if not content.startswith(b"PK"):
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_a_stranger_has_codes_on_the_shelf_in_two_minutes_of_the_machine(
    look: Callable[..., Any], settings, capsys: pytest.CaptureFixture[str]
):
    settings.PLUSHKA_REGISTRATION = True
    settings.MAILERS = LOCMEM
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    django_mail.outbox = []
    email = f"a{new_phone()[1:]}@shop.example"
    with look(language="ru") as window:
        page = window.page
        began = time.monotonic()
        tenant_id = register(window, email)
        next_step(window, "Выберите программу")
        page.check("input[value=cafe]")
        page.click("form .btn-primary")
        page.wait_for_url("**/begin/outlet")
        next_step(window, "Сделайте пакет кодов")
        page.fill("#name", "Лимонад, зима")
        page.click("form .btn-primary")
        page.wait_for_url("**?just=asked")
        work(tenant_id)
        next_step(window, "Напечатайте их")
        page.select_option("#file-form", "pdf")
        page.click("#print-title >> xpath=.. >> .btn-primary")
        page.wait_for_selector("#files")
        work(tenant_id)
        page.reload()
        assert {one[:5] for one in sheets_of(page)} == {b"%PDF-"}
        next_step(window, "Запустить пакет")
        page.click("button[name=do][value=start]")
        expect(page.locator("button[value=close]")).to_be_visible()
        window.go("/manage/first-hour")
        expect(page.locator("main")).to_contain_text("сделано шагов 4 из 7")
        expect(page.locator("[aria-current=step]")).to_contain_text("Активируйте первый код")
        seconds = time.monotonic() - began
        assert window.troubles == []

    with capsys.disabled():
        print(f"\nan e-mail to codes on the shelf: {seconds:.1f} s")  # noqa: T201 - told on purpose
    assert seconds < SECONDS
