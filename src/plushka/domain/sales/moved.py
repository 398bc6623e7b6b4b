"""What a sale and its returns moved on accounts."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from plushka.domain.ledger.models import Entry
from plushka.domain.sales.models import Sale, SaleReward

MOST = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """One entry: whose, of what kind, signed hundredths of points, and why."""

    id: UUID
    member_id: UUID
    at: dt.datetime
    kind: str
    points: int
    actor: str
    explanation: list[dict[str, Any]]


def entries_of(*, sale_id: UUID) -> list[Moved]:
    """Give the entries of a sale, of its rewards, and those that undid them; oldest first."""
    own = Sale.objects.filter(id=sale_id).values_list("redemption_id", "accrual_id").first()
    ids = {one for one in own or () if one is not None}
    ids |= set(SaleReward.objects.filter(sale_id=sale_id).values_list("entry_id", flat=True))
    if not ids:
        return []
    found = Entry.objects.filter(Q(id__in=ids) | Q(undoes_id__in=ids)).order_by("id")
    columns = ("id", "account__member_id", "at", "kind", "points", "actor", "explanation")
    return [Moved(*row) for row in found.values_list(*columns)[:MOST]]
