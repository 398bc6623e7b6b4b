"""Reads of the record of changes."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from plushka.domain.audit.models import Reason, Record
from plushka.lib.ids import earliest_id


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded change, with the reason given for it, if any is left."""

    id: UUID
    subject: UUID
    at: dt.datetime
    actor: str
    action: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str


def find_changes(
    *,
    subject_kind: str,
    subject_id: UUID,
    also: Collection[UUID] = (),
    limit: int = 50,
    after: UUID | None = None,
) -> list[Change]:
    """Changes of one subject, newest first; those after one of them.

    ``also`` are others that have become one with it.
    """
    own = Record.objects.filter(subject_kind=subject_kind, subject_id__in=[subject_id, *also])
    if after is not None:
        last = own.filter(id=after).values_list("at", flat=True).first()
        own = own.filter(Q(at__lt=last) | Q(at=last, id__lt=after)) if last else own.none()
    found = own.order_by("-at", "-id").prefetch_related("reasons")[:limit]
    return [
        Change(
            id=record.id,
            subject=record.subject_id,
            at=record.at,
            actor=record.actor,
            action=record.action,
            before=record.before,
            after=record.after,
            reason="".join(reason.text for reason in record.reasons.all()),
        )
        for record in found
    ]


def reasons_of(*, records: Iterable[UUID]) -> dict[UUID, str]:
    """Give the reasons of records, where they are left."""
    found = Reason.objects.filter(record_id__in=list(records)).values_list("record_id", "text")
    return dict(found)


def count_by_actor(*, action: str, since: dt.datetime, **after: str) -> dict[str, int]:
    """Count the records of an action since a moment by who did it; of those that say ``after``."""
    # Ids go with time: older rows are not looked at.
    found = Record.objects.filter(action=action, id__gte=earliest_id(since), after__contains=after)
    counted = found.values("actor").annotate(n=Count("id")).order_by("actor")
    return dict(counted.values_list("actor", "n"))
