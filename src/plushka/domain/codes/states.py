"""A batch is handed over, started, closed, revoked. In the caller's transaction.

``seen`` is the stamp of what the person saw: ``BatchChanged`` where it is another by now. Where
something cannot be done yet, or no more, ``BatchNotThere`` is refused; asked again, it is done.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.codes.models import Batch
from plushka.domain.codes.queries import BatchNotThere, get_batch, stamp
from plushka.lib.refusal import BadField, Refusal

LONGEST_REASON = 200

_State = Batch.State


class BatchChanged(Refusal):
    """Somebody changed the batch meanwhile."""

    code = "batch_changed"

    def __init__(self) -> None:
        super().__init__("Somebody changed this batch meanwhile; look at it again.")


def ship(*, batch_id: UUID, seen: str | None = None, actor: str, at: dt.datetime) -> Batch:
    """Say that the codes were handed over: from now on nobody can write them again."""
    row = lock_seen(batch_id, seen)
    if row.state == _State.SHIPPED:
        return row
    _ask_state(row, _State.PRINTED)
    row.state, row.shipped_at = _State.SHIPPED, at
    _forget(row, at=at)
    return _save(row, "codes_shipped", actor=actor, at=at)


def forget(*, batch_id: UUID, actor: str, at: dt.datetime) -> Batch:
    """Destroy what the codes could be written again from; they stay worth what they are."""
    row = get_batch(batch_id, is_locked=True)
    if row.secret is None:
        return row
    _ask_state(row, _State.PRINTED, _State.ACTIVE)
    _forget(row, at=at)
    return _save(row, "codes_forgotten", actor=actor, at=at)


def start(*, batch_id: UUID, seen: str | None = None, actor: str, at: dt.datetime) -> Batch:
    """Let the codes of a batch be activated, from now on or from ``valid_from``."""
    row = lock_seen(batch_id, seen)
    if row.state == _State.ACTIVE:
        return row
    _ask_state(row, _State.PRINTED, _State.SHIPPED)
    row.state, row.active_at = _State.ACTIVE, at
    return _save(row, "codes_started", actor=actor, at=at)


def close(*, batch_id: UUID, seen: str | None = None, actor: str, at: dt.datetime) -> Batch:
    """Let no code of a batch be activated any more; what was activated stays.

    Waits for activations that are being written: who came before is served, who comes after not.
    """
    row = lock_seen(batch_id, seen)
    if row.state == _State.CLOSED:
        return row
    _ask_state(row, _State.PRINTED, _State.SHIPPED, _State.ACTIVE)
    row.state, row.ended_at = _State.CLOSED, at
    _forget(row, at=at)
    return _save(row, "codes_closed", actor=actor, at=at)


def revoke(
    *, batch_id: UUID, reason: str, seen: str | None = None, actor: str, at: dt.datetime
) -> Batch:
    """Make the codes of a batch worth nothing, because they are out; whatever state it is in."""
    row = lock_seen(batch_id, seen)
    if row.state == _State.REVOKED:
        return row
    row.state, row.ended_at = _State.REVOKED, at
    _forget(row, at=at)
    return _save(row, "codes_revoked", actor=actor, at=at, reason=_reason(reason))


def lock_seen(batch_id: UUID, seen: str | None) -> Batch:
    """Lock a batch that is still as the person saw it; refuses ``BatchChanged``."""
    row = get_batch(batch_id, is_locked=True)
    if seen is not None and stamp(row) != seen:
        raise BatchChanged
    return row


def record(
    row: Batch,
    action: str,
    *,
    actor: str,
    at: dt.datetime,
    after: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Keep who did what with a batch."""
    audit.write(
        actor=actor,
        action=action,
        subject_kind="code_batch",
        subject_id=row.id,
        at=at,
        before=before or {},
        after=after,
        reason=reason,
    )


def _ask_state(row: Batch, *wanted: str) -> None:
    if row.state not in wanted:
        raise BatchNotThere(state=row.state)


def _forget(row: Batch, *, at: dt.datetime) -> None:
    row.secret, row.forgotten_at = None, row.forgotten_at or at


def _reason(text: str) -> str:
    shown = " ".join(text.split())
    if not 0 < len(shown) <= LONGEST_REASON or not shown.isprintable():
        raise BadField("reason", f"say why, in 1 to {LONGEST_REASON} characters")
    return shown


def _save(row: Batch, action: str, *, actor: str, at: dt.datetime, reason: str = "") -> Batch:
    row.save()
    after = {"number": row.number, "state": row.state}
    record(row, action, actor=actor, at=at, after=after, reason=reason)
    return row
