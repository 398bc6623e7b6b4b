"""What was sold in the latest days: by day, by hour of the day, by outlet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import compiled
from plushka.domain.sales.figures import SKEW
from plushka.domain.tenants.context import current_tenant
from plushka.lib.days import start_of_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import earliest_id

HOURS = 24


@dataclass(slots=True)
class Sum:
    """Receipts; kopecks; and hundredths of points by their worth in points of now (E19, T35)."""

    n_sales: int = 0
    paid: int = 0
    accrued: int = 0
    redeemed: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of a stretch of days; a day or an hour in which nothing was sold has zeros."""

    days: dict[dt.date, Sum]
    hours: list[Sum] = field(default_factory=lambda: [Sum() for _ in range(HOURS)])
    outlets: dict[UUID, Sum] = field(default_factory=dict)

    def top(self, most: int) -> list[tuple[UUID, Sum]]:
        """Give the outlets where most was paid, the first of them first."""
        rows = sorted(self.outlets.items(), key=lambda one: (-one[1].paid, one[0]))
        return rows[:most]


def of_days(last: dt.date, n_days: int, *, programme: Compiled, zone: str) -> Sums:
    """Sum up the days that end with ``last``. ``programme`` is the one in force now."""
    days = [last - dt.timedelta(days=back) for back in range(n_days - 1, -1, -1)]
    sums = Sums({day: Sum() for day in days})
    for day, hour, outlet, version, *counted in _rows(days, zone):
        if day is not None:
            into = sums.days.get(day)
        elif hour is not None:
            into = sums.hours[hour]
        else:
            into = sums.outlets.setdefault(outlet, Sum())
        if into is not None:
            _add(into, counted, worth=compiled(version, zone=zone).point_value)
    for one in (*sums.days.values(), *sums.hours, *sums.outlets.values()):
        one.accrued //= programme.point_value
        one.redeemed = programme.points_worth(one.redeemed)
    return sums


def _rows(days: Sequence[dt.date], zone: str) -> Sequence[tuple[Any, ...]]:
    since = start_of_day(days[0], zone)
    values = {
        "tenant": current_tenant(),
        "zone": zone,
        "since": since,
        "until": start_of_day(days[-1] + dt.timedelta(days=1), zone),
        "first": earliest_id(since - SKEW),
    }
    sql = load(__package__ or "", "sums_of_days")
    [rows] = run(raw(), [Statement("sums_of_days", sql, values)])
    return rows


def _add(into: Sum, counted: Sequence[int], *, worth: int) -> None:
    n_sales, paid, redeemed, accrued = counted
    into.n_sales += n_sales
    into.paid += paid
    # Until all are added these count in money: points of each version by what they are worth.
    into.redeemed += redeemed
    into.accrued += accrued * worth
