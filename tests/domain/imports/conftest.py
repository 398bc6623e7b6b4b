"""A company whose rows are committed: an import opens transactions of its own."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connections

from plushka.domain.programmes.founding import found
from tests.conftest import NOON


@pytest.fixture
def firm(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[int]:
    """A company without members."""
    with django_db_blocker.unblock():
        yield found(slug=f"moving-{uuid4().hex[:8]}", name="Липа", at=NOON).tenant.id
        for connection in connections.all():
            connection.close()
