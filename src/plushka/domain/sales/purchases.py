"""Which purchases of a member still stand."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run


@dataclass(frozen=True, slots=True)
class Purchases:
    """How many did not wholly come back, the last, and the last on an earlier day (T46)."""

    n: int
    last_at: dt.datetime | None
    previous_at: dt.datetime | None


def purchases_of(member: UUID, *, zone: str, but: UUID | None = None) -> Purchases:
    """Look at a member's purchases, all ``but`` one: the one that comes back right now."""
    values = {"tenant": current_tenant(), "member": member, "zone": zone, "but": but}
    query = Statement("last_purchases", load(__package__ or "", "last_purchases"), values)
    [[row]] = run(raw(), [query])
    return Purchases(*row)
