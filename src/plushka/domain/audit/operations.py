"""Records of changes are written, and reasons scrubbed."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from plushka.domain.audit.models import Reason, Record
from plushka.domain.tenants.context import current_tenant


def write(
    *,
    actor: str,
    action: str,
    subject_kind: str,
    subject_id: UUID,
    at: dt.datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str = "",
) -> UUID:
    """Record a change in the transaction that makes it; gives the id of the record.

    ``before`` and ``after`` hold no personal data; ``reason``, up to 200
    characters in a person's own words, may.
    """
    record = Record.objects.create(
        tenant_id=current_tenant(),
        at=at,
        actor=actor,
        action=action,
        subject_kind=subject_kind,
        subject_id=subject_id,
        before=dict(before),
        after=dict(after),
    )
    if reason:
        Reason.objects.create(tenant_id=current_tenant(), record=record, text=reason)
    record_id: UUID = record.id
    return record_id


def write_many(
    *, actor: str, action: str, subject_kind: str, subject_ids: Iterable[UUID], at: dt.datetime
) -> None:
    """Record the same change of many subjects, which have no values to tell, as one statement."""
    tenant_id = current_tenant()
    Record.objects.bulk_create(
        Record(
            tenant_id=tenant_id,
            at=at,
            actor=actor,
            action=action,
            subject_kind=subject_kind,
            subject_id=subject_id,
        )
        for subject_id in subject_ids
    )


def reasoned(*, subject_kind: str, subject_ids: Collection[UUID]) -> list[UUID]:
    """Give those of some subjects for whose changes reasons are kept."""
    found = Reason.objects.filter(
        record__subject_kind=subject_kind, record__subject_id__in=subject_ids
    )
    return sorted(set(found.values_list("record__subject_id", flat=True)))


def scrub(*, subject_kind: str, subject_id: UUID, actor: str, at: dt.datetime) -> int:
    """Delete the reasons given for changes of a subject, and record how many there were (T29)."""
    found = Reason.objects.filter(record__subject_kind=subject_kind, record__subject_id=subject_id)
    n_deleted: int = found.delete()[0]
    if n_deleted:
        write(
            actor=actor,
            action="reasons_scrubbed",
            subject_kind=subject_kind,
            subject_id=subject_id,
            at=at,
            before={"reasons": n_deleted},
            after={"reasons": 0},
        )
    return n_deleted
