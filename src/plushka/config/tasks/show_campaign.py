"""Give a campaign as it is worked on, or as it was launched."""

from typing import Any

from plushka.config.companies import get_company
from plushka.domain.campaigns import queries
from plushka.domain.programmes import yaml_text
from plushka.domain.tenants.context import tenant_context


def run(*, slug: str, code: str, is_launched: bool) -> dict[str, Any]:
    """Give the document, also as YAML; what was launched last where there is no draft.

    Refuses a campaign that nobody knows, or that was never launched where that is asked for.
    """
    with tenant_context(get_company(slug).id):
        campaign = queries.get_campaign(code)
        newest = queries.newest_version(campaign)
    document = None if is_launched else campaign.draft
    if document is None:
        if newest is None:
            raise queries.CampaignUnknown
        document = newest.document
    return {"document": document, "yaml": yaml_text.write(document)}
