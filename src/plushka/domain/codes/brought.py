"""What friends' codes brought to who invited them (U25)."""

from collections.abc import Collection
from uuid import UUID

from plushka.domain.members.queries import merged_into
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run


def brought(*, member: UUID, invitees: Collection[UUID]) -> dict[UUID, int]:
    """Give the points that each invitee's codes brought a member, less what went back.

    In hundredths, as they were counted when they came; who brought nothing is left out.
    """
    values = {
        "tenant": current_tenant(),
        "members": [member, *merged_into(member)],
        "invitees": list(invitees),
    }
    [rows] = run(raw(), [Statement("brought", load(__package__, "brought"), values)])
    return dict(rows)
