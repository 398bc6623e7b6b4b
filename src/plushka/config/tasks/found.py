"""Found a company."""

from typing import Any

from plushka.config.clock import now
from plushka.domain.programmes.founding import found


def run(*, slug: str, name: str, preset: str, timezone: str) -> dict[str, Any]:
    """Give what ``plushka tenant create`` tells."""
    founded = found(slug=slug, name=name, preset=preset, timezone=timezone, at=now())
    return {
        "tenant": founded.tenant.slug,
        "tenant_id": founded.tenant.id,
        "key": founded.key,
        "outlet": founded.outlet.code,
        "owner": {"email": founded.owner.email, "password": founded.password},
    }
