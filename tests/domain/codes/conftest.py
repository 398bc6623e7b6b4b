import pytest

from plushka.domain.members.locator import Locator
from tests.domain.sales import cast as shop


@pytest.fixture
def programme(lipa):
    """«Липа» promises what every company promises at first."""
    return shop.promise()


@pytest.fixture
def anna(programme):
    return shop.join(shop.ANNA)


@pytest.fixture
def bohdan(programme):
    return shop.join(shop.BOHDAN)


@pytest.fixture
def many(programme):
    """A hundred members."""
    return [Locator("ID", str(shop.join(phone(number)))) for number in range(100)]


def phone(number: int) -> Locator:
    return Locator("PHONE", f"+7916100{number:04d}")
