"""Reads of limits, of what a person did today, and of alerts."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Exists, OuterRef, QuerySet

from plushka.domain.limits.kinds import DEFAULTS, Kind, Limit, Limits
from plushka.domain.limits.models import Alert, DayCount, Lift, Policy


@dataclass(frozen=True, slots=True)
class Set:
    """The limits of a company, and when they were changed last; None is never."""

    limits: Limits
    changed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """An alert: who did how much of what on which day, and whether they may go on.

    Nobody did what is counted of the whole company.
    """

    id: UUID
    staff_id: UUID | None
    day: dt.date
    kind: Kind
    subject: UUID | None
    is_block: bool
    most: int
    used: int
    at: dt.datetime
    seen_at: dt.datetime | None
    seen_by: str
    is_lifted: bool


def read(document: Mapping[str, Any] | None) -> Limits:
    """Read a kept document; a kind it leaves out has its default."""
    kept = {
        Kind(kind): msgspec.convert(limit, Limit)
        for kind, limit in (document or {}).items()
        if kind in Kind
    }
    return {**DEFAULTS, **kept}


def get_policy() -> Set:
    """Give the limits of the company in context."""
    row = Policy.objects.first()
    return Set(read(row.document if row else None), row.changed_at if row else None)


def day_of(*, staff_id: UUID, day: dt.date) -> dict[Kind, int]:
    """Give what a person did on a local day; of kinds counted for each member, the most of one."""
    rows = DayCount.objects.filter(staff_id=staff_id, day=day).values_list("kind", "used")
    told: dict[Kind, int] = {}
    for kind, used in rows:
        told[Kind(kind)] = max(used, told.get(Kind(kind), 0))
    return told


def find_alerts(*, limit: int, after: UUID | None = None, unseen: bool = False) -> list[Told]:
    """List alerts, newest first: those after one that was told, or those nobody looked at."""
    found = _alerts()
    if after is not None:
        found = found.filter(id__lt=after)
    if unseen:
        found = found.filter(seen_at=None)
    return [_told(row) for row in found[:limit]]


def find_alert(alert_id: UUID) -> Told | None:
    """Give one alert; None where there is none."""
    row = _alerts().filter(id=alert_id).first()
    return None if row is None else _told(row)


def count_unseen() -> int:
    """Count the alerts that nobody looked at."""
    n_unseen: int = Alert.objects.filter(seen_at=None).count()
    return n_unseen


def _alerts() -> QuerySet[Alert, dict[str, Any]]:
    lifted = Lift.objects.filter(
        staff_id=OuterRef("staff_id"), day=OuterRef("day"), kind=OuterRef("kind")
    )
    columns = ("id", "staff_id", "day", "kind", "subject", "is_block", "most", "used", "at")
    found: QuerySet[Alert, dict[str, Any]] = (
        Alert.objects.annotate(is_lifted=Exists(lifted))
        .order_by("-id")
        .values(*columns, "seen_at", "seen_by", "is_lifted")
    )
    return found


def _told(row: Mapping[str, Any]) -> Told:
    return Told(**{**row, "kind": Kind(row["kind"])})
