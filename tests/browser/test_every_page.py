"""Every page as people see it: whole, of our own files alone, and quick to be seen.

Where ``PLUSHKA_SHOTS`` names a folder, pictures of all of them are kept there for people to look
at, with when each was first painted and how much it weighed.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.urls import reverse

from tests.browser.conftest import DESK, SMALL_PHONE, Window
from tests.browser.reading import LONG, broken, width
from tests.browser.test_member import come_in
from tests.web.access.asking import signed_in
from tests.web.access.kinds import Anybody, Row
from tests.web.access.table import ROWS
from tests.web.access.test_queries import pages
from tests.web.conftest import Shop, hire, open_shop
from tests.web.member.people import buy
from tests.web.till.people import join

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WEIGHT = """() => {
    const told = performance.getEntriesByType('paint');
    const painted = told.find(one => one.name === 'first-contentful-paint');
    const files = [
        ...performance.getEntriesByType('navigation'),
        ...performance.getEntriesByType('resource'),
    ];
    return {
        first_paint_ms: painted ? Math.round(painted.startTime) : null,
        bytes: files.reduce((sum, one) => sum + one.encodedBodySize, 0),
        files: files.length,
    };
}"""


PARTS = {"progress", "member-qr"}
"""Parts of pages, which pages ask for themselves."""


def is_page(status: int, headers: Mapping[str, str]) -> bool:
    """Tell whether an answer is a page, and neither a file nor that of a form's target."""
    heads = {name.lower(): value for name, value in headers.items()}
    is_file = "attachment" in heads.get("content-disposition", "")
    kind = heads.get("content-type", "")
    return status == HTTPStatus.OK and kind.startswith("text/html") and not is_file


@dataclass(frozen=True, slots=True)
class Staff:
    """An owner's session, and the pages it may read."""

    session: str
    pages: dict[str, str]


@pytest.fixture(scope="module")
def staff(django_db_setup: None, django_db_blocker: Any) -> Staff:
    """A company with one of everything; asked once which of its addresses are pages."""
    with django_db_blocker.unblock():
        shop = open_shop("Явор")
        client = signed_in(hire(shop.tenant, "Оля", "OWNER"))
        client.post("/till/outlet", {"outlet": shop.outlet.code})
        found = {}
        for name, path in pages(shop).items():
            answer = client.get(path)
            if name not in PARTS and is_page(answer.status_code, answer.headers):
                found[name] = path
            answer.close()
    return Staff(client.cookies[configured.SESSION_COOKIE_NAME].value, found)


def of_staff(window: Window, staff: Staff) -> Iterator[tuple[str, str]]:
    """Give the pages of those who work there, with the owner's session in the window."""
    name = configured.SESSION_COOKIE_NAME
    window.page.context.add_cookies(
        [{"name": name, "value": staff.session, "url": window.address}]
    )
    yield from staff.pages.items()


def of_members(window: Window) -> Iterator[tuple[str, str]]:
    """Give a member's own pages, signed in by a code."""
    shop = open_shop("Явор")
    member = join(shop, name=LONG)
    buy(shop, member)
    come_in(window, shop, member)
    for row in ROWS:
        if row.needs != Anybody.MEMBER or row.name in PARTS:
            continue
        path = _own(row, shop)
        answer = window.page.context.request.get(window.address + path, max_redirects=0)
        if is_page(answer.status, answer.headers):
            yield row.name, path


def _own(row: Row, shop: Shop) -> str:
    return reverse(row.name, kwargs={**row.values, "slug": shop.tenant.slug})


def keep(window: Window, name: str, folder: Path) -> dict[str, Any]:
    """Keep a picture, and give what the page weighed."""
    # A picture waits until the page is painted, which may be later than all its files are there.
    window.page.screenshot(path=folder / f"{name}.png", full_page=True)
    weighed: dict[str, Any] = window.page.evaluate(WEIGHT)
    return weighed


def shots(view: str) -> Path | None:
    """Give the folder of a view's pictures, where they are wanted."""
    if not (wanted := os.environ.get("PLUSHKA_SHOTS")):
        return None
    place = Path(wanted) / view
    place.mkdir(parents=True, exist_ok=True)
    return place


def wrong_with(window: Window, asked: list[str], size: dict[str, Any]) -> list[Any]:
    """Give what is wrong with the page that is shown."""
    outside = [url for url in asked if not url.startswith((window.address, "data:", "blob:"))]
    told: list[Any] = [*outside, *window.troubles, *broken(window)]
    if (pixels := width(window)) > size["viewport"]["width"]:
        told.append(f"{pixels} pixels wide")
    window.troubles.clear()
    asked.clear()
    return told


@pytest.mark.parametrize(
    ("size", "language", "who"),
    [
        (DESK, "ru", "staff"),
        (SMALL_PHONE, "en", "staff"),
        (DESK, "en", "members"),
        (SMALL_PHONE, "ru", "members"),
    ],
    ids=["staff-desk-ru", "staff-phone-en", "members-desk-en", "members-phone-ru"],
)
def test_every_page_is_whole_and_our_own(
    look: Callable[..., Any],
    request: pytest.FixtureRequest,
    staff: Staff,
    size: dict[str, Any],
    language: str,
    who: str,
):
    folder = shots(request.node.callspec.id)
    found: dict[str, list[Any]] = {}
    weights: dict[str, dict[str, Any]] = {}
    n_pages = 0
    asked: list[str] = []
    with look(size=size, language=language) as window:
        window.page.on("request", lambda sent: asked.append(sent.url))
        for name, path in of_staff(window, staff) if who == "staff" else of_members(window):
            window.go(path)
            n_pages += 1
            if folder:
                weights[name] = keep(window, name, folder)
            if wrong := wrong_with(window, asked, size):
                found[name] = wrong
    if folder:
        for name, told in (("weights", weights), ("wrong", found)):
            written = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
            (folder / f"{name}.json").write_text(written, encoding="utf-8")

    assert found == {}
    assert n_pages > (50 if who == "staff" else 8)
