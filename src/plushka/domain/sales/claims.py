"""Who claimed what, for those who look for a cashier's hand in it (T42).

A cashier who gathers receipts of people without a card shows twice: many
claims of receipts that they sold, and one member among them again and again.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Sum

from plushka.domain.members.queries import of_one
from plushka.domain.sales.figures import SKEW
from plushka.domain.sales.models import Claim, Sale
from plushka.lib.ids import earliest_id

NEAR = dt.timedelta(hours=1)
"""How far the clock on a receipt may be from ours, and a memory from the clock."""

FULL = 100
"""Percent."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim: the receipt, who sold it, who claimed it and for whom.

    ``total`` in kopecks, ``accrued`` in hundredths of points.
    """

    id: UUID
    at: dt.datetime
    actor: str
    member: UUID
    sale: UUID
    receipt: str
    outlet: str
    staff: str
    sold_at: dt.datetime
    total: int
    accrued: int


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A receipt that was recorded without a member; ``total`` in kopecks."""

    id: UUID
    receipt: str
    at: dt.datetime
    total: int


@dataclass(frozen=True, slots=True)
class CashierClaims:
    """The claimed receipts that one cashier of an outlet sold.

    ``n_of_one_member`` is how many of them the member claimed who claimed the
    most, and ``percent`` how many that are of all, rounded down.
    """

    outlet: str
    staff: str
    n_claims: int
    n_members: int
    n_of_one_member: int
    total: int
    accrued: int

    @property
    def percent(self) -> int:
        """Part of the claims that one member made."""
        return self.n_of_one_member * FULL // self.n_claims


def find_claims(
    *,
    limit: int,
    after: UUID | None = None,
    member: UUID | None = None,
    outlet: UUID | None = None,
    staff: str | None = None,
) -> Sequence[Claimed]:
    """List claims, newest first: those after one that was told, of a member, outlet, cashier."""
    found = Claim.objects.order_by("-id")
    if after is not None:
        found = found.filter(id__lt=after)
    if member is not None:
        found = found.filter(of_one(member))
    if outlet is not None:
        found = found.filter(sale__outlet_id=outlet)
    if staff is not None:
        found = found.filter(sale__staff=staff)
    columns = ("id", "at", "actor", "member_id", "sale_id", "sale__receipt", "sale__outlet__code")
    more = ("sale__staff", "sale__at", "sale__total", "sale__accrued")
    return [Claimed(*row) for row in found.values_list(*columns, *more)[:limit]]


def find_unclaimed(
    *, outlet: UUID, total: int, around: dt.datetime, limit: int
) -> list[Unclaimed]:
    """Find receipts without a member that come to a sum, around a moment, nearest first."""
    near = {"at__gte": around - NEAR, "at__lte": around + NEAR}
    # Ids go with time: older rows need not be looked at, however many there are.
    older = {"id__gte": earliest_id(around - NEAR - SKEW)}
    rows = Sale.objects.filter(outlet_id=outlet, member=None, total=total, **near, **older)
    found = [Unclaimed(*row) for row in rows.values_list("id", "receipt", "at", "total")]
    return sorted(found, key=lambda one: (abs(one.at - around), one.id))[:limit]


def count_by_cashier(
    *, since: dt.datetime, outlet: UUID | None = None, limit: int
) -> list[CashierClaims]:
    """Count claims by who sold the receipts, most first."""
    found = Claim.objects.filter(at__gte=since)
    if outlet is not None:
        found = found.filter(sale__outlet_id=outlet)
    rows = (
        found.values(outlet=F("sale__outlet__code"), staff=F("sale__staff"), who=F("member_id"))
        .annotate(n=Count("id"), total=Sum("sale__total"), accrued=Sum("sale__accrued"))
        .order_by("outlet", "staff", "-n", "who")
    )
    told: dict[tuple[str, str], CashierClaims] = {}
    for row in rows:
        seller = row["outlet"], row["staff"]
        known = told.get(seller, CashierClaims(*seller, 0, 0, row["n"], 0, 0))
        told[seller] = CashierClaims(
            *seller,
            known.n_claims + row["n"],
            known.n_members + 1,
            known.n_of_one_member,
            known.total + int(row["total"]),
            known.accrued + int(row["accrued"]),
        )
    most_first = sorted(told.values(), key=lambda one: (-one.n_claims, one.outlet, one.staff))
    return most_first[:limit]
