"""Put a file in the place of a campaign's draft."""

from pathlib import Path

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.config.documents import read_document
from plushka.domain.campaigns import operations
from plushka.domain.campaigns.reading import CampaignInvalid
from plushka.domain.tenants.context import tenant_context

ACTOR = "system:command"


def run(*, file: Path, slug: str) -> str:
    """Save the draft; give the campaign's code, which the document has to name."""
    document = read_document(file)
    code = document.get("code") if isinstance(document, dict) else None
    if not isinstance(code, str):
        raise CampaignInvalid([("code", "this is needed")])
    with tenant_context(get_company(slug).id):
        operations.save_draft(code=code, document=document, actor=ACTOR, at=now())
    return code
