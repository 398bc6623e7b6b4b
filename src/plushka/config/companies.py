"""Finding the company a command is about."""

from plushka.config.application import Unusable
from plushka.domain.tenants.models import Tenant


def get_company(slug: str) -> Tenant:
    """Find a company by its slug, or say that there is none."""
    found = Tenant.objects.filter(slug=slug).first()
    if found is None:
        raise Unusable(f"There is no company {slug!r}: plushka tenant create {slug} founds it.")
    return found
