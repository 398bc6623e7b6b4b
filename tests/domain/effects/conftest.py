import pytest

from tests.domain.effects import cast
from tests.domain.members.cast import open_neighbour

__all__ = ["open_neighbour"]


@pytest.fixture
def programme(lipa):
    """«Липа» promises what every company promises at first."""
    return cast.promise()
