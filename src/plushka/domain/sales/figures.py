"""What was sold in a day, in a few numbers."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import compiled
from plushka.domain.sales.models import Return, Sale
from plushka.lib.days import start_of_day
from plushka.lib.ids import earliest_id

SKEW = dt.timedelta(days=1)
"""How far a receipt may lie ahead of the id it got: more than any till's clock may be ahead."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Receipts and returns of one local day: kopecks, and hundredths of points.

    ``paid_with_points`` is what points paid, ``redeemed`` how many that are, and
    ``accrued`` how many were earned: by their worth in points of now (E19, T35).
    """

    n_sales: int
    paid: int
    accrued: int
    redeemed: int
    paid_with_points: int
    n_returns: int
    money_back: int


def of_day(day: dt.date, *, programme: Compiled, zone: str) -> Figures:
    """Count what was sold and what came back on a day, by the moments of the receipts.

    ``programme`` is the one in force now.
    """
    begins, ends = start_of_day(day, zone), start_of_day(day + dt.timedelta(days=1), zone)
    # Ids go with time: older rows need not be looked at, however many there are.
    that_day = {"id__gte": earliest_id(begins - SKEW), "at__gte": begins, "at__lt": ends}
    sold = Sale.objects.filter(**that_day).aggregate(
        n=Count("id"), paid=Sum("to_pay"), redeemed=Sum("redeemed")
    )
    paid_with_points = int(sold["redeemed"] or 0)
    back = Return.objects.filter(**that_day).aggregate(n=Count("id"), money=Sum("money_back"))
    return Figures(
        n_sales=sold["n"],
        paid=int(sold["paid"] or 0),
        accrued=_accrued(that_day, programme, zone=zone),
        redeemed=programme.points_worth(paid_with_points),
        paid_with_points=paid_with_points,
        n_returns=back["n"],
        money_back=int(back["money"] or 0),
    )


def _accrued(that_day: Mapping[str, Any], programme: Compiled, *, zone: str) -> int:
    """Add up what was earned: points of each version by what they are worth now."""
    rows = Sale.objects.filter(**that_day).values_list("version_id").annotate(n=Sum("accrued"))
    worth = sum(int(n) * compiled(version, zone=zone).point_value for version, n in rows)
    return worth // programme.point_value


def any_sold() -> bool:
    """Tell whether the company has recorded a sale yet."""
    return bool(Sale.objects.exists())
