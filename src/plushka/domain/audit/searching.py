"""The record of changes, looked through: who, what, when, and words that stand in it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from plushka.domain.audit.models import Reason, Record


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; whatever is left empty narrows nothing."""

    actor: str = ""
    action: str = ""
    subject_kind: str = ""
    subject_id: UUID | None = None
    #: From this moment on, and before that one.
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    #: Stands in what was before or after, or in the reason.
    text: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded change."""

    id: UUID
    at: dt.datetime
    actor: str
    action: str
    subject_kind: str
    subject_id: UUID
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str


def search(
    *, wanted: Wanted, limit: int, before: tuple[dt.datetime, UUID] | None = None
) -> list[Recorded]:
    """Give changes newest first, from before the last one of another page."""
    found = _narrowed(Record.objects.all(), wanted)
    if before is not None:
        at, last = before
        found = found.filter(at__lte=at).exclude(at=at, id__gte=last)
    rows = found.order_by("-at", "-id").prefetch_related("reasons")[:limit]
    return [
        Recorded(
            id=row.id,
            at=row.at,
            actor=row.actor,
            action=row.action,
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            before=row.before,
            after=row.after,
            reason="".join(reason.text for reason in row.reasons.all()),
        )
        for row in rows
    ]


def _narrowed(found: "QuerySet[Record]", wanted: Wanted) -> "QuerySet[Record]":
    exact = {
        "actor": wanted.actor,
        "action": wanted.action,
        "subject_kind": wanted.subject_kind,
        "subject_id": wanted.subject_id,
        "at__gte": wanted.since,
        "at__lt": wanted.until,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.text:
        reasons = Reason.objects.filter(record_id=OuterRef("id"), text__icontains=wanted.text)
        found = found.alias(
            was=Cast("before", TextField()), now=Cast("after", TextField())
        ).filter(
            Q(was__icontains=wanted.text) | Q(now__icontains=wanted.text) | Q(Exists(reasons))
        )
    return found
