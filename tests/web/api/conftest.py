"""«Липа» and «Дуб» as the API serves them, committed for real; tests share them and add to them."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connections
from litestar.testing import TestClient

from plushka.config.readiness import is_ready
from plushka.domain.programmes.founding import found
from plushka.domain.tenants.operations import Created
from plushka.web.api.app import make
from tests.conftest import NOON
from tests.web.api.till import Till


@pytest.fixture(autouse=True)
def _database(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Let the API's threads at the database; what they write is committed and stays."""
    with django_db_blocker.unblock():
        yield
        for connection in connections.all():
            connection.close()


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The application, in this process."""
    with TestClient(app=make(is_ready=is_ready)) as client:
        yield client


@pytest.fixture(scope="session")
def lipa_api(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Created:
    """The shop «Липа», its outlet ``main``, and a key for everything."""
    with django_db_blocker.unblock():
        return found(slug=f"lipa-{uuid4().hex[:8]}", name="Липа", at=NOON)


@pytest.fixture(scope="session")
def dub_api(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Created:
    """The neighbour «Дуб»."""
    with django_db_blocker.unblock():
        return found(slug=f"dub-{uuid4().hex[:8]}", name="Дуб", at=NOON)


@pytest.fixture
def till(client: TestClient, lipa_api: Created) -> Till:
    """A till of «Липа» that may do everything."""
    return Till(client, lipa_api.key)


@pytest.fixture
def neighbour(client: TestClient, dub_api: Created) -> Till:
    """A till of «Дуб»."""
    return Till(client, dub_api.key)
