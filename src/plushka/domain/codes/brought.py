"""What friends' codes brought to who invited them (U25)."""

from collections.abc import Collection
from uuid import UUID

from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run


def brought(*, members: Collection[UUID], invitees: Collection[UUID]) -> dict[UUID, int]:
    """Give the points that each invitee's codes brought, less what went back.

    ``members`` are who invited them and who was merged into that one (T33). In hundredths, as they
    were counted when they came; who brought nothing is left out.
    """
    values = {
        "tenant": current_tenant(),
        "members": list(members),
        "invitees": list(invitees),
    }
    [rows] = run(raw(), [Statement("brought", load(__package__, "brought"), values)])
    return dict(rows)
