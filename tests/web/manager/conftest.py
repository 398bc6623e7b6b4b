"""People at the cabinet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from plushka.domain.tenants.models import Staff
from tests.web.conftest import Shop, open_shop


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    cache.clear()
    return iter([None])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in, and what their browser shows."""

    client: Client

    def get(self, path: str = "", **sent: Any) -> HttpResponse:
        """Open an address of the cabinet."""
        return self.client.get(f"/manage/{path}", sent)

    def post(self, path: str, **sent: Any) -> HttpResponse:
        """Send a form."""
        return self.client.post(f"/manage/{path}", sent)


@pytest.fixture
def enter() -> Callable[[Staff], Person]:
    """Sign a person in, in English, so that tests read."""

    def signed_in(staff: Staff, language: str = "en") -> Person:
        client = Client(headers={"accept-language": language})
        client.force_login(staff)
        return Person(client)

    return signed_in


@pytest.fixture
def owner(enter: Callable[[Staff], Person], shop: Shop) -> Person:
    """The owner of «Липа»."""
    return enter(shop.owner)


@pytest.fixture
def newcomer(enter: Callable[[Staff], Person]) -> tuple[Person, Shop]:
    """The owner of a company that was founded a minute ago."""
    shop = open_shop("Берёза")
    return enter(shop.owner), shop
