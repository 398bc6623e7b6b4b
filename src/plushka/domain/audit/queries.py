"""Reads of the record of changes."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plushka.domain.audit.models import Record


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded change, with the reason given for it, if any is left."""

    id: UUID
    at: dt.datetime
    actor: str
    action: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str


def find_changes(*, subject_kind: str, subject_id: UUID, limit: int = 50) -> list[Change]:
    """Changes of one subject, newest first."""
    found = (
        Record.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
        .order_by("-at", "-id")
        .prefetch_related("reasons")[:limit]
    )
    return [
        Change(
            id=record.id,
            at=record.at,
            actor=record.actor,
            action=record.action,
            before=record.before,
            after=record.after,
            reason="".join(reason.text for reason in record.reasons.all()),
        )
        for record in found
    ]
