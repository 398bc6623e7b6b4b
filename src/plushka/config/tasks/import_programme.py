"""Put a file in the place of a draft."""

from pathlib import Path

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.config.documents import read_document
from plushka.domain.programmes import drafts
from plushka.domain.tenants.context import tenant_context

ACTOR = "system:command"


def run(*, file: Path, slug: str, based_on: int | None) -> int:
    """Change the draft; give the number of the version it is based on."""
    document = read_document(file)
    company = get_company(slug)
    with tenant_context(company.id):
        draft = drafts.change_draft(document=document, actor=ACTOR, at=now(), based_on=based_on)
    number: int = draft.based_on
    return number
