"""What the API needs to know of a tenant: zone, region, language; from memory for a while."""

from plushka.domain.tenants.queries import Place, get_place
from plushka.web.api.lately import Lately

known: Lately[int, Place] = Lately(seconds=10.0)


def place_of(tenant_id: int) -> Place:
    """Describe a tenant, reading the database where it was not asked lately."""
    place = known.get(tenant_id)
    if place is None:
        place = get_place(tenant_id)
        known.put(tenant_id, place)
    return place


def remembered(tenant_id: int) -> Place | None:
    """Describe a tenant that was asked about lately."""
    return known.get(tenant_id)
