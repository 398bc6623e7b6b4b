"""What was sold in a day, in a few numbers."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Sum

from plushka.domain.sales.models import Return, Sale
from plushka.lib.days import start_of_day
from plushka.lib.ids import earliest_id

SKEW = dt.timedelta(days=1)
"""How far a receipt may lie ahead of the id it got: more than any till's clock may be ahead."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Receipts and returns of one local day: kopecks, and hundredths of points."""

    n_sales: int
    paid: int
    accrued: int
    redeemed: int
    n_returns: int
    money_back: int


def of_day(day: dt.date, *, zone: str) -> Figures:
    """Count what was sold and what came back on a day, by the moments of the receipts."""
    begins, ends = start_of_day(day, zone), start_of_day(day + dt.timedelta(days=1), zone)
    # Ids go with time: older rows need not be looked at, however many there are.
    that_day = {"id__gte": earliest_id(begins - SKEW), "at__gte": begins, "at__lt": ends}
    sold = Sale.objects.filter(**that_day).aggregate(
        n=Count("id"), paid=Sum("to_pay"), accrued=Sum("accrued"), redeemed=Sum("redeemed")
    )
    back = Return.objects.filter(**that_day).aggregate(n=Count("id"), money=Sum("money_back"))
    return Figures(
        n_sales=sold["n"],
        paid=int(sold["paid"] or 0),
        accrued=int(sold["accrued"] or 0),
        redeemed=int(sold["redeemed"] or 0),
        n_returns=back["n"],
        money_back=int(back["money"] or 0),
    )


def any_sold() -> bool:
    """Tell whether the company has recorded a sale yet."""
    return bool(Sale.objects.exists())
