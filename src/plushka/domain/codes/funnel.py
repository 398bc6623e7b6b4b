"""What came of codes, day by day: printed, handed over, activated, joined, gifts ordered."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.codes.models import Batch
from plushka.domain.tenants.context import current_tenant
from plushka.lib.days import local_day, start_of_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

STEPS = ("printed", "shipped", "activated", "members", "joined", "ordered")
MOST_DAYS = 92
"""Of one look: longer spans are looked at in parts."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """How often each step was taken on each of some days."""

    days: tuple[dt.date, ...]
    by_day: dict[dt.date, Counter[str]]

    def total(self, step: str) -> int:
        """How often a step was taken on all days together."""
        return sum(self.by_day[day][step] for day in self.days)


def count_funnel(
    *, first: dt.date, last: dt.date, zone: str, batch_id: UUID | None = None
) -> Funnel:
    """Count the steps of local days, of one batch or of all: at most ``MOST_DAYS`` of them."""
    n_days = min((last - first).days + 1, MOST_DAYS)
    days = tuple(last - dt.timedelta(days=back) for back in range(n_days - 1, -1, -1))
    since, until = start_of_day(days[0], zone), start_of_day(last + dt.timedelta(days=1), zone)
    by_day: dict[dt.date, Counter[str]] = {day: Counter() for day in days}
    for step, day, n in (*_used(since, until, zone, batch_id), *_made(batch_id, zone)):
        if day in by_day:
            by_day[day][step] += n
    return Funnel(days, by_day)


def _used(
    since: dt.datetime, until: dt.datetime, zone: str, batch_id: UUID | None
) -> Iterable[tuple[str, dt.date, int]]:
    values = {
        "tenant": current_tenant(),
        "since": since,
        "until": until,
        "zone": zone,
        "batch": batch_id,
    }
    sql = load(__package__ or "", "count_funnel")
    [rows] = run(raw(), [Statement("count_funnel", sql, values)])
    return [(step, day, n) for step, day, n in rows]


def _made(batch_id: UUID | None, zone: str) -> Iterable[tuple[str, dt.date, int]]:
    found = Batch.objects.filter(printed_at__isnull=False)
    if batch_id is not None:
        found = found.filter(id=batch_id)
    for printed_at, shipped_at, n in found.values_list("printed_at", "shipped_at", "n_made"):
        yield "printed", local_day(printed_at, zone), n
        if shipped_at is not None:
            yield "shipped", local_day(shipped_at, zone), n
