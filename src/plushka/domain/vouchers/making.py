"""A voucher for each member of a segment: long work, some hundred members in a portion."""

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.writing import document
from plushka.domain.rules.fields.kinds import OF_MEMBERS
from plushka.domain.segments.queries import count_members, find_members, get_segment
from plushka.domain.tasks import operations as tasks
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.vouchers.batches import new_batch, record
from plushka.domain.vouchers.issuing import NewVoucher, issue
from plushka.domain.vouchers.models import VoucherBatch
from plushka.domain.vouchers.terms import terms_of
from plushka.lib.refusal import BadField

KIND = "vouchers_make"
AT_ONCE = 500
"""Members of a portion: their vouchers and events are written in some tenths of a second."""

State = VoucherBatch.State


def count(*, segment_id: UUID, at: dt.datetime) -> int:
    """Count the members who would be given one now; refuses ``SegmentUnknown``."""
    return count_members(tree=get_segment(segment_id=segment_id).tree, at=at)


def ask(*, batch_id: UUID, new: NewVoucher, segment_id: UUID, at: dt.datetime) -> VoucherBatch:
    """Ask for a voucher like ``new`` for each member of a segment as it is now.

    Asked again under the same id, it is asked once. Refuses a segment that nobody is in, and
    terms that nobody could redeem.
    """
    known: VoucherBatch | None = VoucherBatch.objects.filter(id=batch_id).first()
    if known is not None:
        return known
    segment = get_segment(segment_id=segment_id)
    n = count_members(tree=segment.tree, at=at)
    if not n:
        raise BadField("segment", "nobody is in this segment")
    row = new_batch(batch_id, new, at=at)
    row.state, row.n_wanted, row.n_made = State.MAKING, n, 0
    row.audience = _kept(segment_id, segment.name, document(segment.tree))
    row.task_id = tasks.ask(
        kind=KIND,
        request={"batch": str(batch_id)},
        actor=new.actor,
        at=at,
        of=n,
        id_=uuid5(batch_id, KIND),
    )
    row.save(force_insert=True)
    record(row, "vouchers_issued", actor=new.actor, at=at)
    return row


def step(task: Running, at: dt.datetime) -> Portion:
    """Give the next members their voucher; nobody is given one whose term is over by now."""
    found = VoucherBatch.objects.select_for_update(of=("self",))
    batch: VoucherBatch = found.get(id=UUID(task.request["batch"]))
    is_over = batch.valid_until is not None and batch.valid_until <= at
    members = [] if is_over or batch.state != State.MAKING else _next(batch, task)
    one = NewVoucher(
        terms=terms_of(batch.terms),
        actor=batch.actor,
        valid_from=batch.valid_from,
        valid_until=batch.valid_until,
        source_kind="BATCH",
        source_id=batch.id,
        batch=batch.id,
    )
    issue([replace(one, member=member) for member in members], at)
    batch.n_made += len(members)
    if len(members) < AT_ONCE and batch.state == State.MAKING:
        batch.state = State.MADE
    batch.save(update_fields=["n_made", "state"])
    progress = {"after": str(members[-1])} if members else {}
    return Portion(
        done=batch.n_made,
        of=max(batch.n_wanted, batch.n_made),
        is_over=batch.state != State.MAKING,
        progress=progress,
    )


def _next(batch: VoucherBatch, task: Running) -> list[UUID]:
    """Give the next members of the segment as it was asked for, by their ids."""
    after = task.progress.get("after")
    audience = batch.audience or {}
    return find_members(
        tree=read(audience["condition"], OF_MEMBERS),
        at=batch.at,
        after=UUID(after) if after else None,
        limit=AT_ONCE,
    )


def _kept(segment_id: UUID, name: str, condition: Any) -> dict[str, Any]:
    return {"segment": str(segment_id), "name": name, "condition": condition}
