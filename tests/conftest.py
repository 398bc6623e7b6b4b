"""The cast and the stage: shop «Липа», its neighbour «Дуб», and a database.

The schema is made as the owner of the tables; every test runs as the web
role, as the served application does.
"""

import datetime as dt
import gc
import os
import random
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.db import connections
from psycopg import sql
from psycopg_pool import base as pool

from plushka.config.database import databases
from plushka.config.migrate import migrate
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.integrations import postgres
from tests.programs import loud_lines

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""A slow hash for every company that a test founds would take longer than the tests."""

# Its threads open connections at any moment, and Hypothesis faults a test during which anybody
# touched the numbers that all share.
pool.random = random.Random().random  # type: ignore[attr-defined]

# How long a try takes, and choosing what to try, says more of who else is at the machine than of
# the code. Hypothesis knows where it runs for a submission, and does not ask then either.
patient = hypothesis.settings(
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("patient", patient)
hypothesis.settings.load_profile("patient")

NOON = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
"""Noon in Moscow, on an ordinary Saturday."""


LONG = ("stories", "browser", "docs", "integrations")
"""Folders whose tests start browsers, servers and databases, the longest first."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that nobody works on alone at the end.

    Before all of it migrations run anew, on a database into which nobody has committed rows that
    an earlier shape cannot hold. Files without a slow test fill up the end. Otherwise the order is
    the random one.
    """
    here = Path(__file__).parent
    places = {folder: place for place, folder in enumerate(LONG)}
    slow = {item.path for item in items if item.get_closest_marker("slow")}

    def place(item: pytest.Item) -> int:
        if item.path.name == "test_migrations.py":
            return -1
        short = len(LONG) + (item.path not in slow)
        return places.get(item.path.relative_to(here).parts[0], short)

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what stays to the end of the run anyway."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it loudly where tests did not run for want of a browser or another program."""
    for told in loud_lines(terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(told, red=True, bold=True)


@pytest.fixture(scope="session")
def database_url(worker_id: str) -> Iterator[str]:
    """Where PostgreSQL is: the one named, or our own, which the last one to leave stops.

    One for each worker: events are told when all earlier transactions of the server have ended,
    so whoever reads them would wait for the longest test of another worker.
    """
    if named := os.environ.get("DATABASE_URL"):
        yield named
        return
    home = Path(os.environ.get("PLUSHKA_TEST_HOME", "var/test")).absolute()
    if worker_id != "master":
        home /= worker_id
    yield postgres.ensure(home)
    postgres.stop_if_last(home)


@pytest.fixture(scope="session")
def django_db_setup(
    database_url: str, django_db_blocker: pytest.FixtureRequest, worker_id: str
) -> Iterator[None]:
    """Make an empty database for this worker, as its owner."""
    name = f"plushka_test_{os.environ.get('PLUSHKA_TEST_SUFFIX', '')}_{worker_id}".lower()
    with psycopg.connect(database_url, autocommit=True) as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
        )
    described = databases(database_url, web_role=settings.PLUSHKA_WEB_ROLE)
    with django_db_blocker.unblock():
        for alias, place in described.items():
            place["NAME"] = name
            place["TEST"] = connections.settings[alias]["TEST"]
            connections.settings[alias].update(place)
            connections[alias].settings_dict.update(place)
        migrate()
        yield
        for connection in connections.all():
            connection.close()


def _found(slug: str, name: str) -> Tenant:
    tenant_id = tenants.next_id()
    with tenant_context(tenant_id):
        return tenants.create(slug=slug, name=name, at=NOON).tenant


@pytest.fixture
def dub(db: None) -> Tenant:
    """The neighbour «Дуб», whose data must never appear."""
    return _found("dub", "Дуб")


@pytest.fixture
def lipa(dub: Tenant) -> Iterator[Tenant]:
    """The shop «Липа» in its own context, with its neighbour beside it."""
    tenant = _found("lipa", "Липа")
    with tenant_context(tenant.id):
        yield tenant
