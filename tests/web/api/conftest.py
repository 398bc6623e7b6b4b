"""«Липа» and «Дуб» as the API serves them, committed for real; tests share and add to them."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.db import connections
from litestar.testing import TestClient

from plushka.config.readiness import is_ready
from plushka.domain.programmes.founding import found
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.operations import Created
from plushka.web.api.app import make
from tests.conftest import NOON
from tests.web.api.counting import rows_of
from tests.web.api.till import Till

type MakeTill = Callable[..., Till]


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
def anna(till: Till) -> str:
    """Анна, who has 100 points."""
    member = till.enrol()
    till.give(member["id"], "100.00")
    member_id: str = member["id"]
    return member_id


@pytest.fixture
def neighbour(client: TestClient, dub_api: Created) -> Till:
    """A till of «Дуб»."""
    return Till(client, dub_api.key)


@pytest.fixture
def make_till(client: TestClient, lipa_api: Created) -> MakeTill:
    """Give tills of «Липа» with keys of their own."""

    def make(*scopes: str, outlet: str | None = None, rate_per_minute: int | None = None) -> Till:
        with tenant_context(lipa_api.tenant.id):
            outlet_id = outlet and tenants.add_outlet(code=outlet, name=outlet).id
            key = tenants.add_key(
                tenant=lipa_api.tenant,
                name="till",
                scopes=scopes,
                at=NOON,
                outlet_id=outlet_id or None,
                rate_per_minute=rate_per_minute,
            )
        return Till(client, key)

    return make


@pytest.fixture
def nothing_written(lipa_api: Created) -> Iterator[None]:
    """See that the company has as many rows afterwards as before, in every table."""
    before = rows_of(lipa_api.tenant.id)
    yield
    assert rows_of(lipa_api.tenant.id) == before
