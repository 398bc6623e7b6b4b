import pytest
from msgspec.structs import replace

from plushka.domain.programmes import files
from plushka.domain.programmes.document import Confirmations
from plushka.domain.programmes.models import Version
from plushka.domain.programmes.operations import publish
from plushka.domain.tenants.models import Outlet, Tenant
from tests.domain.members.cast import NOON, neighbours_anna, open_neighbour, open_shop

__all__ = ["neighbours_anna", "open_neighbour", "open_shop"]


@pytest.fixture
def programme(lipa: Tenant) -> Version:
    """What every company promises at first: joining and redeeming need a code."""
    return publish(programme=files.preset("bonusplus"), actor="system:test", at=NOON)


@pytest.fixture
def open_programme(lipa: Tenant) -> Version:
    """A programme that anybody joins without a code, in its own words otherwise."""
    return publish(
        programme=replace(files.preset("bonusplus"), confirmations=Confirmations()),
        actor="system:test",
        at=NOON,
    )


@pytest.fixture
def main(lipa: Tenant) -> Outlet:
    """The outlet of «Липа»."""
    return Outlet.objects.get(code="main")
