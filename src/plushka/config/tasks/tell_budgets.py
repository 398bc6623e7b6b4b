"""Say what was used of a campaign's budgets."""

from typing import Any

import msgspec

from plushka.config.companies import get_company
from plushka.domain.campaigns import queries
from plushka.domain.tenants.context import tenant_context
from plushka.web.api.schemas.campaign import UsedOut


def run(*, slug: str, code: str) -> list[dict[str, Any]]:
    """Give each counter as ``GET /campaigns/{code}/budgets`` does."""
    with tenant_context(get_company(slug).id):
        counters = queries.find_used(queries.get_campaign(code))
    return [msgspec.to_builtins(UsedOut.of_counter(one)) for one in counters]
