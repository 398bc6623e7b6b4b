"""Look the draft of a company through."""

from plushka.config.companies import get_company
from plushka.config.tasks.lint_file import told
from plushka.domain.programmes import drafts, files, lint
from plushka.domain.tenants.context import tenant_context


def run(*, slug: str, language: str) -> list[dict[str, str]]:
    """Give what is unwise in it."""
    with tenant_context(get_company(slug).id):
        document = drafts.get_draft().document
    return [told(one, language) for one in lint.findings(files.read(document))]
