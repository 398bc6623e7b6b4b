"""What the API needs to know of a tenant: zone, region, language; from memory for a while."""

import time

from plushka.domain.tenants.queries import Place, get_place

_SECONDS = 10.0
_known: dict[int, tuple[float, Place]] = {}


def place_of(tenant_id: int) -> Place:
    """Describe a tenant, reading the database where it was not asked lately."""
    if place := remembered(tenant_id):
        return place
    place = get_place(tenant_id)
    _known[tenant_id] = time.monotonic() + _SECONDS, place
    return place


def remembered(tenant_id: int) -> Place | None:
    """Describe a tenant that was asked about lately."""
    until, place = _known.get(tenant_id, (0.0, None))
    return place if time.monotonic() < until else None
