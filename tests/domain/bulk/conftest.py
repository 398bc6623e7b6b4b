import pytest

from plushka.domain.members.locator import Locator
from tests.domain.sales import cast


@pytest.fixture
def programme(lipa):
    """«Липа» promises what every company promises at first; a point is worth a rouble."""
    return cast.promise()


@pytest.fixture
def three(programme):
    """Three members, without points."""
    return [cast.join(Locator("PHONE", f"+7916000000{number}")) for number in range(3)]
