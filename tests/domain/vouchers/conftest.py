import pytest

from tests.domain.sales import cast


@pytest.fixture
def programme(lipa):
    """«Липа» promises what every company promises at first."""
    return cast.promise()


@pytest.fixture
def anna(programme):
    """Анна is a member."""
    return cast.join(cast.ANNA)


@pytest.fixture
def bohdan(programme):
    """Богдан is a member."""
    return cast.join(cast.BOHDAN)
