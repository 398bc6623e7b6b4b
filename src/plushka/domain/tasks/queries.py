"""Reads of tasks."""

from collections.abc import Collection
from uuid import UUID

from plushka.domain.tasks.models import Task
from plushka.lib.refusal import Refusal


class TaskUnknown(Refusal):
    """The company has no such task."""

    code = "task_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such task.")


def get_task(task_id: UUID, *, is_locked: bool = False) -> Task:
    """Give a task with its files, or refuse; locked, nobody else changes it meanwhile."""
    found = Task.objects.select_for_update(of=("self",)) if is_locked else Task.objects.all()
    row: Task | None = found.filter(id=task_id).prefetch_related("files").first()
    if row is None:
        raise TaskUnknown
    return row


def find_tasks(
    *, kinds: Collection[str] | None = None, actor: str | None = None, limit: int = 50
) -> list[Task]:
    """Give the newest tasks of some kinds or all, of one actor or all, with their files."""
    found = Task.objects.order_by("-asked_at", "-id").prefetch_related("files")
    if kinds is not None:
        found = found.filter(kind__in=list(kinds))
    if actor is not None:
        found = found.filter(actor=actor)
    return list(found[:limit])
