"""Stop a campaign."""

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.domain.campaigns import operations
from plushka.domain.tenants.context import tenant_context

ACTOR = "system:command"


def run(*, slug: str, code: str) -> None:
    """End it now."""
    with tenant_context(get_company(slug).id):
        operations.stop(code=code, actor=ACTOR, at=now())
