"""Анна and Богдан join, in the shop whose context it is; and what the tests ask of it."""

import datetime as dt
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest

from plushka.domain.members import operations as members
from plushka.domain.members.locator import Locator
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib.db.connection import connection, raw

NOON = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)

ANNAS_PHONE = Locator("PHONE", "+79161234567")
ANNAS_CARD = Locator("CARD", "4608877000015")
BOHDANS_PHONE = Locator("PHONE", "+380671234567")


def join(*identifiers: Locator, **known) -> UUID:
    """Make a member of somebody who has these identifiers."""
    new = members.NewMember("standard", identifiers, **known)
    assert members.add(newcomers=[new], at=NOON) == set()
    return new.id


@pytest.fixture
def neighbours_anna(dub: Tenant) -> UUID:
    """Анна is a member next door too, with the same phone and card; ask for her before «Липа»."""
    with tenant_context(dub.id):
        return join(ANNAS_PHONE, ANNAS_CARD, Locator("ALIAS", "мама"), name="Анна Дуб")


@pytest.fixture
def open_shop(django_db_setup: None, django_db_blocker) -> Iterator[Tenant]:
    """A shop whose rows are really committed, for tests with several connections.

    It stays in the database: its tenant id is its own, so nobody meets it.
    """
    with django_db_blocker.unblock():
        yield _open("Липа")


@pytest.fixture
def open_neighbour(django_db_setup: None, django_db_blocker) -> Iterator[Tenant]:
    """The neighbour of a shop whose rows are really committed."""
    with django_db_blocker.unblock():
        yield _open("Дуб")


def _open(name: str) -> Tenant:
    with connection():
        tenant_id = tenants.next_id()
        with tenant_context(tenant_id):
            return tenants.create(slug=f"shop-{tenant_id}", name=name, at=NOON).tenant


@contextmanager
def at_work(shop: Tenant) -> Iterator[None]:
    """Work in a shop as a request does: a connection and a transaction of one's own."""
    with connection(), tenant_context(shop.id):
        yield


@contextmanager
def statements_sent() -> Iterator[list[str]]:
    """Collect what this connection asks the server to execute, as the wire sees it."""
    sent: list[str] = []
    # By then the thread may have another one; left traced, this one would write to whatever file
    # or socket gets the number next.
    traced = raw().pgconn
    with tempfile.TemporaryFile("w+") as wire:
        traced.trace(wire.fileno())
        try:
            yield sent
        finally:
            traced.untrace()
        wire.seek(0)
        sent += [line for line in wire if "\tExecute\t" in line or "\tQuery\t" in line]


def wait_for_a_waiter() -> None:
    """Wait until another transaction waits for this one to end."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        found = raw().execute(
            "SELECT 1 FROM pg_locks"
            " WHERE NOT granted AND transactionid = pg_current_xact_id()::xid"
        )
        if found.fetchone():
            return
        time.sleep(0.01)
    raise AssertionError("nobody waits")
