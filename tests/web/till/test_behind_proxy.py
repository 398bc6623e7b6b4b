"""Signing in where a proxy of ours brings HTTPS."""

import pytest
from django.conf import LazySettings
from django.test import Client

from plushka.web.ui.throttle import TRIES_OF_PERSON
from tests.web.conftest import PASSWORD, Shop


@pytest.fixture
def behind_proxy(settings: LazySettings) -> None:
    settings.PLUSHKA_PROXY = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def sign_in(client: Client, email: str, password: str, **headers: str) -> int:
    page = client.get("/till/sign-in", headers=headers)
    sent = {
        "email": email,
        "password": password,
        "csrfmiddlewaretoken": page.context["csrf_token"],
    }
    return client.post("/till/sign-in", sent, headers=headers).status_code


def test_a_browser_on_https_may_sign_in(shop: Shop, behind_proxy: None):
    client = Client(enforce_csrf_checks=True)

    status = sign_in(
        client,
        shop.cashier.email,
        PASSWORD,
        host="testserver",
        origin="https://testserver",
        x_forwarded_proto="https",
        x_forwarded_for="192.0.2.1",
    )

    assert status == 302


def test_who_guesses_pauses_at_the_address_the_proxy_saw(shop: Shop, behind_proxy: None):
    for _ in range(TRIES_OF_PERSON):
        sign_in(Client(), shop.cashier.email, "guess", x_forwarded_for="192.0.2.7, 192.0.2.2")

    same = sign_in(Client(), shop.cashier.email, PASSWORD, x_forwarded_for="192.0.2.8, 192.0.2.2")
    other = sign_in(Client(), shop.cashier.email, PASSWORD, x_forwarded_for="192.0.2.2, 192.0.2.3")

    assert (same, other) == (429, 302)
