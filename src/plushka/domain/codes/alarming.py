"""Alarms about codes reach people, and people say that they have looked."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from plushka.domain.codes.models import Alarm


def find_alarms(*, limit: int = 50, is_unseen: bool = False) -> list[Alarm]:
    """Give the newest alarms, with their batches; all, or those nobody has looked at."""
    found = Alarm.objects.select_related("batch").order_by("-at", "-id")
    if is_unseen:
        found = found.filter(seen_at__isnull=True)
    return list(found[:limit])


def take_untold(*, at: dt.datetime) -> list[Alarm]:
    """Give the alarms that nobody was written to about, each once, with their batches."""
    rows = Alarm.objects.filter(told_at__isnull=True).select_for_update(of=("self",))
    found = list(rows.select_related("batch").order_by("at", "id"))
    Alarm.objects.filter(id__in=[one.id for one in found]).update(told_at=at)
    return found


def look_at(*, alarms: Iterable[UUID], actor: str, at: dt.datetime) -> int:
    """Say that somebody looked at alarms; give how many nobody had looked at before."""
    unseen = Alarm.objects.filter(id__in=list(alarms), seen_at=None)
    n_seen: int = unseen.update(seen_at=at, seen_by=actor)
    return n_seen
