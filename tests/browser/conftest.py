"""The pages in Debian's Chromium, against a server of this process."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from tools.programs import PROGRAMS

from tests.programs import need
from tests.web.conftest import PASSWORD, Shop, committed, oak, shop

__all__ = ["committed", "oak", "shop"]

FLAGS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A camera that shows a moving picture; each page still has to be allowed to look.
    "--use-fake-device-for-media-stream",
)
PATIENCE_MS = float(os.environ.get("PLUSHKA_BROWSER_TIMEOUT", "15000"))
"""How long a page may take to show what it is expected to, on a machine that has other work."""

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SMALL_PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of requests."""


@pytest.fixture(autouse=True)
def _database(committed: None) -> None:
    cache.clear()


@pytest.fixture(scope="session")
def address(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Serve the pages from threads of this process."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.daemon_threads = True
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    with django_db_blocker.unblock():
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="package")
def driver() -> Iterator[Playwright]:
    """Start what drives browsers.

    Playwright keeps a loop running in this thread, so it ends with this folder's tests;
    meanwhile the tests' own queries are told that nobody waits for them.
    """
    expect.set_options(timeout=PATIENCE_MS)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield playwright


@pytest.fixture(scope="package")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """Start the browser, once for all pages; without one, these tests are left out.

    Without the windows and menus of its own that nobody sees here, where there is such a one: its
    pages are the same, for two thirds of the work. ``PLUSHKA_BROWSER`` names another.
    """
    path = os.environ.get("PLUSHKA_BROWSER") or PROGRAMS["chromium-headless-shell"].place
    browser = driver.chromium.launch(executable_path=path or need("chromium"), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def whole_chromium(driver: Playwright) -> Iterator[Browser]:
    """Start a browser with all it has: the other one has no camera and shows no notices."""
    browser = driver.chromium.launch(executable_path=need("chromium"), args=FLAGS)
    yield browser
    browser.close()


@dataclass(frozen=True, slots=True)
class Window:
    """A page somebody looks at, and what went wrong in it."""

    page: Page
    address: str
    troubles: list[str]

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(self.address + path)

    def focused(self) -> str:
        """Give the id of the element with the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    def sign_in(self, email: str) -> None:
        """Sign in as a person does."""
        self.go("/till/sign-in")
        self.page.fill("#email", email)
        self.page.fill("#password", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/till/")


@pytest.fixture
def look(chromium: Browser, address: str) -> Callable[..., Any]:
    """Open windows of any size, language and light."""

    @contextmanager
    def opened(
        *, size: dict[str, Any] = DESK, language: str = "en", **options: Any
    ) -> Iterator[Window]:
        context = chromium.new_context(**size, locale=language, **options)
        context.set_default_timeout(PATIENCE_MS)
        window = Window(context.new_page(), address, [])
        window.page.on(
            "console",
            lambda said: window.troubles.append(said.text) if said.type == "error" else None,
        )
        window.page.on("pageerror", lambda error: window.troubles.append(str(error)))
        try:
            yield window
        finally:
            context.close()

    return opened


@pytest.fixture
def cashier(look: Callable[..., Any], shop: Shop) -> Iterator[Window]:
    """The cashier of «Липа» at a desk."""
    with look() as window:
        window.sign_in(shop.cashier.email)
        yield window
