"""Notices in Chromium: asked for on the page, sealed by us, opened by a browser, shown by ours.

Chromium asks its maker's push service for a subscription, which tests cannot reach: npm's
web-push-testing stands in for the service, and hands on what it has decrypted.
"""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import pytest
from playwright.sync_api import Browser

from plushka.domain.messaging import addresses, connecting
from plushka.domain.tenants.context import tenant_context
from plushka.integrations.sending import Accepted, Outgoing, Result
from plushka.integrations.webpush import keys
from plushka.integrations.webpush.channel import Push, Settings
from tests.browser.conftest import DESK, SMALL_PHONE, Window
from tests.browser.reading import width
from tests.browser.test_member import come_in
from tests.web.conftest import Shop
from tests.web.member.people import join
from tests.web.till.people import now

if TYPE_CHECKING:
    from tests.counterparts.web_push import PushService

pytest_plugins = ("tests.counterparts.web_push",)
pytestmark = [pytest.mark.browser, pytest.mark.slow]

type Look = Callable[..., Any]

ID = UUID("01938f3e-7a00-7000-8000-000000000001")
STAND_IN = """
const given = () => {
  const told = localStorage.getItem("given");
  return told && { endpoint: JSON.parse(told).endpoint, toJSON: () => JSON.parse(told) };
};
PushManager.prototype.getSubscription = async () => given();
PushManager.prototype.subscribe = async (options) => {
  localStorage.setItem("given", %s);
  localStorage.setItem("key", String(new Uint8Array(options.applicationServerKey)));
  return given();
};
"""


@pytest.fixture
def chromium(whole_chromium: Browser) -> Browser:
    """Look with a browser that shows notices."""
    return whole_chromium


def _sends(shop: Shop, settings: Settings) -> None:
    told = msgspec.to_builtins(settings)
    with tenant_context(shop.tenant.id):
        for row in connecting.find():
            connecting.remove(connection_id=row.id, actor="staff:1", at=now())
        connecting.add(
            way="PUSH",
            provider="webpush",
            secrets={"private_key": told.pop("private_key")},
            settings=told,
            actor="staff:1",
            at=now(),
        )


def _send(settings: Settings, to: str) -> Result:
    async def sent() -> Result:
        push = Push(settings)
        notice = Outgoing(ID, to, "Вам начислено: 50 бонусов <b>", subject="Липа")
        result = await push.send(notice)
        await push.close()
        return result

    with ThreadPoolExecutor() as beside:
        return beside.submit(asyncio.run, sent()).result()


def _deliver(window: Window, told: Any) -> None:
    """Hand what came to the page's service worker, as the browser does."""
    window.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    devtools = window.page.context.new_cdp_session(window.page)
    registrations: list[Any] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    window.page.wait_for_timeout(200)
    [known] = {one["registrationId"] for one in registrations if "/m/" in one["scopeURL"]}
    devtools.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": window.address, "registrationId": known, "data": json.dumps(told)},
    )


def _shown(window: Window) -> list[dict[str, str]]:
    for _ in range(50):
        shown: list[dict[str, str]] = window.page.evaluate(
            "navigator.serviceWorker.ready.then((one) => one.getNotifications())"
            ".then((all) => all.map(({ title, body, tag }) => ({ title, body, tag })))"
        )
        if shown:
            return shown
        window.page.wait_for_timeout(100)
    return []


def test_a_browser_is_asked_and_shows_what_was_sent_to_it(
    look: Look, shop: Shop, push_service: "PushService"
):
    vera, private = join(shop, name="Вера"), keys.make()
    settings = Settings(
        contact="mailto:a@lipa.example", private_key=private, services=(push_service.origin,)
    )
    _sends(shop, settings)
    browser, subscription = push_service.subscribe(keys.public(private))

    with look(size=SMALL_PHONE, language="en") as window:
        window.page.context.grant_permissions(["notifications"], origin=window.address)
        window.page.add_init_script(STAND_IN % json.dumps(subscription))
        come_in(window, shop, vera)
        window.go(f"/m/{shop.tenant.slug}/wishes")
        window.page.click("#push button")
        window.page.wait_for_selector("#push-told:has-text('This browser shows')")
        assert window.page.is_hidden("#push")
        assert width(window) <= 360
        asked_by = window.page.evaluate("localStorage.getItem('key')")
        assert asked_by == ",".join(map(str, keys.decoded(keys.public(private))))

        with tenant_context(shop.tenant.id):
            [kept] = addresses.find(member_id=vera)
        assert _send(settings, kept.value) == Accepted(provider_id=str(ID))
        [told] = push_service.shown(browser)
        for _ in range(2):
            _deliver(window, told)

        assert _shown(window) == [
            {"title": "Липа", "body": "Вам начислено: 50 бонусов <b>", "tag": str(ID)}
        ]
        assert window.troubles == []


def test_where_the_browser_refuses_the_page_says_so_and_works(look: Look, shop: Shop):
    vera = join(shop, name="Вера")
    _sends(shop, Settings(contact="mailto:a@lipa.example", private_key=keys.make()))

    with look(size=DESK, language="en") as window:
        window.page.add_init_script(
            "Object.defineProperty(Notification, 'permission', { get: () => 'denied' })"
        )
        come_in(window, shop, vera)
        window.go(f"/m/{shop.tenant.slug}/wishes")
        window.page.wait_for_selector("#push-told:has-text('Allow them')")
        assert window.page.is_hidden("#push")
        window.page.select_option("#points", "NONE")
        window.page.click('form[action$="/wishes/messages"] button')
        window.page.wait_for_url("**just=saved")
        assert window.troubles == []
