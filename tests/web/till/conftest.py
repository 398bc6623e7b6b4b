"""A cashier at the till."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from plushka.domain.tenants.models import Staff
from tests.web.conftest import Shop
from tests.web.till.people import Cashier


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    cache.clear()
    return iter([None])


@pytest.fixture
def seat() -> Callable[[Staff], Cashier]:
    """Sign a person in, in English, so that tests read."""

    def signed_in(staff: Staff) -> Cashier:
        client = Client(headers={"accept-language": "en"})
        client.force_login(staff)
        return Cashier(client)

    return signed_in


@pytest.fixture
def petro(seat: Callable[[Staff], Cashier], shop: Shop) -> Cashier:
    """The cashier of «Липа»."""
    return seat(shop.cashier)


@pytest.fixture
def foreigner(seat: Callable[[Staff], Cashier], oak: Shop) -> Cashier:
    """The cashier of «Дуб»."""
    return seat(oak.cashier)
