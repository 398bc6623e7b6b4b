"""Bulks are asked for, approved, declined, carried on and undone. In the caller's transaction."""

import datetime as dt
from uuid import UUID

import msgspec

from plushka.domain.audit import operations as audit
from plushka.domain.bulk import audience as audiences
from plushka.domain.bulk.audience import Audience
from plushka.domain.bulk.deed import Deed, read_reason
from plushka.domain.bulk.models import Bulk, BulkPolicy
from plushka.domain.bulk.previewing import Preview, preview, spelt
from plushka.domain.bulk.queries import deed_of, get_bulk, policy
from plushka.domain.tasks import operations as tasks
from plushka.domain.tasks.models import Task
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from plushka.lib.money import show
from plushka.lib.refusal import BadField, Refusal

RUN, UNDO = "bulk_run", "bulk_undo"
"""The kinds of its tasks."""


class BulkChanged(Refusal):
    """What would be done is no more what the person has seen."""

    code = "bulk_changed"

    def __init__(self, now: Preview) -> None:
        super().__init__("What would be done has changed meanwhile; look at it again.")
        self.now = now


class NothingToDo(Refusal):
    """There is nobody for whom anything would be done."""

    code = "bulk_for_nobody"

    def __init__(self) -> None:
        super().__init__("There is nobody for whom anything would be done.")


class ApprovesOwn(Refusal):
    """Whoever asked for it cannot approve it (T38)."""

    code = "approves_own"

    def __init__(self) -> None:
        super().__init__("Another person has to approve this than the one who asked for it.")


class BulkOver(Refusal):
    """The bulk is not where this could be done: decided, running or undone already."""

    code = "bulk_over"

    def __init__(self, *, state: str) -> None:
        super().__init__(f"This is {state.lower()} already.", state=state.lower())
        self.state = state


class PolicyOutdated(Refusal):
    """Somebody changed the policy meanwhile."""

    code = "bulk_policy_outdated"

    def __init__(self) -> None:
        super().__init__("Somebody changed this meanwhile; look at it again.")


def ask(
    *,
    id_: UUID,
    audience: Audience,
    deed: Deed,
    reason: str,
    actor: str,
    at: dt.datetime,
    seen: str | None = None,
    is_checked: bool = False,
) -> Bulk:
    """Ask for something to be done for many; ``id_`` is the caller's, so that twice is once.

    Whom it is about is written down now. It begins at once where one person is enough, else it
    waits for another one; ``is_checked`` asks for another one whatever it costs. ``seen`` is the
    mark of the preview that the person agreed to: refuses ``BulkChanged`` where another one is
    true by now, ``NothingToDo``, and what cannot be meant.
    """
    known: Bulk | None = Bulk.objects.filter(id=id_).first()
    if known is not None:
        return known
    what_for, deed = read_reason(reason), spelt(deed)
    now = preview(audience=audience, deed=deed, at=at)
    if not now.n_members:
        raise NothingToDo
    if seen is not None and seen != now.mark:
        raise BulkChanged(now)
    needs_approval = now.needs_approval or is_checked
    row = Bulk(
        tenant_id=current_tenant(),
        id=id_,
        kind=deed.kind,
        state=Bulk.State.ASKED,
        deed=msgspec.to_builtins(deed),
        audience=msgspec.to_builtins(audience),
        reason=what_for,
        n_members=now.n_members,
        n_left_out=now.n_left_out,
        points=now.points,
        cost=now.cost,
        needs_approval=needs_approval,
        actor=actor,
        asked_at=at,
    )
    row.save(force_insert=True)
    audiences.ask("write_rows", audience, deed, at=at, bulk=id_)
    _record(row, "bulk_asked", actor=actor, at=at, after=_told(row))
    if not needs_approval:
        _begin(row, at=at)
    return row


def approve(*, bulk_id: UUID, actor: str, at: dt.datetime) -> Bulk:
    """Let a bulk begin that waits; refuses ``ApprovesOwn`` and ``BulkOver``."""
    row = _asked(bulk_id)
    if row.actor == actor:
        raise ApprovesOwn
    row.decided_by, row.decided_at = actor, at
    _begin(row, at=at)
    _record(row, "bulk_approved", actor=actor, at=at, after=_told(row))
    return row


def decline(*, bulk_id: UUID, actor: str, at: dt.datetime) -> Bulk:
    """Let a bulk that waits come to nothing; whoever asked for it may too."""
    row = _asked(bulk_id)
    row.state, row.ended_at = Bulk.State.DECLINED, at
    row.decided_by, row.decided_at = actor, at
    # Whoever takes back what they asked for themselves decides alone: nothing happens.
    row.needs_approval = row.needs_approval and row.actor != actor
    row.save()
    _record(row, "bulk_declined", actor=actor, at=at, after=_told(row))
    return row


