"""Compare the draft or a version with an earlier version."""

from typing import Any

from plushka.config.companies import get_company
from plushka.domain.programmes import drafts, files, queries
from plushka.domain.programmes.diff.telling import say
from plushka.domain.programmes.diff.walking import changes
from plushka.domain.tenants.context import tenant_context


def run(*, slug: str, version: int | None, since: int | None, language: str) -> dict[str, Any]:
    """Give what differs, place by place, and since which version."""
    with tenant_context(get_company(slug).id):
        if version is None:
            document = drafts.get_draft().document
            since = since or queries.newest_version().number
        else:
            document = queries.get_version(version).document
            since = since or max(version - 1, 1)
        earlier = queries.get_version(since).document
    old, new = files.read(earlier), files.read(document)
    return {
        "since": since,
        "changes": [
            {
                "path": one.path,
                "kind": one.kind,
                "before": one.before,
                "after": one.after,
                "text": say(one, old=old, new=new, language=language),
            }
            for one in changes(old, new)
        ],
    }
