"""Tasks are asked for, given files, and called off."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from plushka.domain.tasks.models import Task
from plushka.domain.tasks.queries import get_task
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import Refusal

MOST_WAITING = 100
"""Tasks of one company that are not over."""


class TooManyTasks(Refusal):
    """So much is waiting already that more would not begin today."""

    code = "too_many_tasks"

    def __init__(self) -> None:
        super().__init__("Too much long work is waiting already; try again later.")


def ask(
    *,
    kind: str,
    request: Mapping[str, Any],
    actor: str,
    at: dt.datetime,
    of: int = 0,
    id_: UUID | None = None,
) -> UUID:
    """Ask for long work; the worker takes it up after what was asked for before.

    ``request`` names nobody. Asked again under the same ``id_``, it is asked once. Refuses too
    much at once.
    """
    task_id = id_ or new_id()
    if id_ is not None and Task.objects.filter(id=id_).exists():
        return task_id
    if Task.objects.filter(state__in=("WAITING", "RUNNING")).count() >= MOST_WAITING:
        raise TooManyTasks
    Task.objects.get_or_create(
        tenant_id=current_tenant(),
        id=task_id,
        defaults={
            "kind": kind,
            "request": dict(request),
            "of": of,
            "actor": actor,
            "asked_at": at,
        },
    )
    return task_id


def cancel(*, task_id: UUID, at: dt.datetime) -> bool:
    """Call a task off: no portion of it begins from now on; what is done stays done.

    Waits for the portion that is being done. Gives False for one that was over.
    """
    row = get_task(task_id, is_locked=True)
    if row.state not in {Task.State.WAITING, Task.State.RUNNING}:
        return False
    row.state, row.ended_at = Task.State.CANCELLED, at
    row.save(update_fields=["state", "ended_at"])
    return True
