"""Copy a programme from one company into the draft of another."""

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.domain.programmes import drafts, queries
from plushka.domain.tenants.context import tenant_context

ACTOR = "system:command"


def run(*, source: str, target: str, version: int | None) -> None:
    """Read in the context of one company, write in that of the other, never in both."""
    from_, to = get_company(source), get_company(target)
    with tenant_context(from_.id):
        found = queries.version_at(now()) if version is None else queries.get_version(version)
        document = found.document
    with tenant_context(to.id):
        drafts.take_copy(document=document, actor=ACTOR, at=now())