def undo(*, bulk_id: UUID, actor: str, at: dt.datetime, may_owe: bool = False) -> Bulk:
    """Undo what a bulk has done, also one that was stopped; refuses ``BulkOver``.

    ``may_owe`` takes points that are spent by now as a debt; else what is left of them is taken.
    """
    row = get_bulk(bulk_id, is_locked=True)
    if row.state not in {Bulk.State.DONE, Bulk.State.RUNNING} or (
        row.state == Bulk.State.RUNNING and not is_stopped(row.task_id)
    ):
        raise BulkOver(state=row.state)
    row.state, row.undone_by, row.may_owe = Bulk.State.UNDOING, actor, may_owe
    row.ended_at = None
    row.undo_task_id = _task(row, UNDO, at=at, actor=actor)
    row.save()
    _record(row, "bulk_undone", actor=actor, at=at, after={"may_owe": may_owe})
    return row


def stop(*, bulk_id: UUID, at: dt.datetime) -> Bulk:
    """Call off the task of a bulk; what is done stays done, and it can go on or be undone."""
    row = get_bulk(bulk_id)
    if row.state not in {Bulk.State.RUNNING, Bulk.State.UNDOING}:
        raise BulkOver(state=row.state)
    task = row.undo_task_id if row.state == Bulk.State.UNDOING else row.task_id
    if task is not None:
        tasks.cancel(task_id=task, at=at)
    return row


def carry_on(*, bulk_id: UUID, actor: str, at: dt.datetime) -> Bulk:
    """Go on with a bulk, or with undoing it, whose task was called off or failed."""
    row = get_bulk(bulk_id, is_locked=True)
    match row.state:
        case Bulk.State.RUNNING if is_stopped(row.task_id):
            row.task_id = _task(row, RUN, at=at, actor=actor)
        case Bulk.State.UNDOING if is_stopped(row.undo_task_id):
            row.undo_task_id = _task(row, UNDO, at=at, actor=actor)
        case _:
            raise BulkOver(state=row.state)
    row.save()
    _record(row, "bulk_carried_on", actor=actor, at=at, after={"state": row.state})
    return row


def change_policy(
    *, alone: int | None, based_on: dt.datetime | None, actor: str, at: dt.datetime
) -> None:
    """Set up to which cost one person is enough, in kopecks; None always.

    Refuses ``PolicyOutdated`` where it was changed since ``based_on``.
    """
    if alone is not None and alone < 0:
        raise BadField("alone", "a sum that is not below zero")
    known = BulkPolicy.objects.select_for_update().first()
    if (known.changed_at if known else None) != based_on:
        raise PolicyOutdated
    before = policy().alone
    if before == alone:
        return
    row = known or BulkPolicy(tenant_id=current_tenant(), id=new_id())
    row.alone, row.changed_at, row.actor = alone, at, actor
    row.save(force_insert=known is None)
    audit.write(
        actor=actor,
        action="bulk_policy_changed",
        subject_kind="bulk_policy",
        subject_id=row.id,
        at=at,
        before={"alone": None if before is None else show(before)},
        after={"alone": None if alone is None else show(alone)},
    )


def is_stopped(task_id: UUID | None) -> bool:
    """Whether a task was called off, or failed."""
    stopped = (Task.State.CANCELLED, Task.State.FAILED)
    is_there: bool = Task.objects.filter(id=task_id, state__in=stopped).exists()
    return is_there


def _asked(bulk_id: UUID) -> Bulk:
    row = get_bulk(bulk_id, is_locked=True)
    if row.state != Bulk.State.ASKED:
        raise BulkOver(state=row.state)
    return row


def _begin(row: Bulk, *, at: dt.datetime) -> None:
    row.state = Bulk.State.RUNNING
    row.task_id = _task(row, RUN, at=at, actor=row.actor)
    row.save()


def _task(row: Bulk, kind: str, *, at: dt.datetime, actor: str) -> UUID:
    request = {"bulk": str(row.id)}
    return tasks.ask(kind=kind, request=request, of=row.n_members, actor=actor, at=at)


def _told(row: Bulk) -> dict[str, object]:
    deed = deed_of(row)
    told: dict[str, object] = {
        "kind": row.kind,
        "members": row.n_members,
        "left_out": row.n_left_out,
        "state": row.state,
    }
    if deed.is_of_points:
        told |= {"points": show(row.points), "cost": show(row.cost)}
    else:
        told["tag"] = deed.tag
    return told


def _record(
    row: Bulk, action: str, *, actor: str, at: dt.datetime, after: dict[str, object]
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="bulk",
        subject_id=row.id,
        at=at,
        before={},
        after=after,
        reason=row.reason if action == "bulk_asked" else "",
    )
