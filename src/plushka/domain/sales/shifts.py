"""What one cashier, or everybody, did in an outlet since a moment, in a few numbers."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, Sum

from plushka.domain.audit import queries as audit
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import compiled
from plushka.domain.sales.models import Claim, Return, Sale
from plushka.lib.ids import earliest_id


@dataclass(slots=True)
class Shift:
    """Kopecks, and hundredths of points; those of sales are counted by their worth now (T35).

    What was sold later than it was rung up, because the line was down, counts
    in the shift that sent it: those are the figures a drawer is compared with.
    """

    n_sales: int = 0
    #: Of them, with a member.
    n_of_members: int = 0
    paid: int = 0
    paid_with_points: int = 0
    redeemed: int = 0
    accrued: int = 0
    n_returns: int = 0
    money_back: int = 0
    points_back: int = 0
    accrual_reversed: int = 0
    n_claims: int = 0
    n_enrolled: int = 0
    first_at: dt.datetime | None = None

    def add(self, other: "Shift") -> None:
        """Count another one's with these."""
        for field in fields(self):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if field.name == "first_at":
                self.first_at = min((one for one in (mine, theirs) if one), default=None)
            else:
                setattr(self, field.name, mine + theirs)


def of_outlet(
    *,
    outlet: UUID,
    since: dt.datetime,
    programme: Compiled,
    zone: str,
    actor: str | None = None,
) -> dict[str, Shift]:
    """Count what reached us from an outlet since a moment, for each actor or for one.

    ``programme`` is the one in force now.
    """
    # Ids go with the time of arrival, so rows before the shift are not looked at.
    since_then: dict[str, Any] = {"outlet_id": outlet, "id__gte": earliest_id(since)}
    if actor is not None:
        since_then["actor"] = actor
    shifts: defaultdict[str, Shift] = defaultdict(Shift)
    _count_sales(shifts, since_then, programme=programme, zone=zone)
    _count_returns(shifts, since_then)
    _count_claims(shifts, since_then)
    joined = audit.count_by_actor(action="member_enrolled", since=since, outlet=str(outlet))
    for who, n in joined.items():
        if actor in {None, who}:
            shifts[who].n_enrolled += n
    return dict(shifts)


def _count_sales(
    shifts: Mapping[str, Shift], since_then: Mapping[str, Any], *, programme: Compiled, zone: str
) -> None:
    rows = (
        Sale.objects.filter(**since_then)
        .values("actor", "version_id")
        .annotate(
            n=Count("id"),
            members=Count("id", filter=Q(member__isnull=False)),
            to_pay=Sum("to_pay"),
            by_points=Sum("redeemed"),
            earned=Sum("accrued"),
        )
        .order_by("actor", "version_id")
    )
    for row in rows:
        shift = shifts[row["actor"]]
        value = compiled(row["version_id"], zone=zone).point_value
        shift.n_sales += row["n"]
        shift.n_of_members += row["members"]
        shift.paid += int(row["to_pay"])
        shift.paid_with_points += int(row["by_points"])
        shift.accrued += int(row["earned"]) * value // programme.point_value
    for shift in shifts.values():
        shift.redeemed = programme.points_worth(shift.paid_with_points)
    firsts = Sale.objects.filter(**since_then).order_by("actor", "id").distinct("actor")
    for who, at in firsts.values_list("actor", "received_at"):
        shifts[who].first_at = at


def _count_returns(shifts: Mapping[str, Shift], since_then: Mapping[str, Any]) -> None:
    rows = (
        Return.objects.filter(**since_then)
        .values("actor")
        .annotate(
            n=Count("id"),
            money=Sum("money_back"),
            points=Sum("points_back"),
            taken=Sum("accrual_reversed"),
        )
        .order_by("actor")
    )
    for row in rows:
        shift = shifts[row["actor"]]
        shift.n_returns += row["n"]
        shift.money_back += int(row["money"])
        shift.points_back += int(row["points"])
        shift.accrual_reversed += int(row["taken"])


def _count_claims(shifts: Mapping[str, Shift], since_then: Mapping[str, Any]) -> None:
    found = Claim.objects.filter(id__gte=since_then["id__gte"])
    if "actor" in since_then:
        found = found.filter(actor=since_then["actor"])
    rows = found.filter(sale__outlet_id=since_then["outlet_id"]).values(who=F("actor"))
    for row in rows.annotate(n=Count("id")).order_by("who"):
        shifts[row["who"]].n_claims += row["n"]
