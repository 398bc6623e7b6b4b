"""Launch a campaign."""

from typing import Any

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.config.printing import local
from plushka.domain.campaigns import operations
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import place_of

ACTOR = "system:command"


def run(*, slug: str, code: str) -> dict[str, Any]:
    """Give the number of the version, and its term by the company's clocks."""
    place = place_of(get_company(slug))
    with tenant_context(place.id):
        version = operations.launch(code=code, actor=ACTOR, at=now())
    return {
        "code": code,
        "number": version.number,
        "starts_at": local(version.starts_at, place.zone),
        "ends_at": local(version.ends_at, place.zone),
    }
