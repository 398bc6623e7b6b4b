import pytest

from plushka.domain.tenants.models import Outlet, Tenant
from tests.domain.members.cast import neighbours_anna, open_neighbour, open_shop

__all__ = ["neighbours_anna", "open_neighbour", "open_shop"]


@pytest.fixture
def main(lipa: Tenant) -> Outlet:
    """The outlet of «Липа»."""
    return Outlet.objects.get(code="main")
