"""List the campaigns of a company."""

from typing import Any

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.config.printing import local
from plushka.domain.campaigns import queries
from plushka.domain.campaigns.state import state_of
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import place_of


def run(*, slug: str) -> list[dict[str, Any]]:
    """Give each with its state, and the term by the company's clocks of what was launched last."""
    place, at = place_of(get_company(slug)), now()
    with tenant_context(place.id):
        newest = queries.find_newest_versions()
        found = [(one, newest.get(one.id)) for one in queries.find_campaigns()]
    return [
        {
            "code": one.code,
            "state": state_of(version, at),
            "has_draft": one.draft is not None,
            "starts_at": local(version.starts_at, place.zone) if version else None,
            "ends_at": local(version.ends_at, place.zone) if version else None,
        }
        for one, version in found
    ]
