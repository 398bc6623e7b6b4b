"""Only a provider's own calls are heard, and only by the company whose provider it is."""

import io
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client, RequestFactory

from plushka.domain.messaging import connecting
from plushka.domain.tenants.models import Tenant
from plushka.web.hooks.views import hook
from tests.domain.members.cast import NOON, at_work


@pytest.fixture
def address(open_shop: Tenant) -> str:
    with at_work(open_shop):
        made = connecting.add(
            way="SMS", provider="console", settings={}, secrets={}, actor="staff:1", at=NOON
        )
    return f"/hooks/{open_shop.slug}/{made}"


def test_a_forged_call_is_refused_and_learns_nothing(address: str):
    answer = Client().post(address, data=b"{}", content_type="application/json")
    assert (answer.status_code, answer.content) == (403, b"")


def test_a_neighbours_connection_is_not_there(address: str, open_neighbour: Tenant):
    elsewhere = address.replace(address.split("/")[2], open_neighbour.slug)
    assert Client().post(elsewhere).status_code == 404
    assert Client().post("/hooks/nobody/00000000-0000-0000-0000-000000000007").status_code == 404


def test_a_connection_that_was_removed_hears_no_more(address: str, open_shop: Tenant):
    with at_work(open_shop):
        connecting.remove(connection_id=UUID(address.split("/")[3]), actor="staff:1", at=NOON)
    assert Client().post(address).status_code == 404


def test_a_slow_caller_holds_no_transaction(address: str):
    """Whoever knows an address could else keep the database's connections by a few slow calls."""
    found = []

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            found.append(transaction.get_connection().in_atomic_block)
            return super().read(size)

    body = b"{}"
    request = RequestFactory().post(address, data=body, content_type="application/json")
    request._stream = Slow(body)  # what the line brings, drop by drop
    slug, connection_id = address.split("/")[2:]

    assert hook(request, slug, UUID(connection_id)).status_code == 403
    assert found
    assert not any(found)


def test_a_flood_in_one_call_is_refused_unread(address: str):
    answer = Client().post(address, data=b"x" * 1_000_001, content_type="text/plain")
    assert answer.status_code == 413
