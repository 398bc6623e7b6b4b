"""The record of changes, looked through: who, what, when, and words that stand in it.

Indexes serve who, to whom and when; for the rest so many records are looked at, and no
more (ADR 0028).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from plushka.domain.audit.models import Reason, Record

MOST_LOOKED = 20_000
"""Records looked at for one page where no index tells which of them fit."""

type Place = tuple[dt.datetime, UUID]
"""A record's place among all: its moment and its id."""


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


@dataclass(frozen=True, slots=True)
class Found:
    """A page of changes, newest first."""

    rows: list[Recorded]
    #: Where the next page goes on; None where nothing is left to look at.
    further: Place | None = None
    #: How many were looked at, where that ended the page and not what fits.
    looked: int = 0


def search(
    *, wanted: Wanted, limit: int, before: Place | None = None, most_looked: int = MOST_LOOKED
) -> Found:
    """Give changes newest first, from before where another page ended."""
    walked = _by_index(Record.objects.all(), wanted).order_by("-at", "-id")
    if before is not None:
        at, last = before
        walked = walked.filter(at__lte=at).exclude(at=at, id__gte=last)
    edge = None
    if _is_looked_for(wanted):
        edge = walked.values_list("at", "id")[most_looked - 1 : most_looked].first()
    if edge is not None:
        at, last = edge
        walked = walked.filter(at__gte=at).exclude(at=at, id__lt=last)
    found = _told(_by_look(walked, wanted).prefetch_related("reasons")[: limit + 1])
    if len(found) > limit:
        rows = found[:limit]
        return Found(rows, further=(rows[-1].at, rows[-1].id))
    return Found(found, further=edge, looked=most_looked if edge else 0)


def _told(rows: Iterable[Record]) -> list[Recorded]:
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


def _by_index(found: "QuerySet[Record]", wanted: Wanted) -> "QuerySet[Record]":
    exact: dict[str, Any] = {
        "actor": wanted.actor,
        "at__gte": wanted.since,
        "at__lt": wanted.until,
    }
    if wanted.subject_kind and wanted.subject_id:
        exact |= {"subject_kind": wanted.subject_kind, "subject_id": wanted.subject_id}
    return found.filter(**{name: value for name, value in exact.items() if value})


def _is_looked_for(wanted: Wanted) -> bool:
    """Say whether something is wanted that no index finds: half a subject is such a thing."""
    is_half = bool(wanted.subject_kind) != bool(wanted.subject_id)
    return bool(wanted.action or wanted.text or is_half)


def _by_look(found: "QuerySet[Record]", wanted: Wanted) -> "QuerySet[Record]":
    exact = {
        "action": wanted.action,
        "subject_kind": wanted.subject_kind,
        "subject_id": wanted.subject_id,
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
