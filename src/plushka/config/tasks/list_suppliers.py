"""List the suppliers of a company."""

from typing import Any

from plushka.config.companies import get_company
from plushka.domain.effects import queries
from plushka.domain.tenants.context import tenant_context

_AT_ONCE = 1000


def run(*, slug: str) -> list[dict[str, Any]]:
    """Give each name with the id of its member, by name."""
    found, after = [], None
    with tenant_context(get_company(slug).id):
        while page := queries.find_suppliers(limit=_AT_ONCE, after=after):
            found += page
            after = page[-1].id
    return [{"name": one.name, "member": str(one.member_id)} for one in found]
