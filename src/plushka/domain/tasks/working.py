"""Carries tasks out, portion by portion."""

import datetime as dt
import threading
from collections.abc import Callable, Mapping

import structlog
from django.db import InterfaceError, OperationalError

from plushka.domain.tasks.models import Task
from plushka.domain.tasks.running import Running, Step
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib.db.connection import connection

ATTEMPTS = 3
"""How often a portion is begun before the task has failed."""

log = structlog.get_logger("plushka.tasks")


def carry_out_all(
    *,
    kinds: Mapping[str, Step],
    clock: Callable[[], dt.datetime],
    stopping: threading.Event | None = None,
) -> None:
    """Do a portion for every company in turn, until nothing waits or somebody says stop.

    In turn, so that a company's hundred thousand rows hold up nobody else's ten.
    """
    with connection():
        waiting = list(Tenant.objects.order_by("id").values_list("id", flat=True))
    while waiting and not (stopping and stopping.is_set()):
        waiting = [
            tenant_id
            for tenant_id in waiting
            if carry_on(tenant_id=tenant_id, kinds=kinds, clock=clock)
        ]


def carry_on(
    *, tenant_id: int, kinds: Mapping[str, Step], clock: Callable[[], dt.datetime]
) -> bool:
    """Do the next portion of the oldest task of a company; False where none waits."""
    with connection(), tenant_context(tenant_id):
        begun = _begin(kinds, at=clock())
    if begun is None:
        return False
    try:
        with connection(), tenant_context(tenant_id):
            _do(begun, kinds[begun.kind], at=clock())
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("task_portion_failed", tenant=tenant_id, task=str(begun.id))
    return True


def _begin(kinds: Mapping[str, Step], *, at: dt.datetime) -> Task | None:
    """Count the attempt in a transaction of its own, so that a portion that kills us counts."""
    rows = Task.objects.filter(state__in=("WAITING", "RUNNING"), kind__in=list(kinds))
    row: Task | None = rows.order_by("asked_at", "id").select_for_update(of=("self",)).first()
    if row is None:
        return None
    if row.attempts >= ATTEMPTS:
        row.state, row.ended_at = Task.State.FAILED, at
        row.save(update_fields=["state", "ended_at"])
        return _begin(kinds, at=at)
    row.state, row.attempts = Task.State.RUNNING, row.attempts + 1
    row.save(update_fields=["state", "attempts"])
    return row


def _do(begun: Task, step: Step, *, at: dt.datetime) -> None:
    row = Task.objects.select_for_update(of=("self",)).get(id=begun.id)
    if row.state != Task.State.RUNNING:
        return  # called off meanwhile
    portion = step(
        Running(
            id=row.id,
            kind=row.kind,
            request=row.request,
            progress=row.progress,
            result=row.result,
            actor=row.actor,
            done=row.done,
            of=row.of,
        ),
        at,
    )
    row.progress, row.result = portion.progress, portion.result
    row.done, row.of, row.attempts = portion.done, portion.of, 0
    if portion.is_over:
        row.state, row.ended_at = Task.State.DONE, at
    row.save()
