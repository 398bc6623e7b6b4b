"""A file is brought by a person: columns, trial, run, taken back; on a desk and on a phone."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plushka.config.task_kinds import KINDS
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.context import tenant_context
from tests.browser.conftest import DESK, SMALL_PHONE, Window
from tests.browser.reading import LONG, broken, cut_off, sticks_out, width
from tests.browser.test_cabinet import enter
from tests.web.conftest import PASSWORD, Shop, open_shop
from tests.web.till.people import now

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FILE = (
    "Телефон;ФИО;Дата рождения;Номер карты;Баланс бонусов;Кто пригласил;Любимый цвет\n"
    "8 916 123-45-67;Анна Петрова;28.02.1990;2900000000018;1500,50;;синий\n"
    f"+79161234568;{LONG};31.12.1985;;20;8 916 123-45-67;<b>красный</b> 🎂\n"
    "7,91E+10;Глеб;;;5;;\n"
    "+79161234567;Вера;;;5;;\n"
)


def _work(shop: Shop) -> None:
    while carry_on(tenant_id=shop.tenant.id, kinds=KINDS, clock=now):
        pass


def _look(window: Window, name: str) -> None:
    """Hold the page against what every page has to be; keep a picture where somebody asks."""
    page = window.page
    if folder := os.environ.get("PLUSHKA_SHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
    assert broken(window) == [], name
    assert width(window) <= page.viewport_size["width"], name
    assert sticks_out(window) == [], name
    assert cut_off(window) == [], name


@pytest.mark.parametrize(
    ("language", "size", "light"),
    [("ru", DESK, "light"), ("en", SMALL_PHONE, "dark")],
    ids=["desk-ru", "phone-en-dark"],
)
def test_a_file_is_brought_in_and_taken_back(
    look: Callable[..., Any],
    tmp_path: Path,
    language: str,
    size: dict[str, Any],
    light: str,
):
    shop = open_shop("Липа")
    with tenant_context(shop.tenant.id):
        shop.owner.set_password(PASSWORD)
        shop.owner.save()
    file = tmp_path / "Клиенты из старой системы.csv"
    file.write_text(FILE, "cp1251", errors="replace")
    with look(size=size, language=language, color_scheme=light) as window:
        enter(window, shop.owner.email)
        page, name = window.page, f"{language}-{light}"
        window.go("/manage/imports")
        _look(window, f"imports-empty-{name}")
        page.set_input_files("#file", file)
        page.click("#bring")
        page.wait_for_selector("#try")
        chosen = [page.input_value(f"#column-{number}") for number in range(6)]
        assert chosen == ["phone", "name", "birth_date", "card", "balance", "referrer"]
        page.select_option("#column-6", "attribute")
        _look(window, f"import-columns-{name}")

        page.click("#try")
        page.wait_for_selector("progress")
        _look(window, f"import-work-{name}")
        _work(shop)
        page.wait_for_selector("#run")
        _look(window, f"import-checked-{name}")

        page.click("#run")
        page.wait_for_selector("progress")
        _work(shop)
        page.click(".import-undo summary")
        _look(window, f"import-done-{name}")

        page.click("#undo")
        _work(shop)
        page.wait_for_selector("#done-title")
        _look(window, f"import-undone-{name}")
        window.go("/manage/imports")
        _look(window, f"imports-{name}")
        assert window.troubles == []
