"""Anna and her phone."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core.cache import cache

from tests.web.conftest import Shop
from tests.web.member.people import Phone, device, join, signed_in


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    cache.clear()
    return iter([None])


@pytest.fixture
def anna(shop: Shop) -> UUID:
    """A member of «Липа» with 500 points."""
    return join(shop, points=50_000)


@pytest.fixture
def phone(shop: Shop, anna: UUID) -> Phone:
    """Anna's phone, signed in."""
    return signed_in(shop, anna)


@pytest.fixture
def stranger(shop: Shop) -> Phone:
    """A device on which nobody is signed in."""
    return device(shop.tenant.slug)
