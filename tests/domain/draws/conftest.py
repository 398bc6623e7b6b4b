"""The neighbour of «Липа» has a draw of its own."""

import pytest

from plushka.domain.draws import operations as draws
from plushka.domain.draws.models import Draw
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from tests.conftest import NOON
from tests.domain.draws.cast import chance, opened, somebody
from tests.domain.members.cast import open_shop

__all__ = ["open_shop"]


@pytest.fixture
def next_door(dub: Tenant) -> Draw:
    """An open draw of the neighbour's that somebody entered; ask for it before «Липа»."""
    with tenant_context(dub.id):
        draw = opened()
        draws.enter([chance(draw, somebody())], NOON)
        return draw
