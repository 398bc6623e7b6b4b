"""Write a programme as YAML."""

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.domain.programmes import drafts, files, queries
from plushka.domain.tenants.context import tenant_context


def run(*, slug: str, version: int | None, is_draft: bool) -> str:
    """Give the text of the draft, of a version, or of the version in force."""
    company = get_company(slug)
    with tenant_context(company.id):
        if is_draft:
            document = drafts.get_draft().document
        elif version is not None:
            document = queries.get_version(version).document
        else:
            document = queries.version_at(now()).document
    return files.to_yaml(files.read(document))
