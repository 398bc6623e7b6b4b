"""What the portions of every kind of import's work begin and end with."""

from collections.abc import Collection
from uuid import UUID

from plushka.domain.imports.models import Import
from plushka.domain.tasks.running import Portion, Running


def import_of(task: Running, states: Collection[str]) -> Import | None:
    """Lock the import a task is for; None where it is no longer to be worked on by it."""
    found: Import | None = (
        Import.objects.select_for_update(of=("self",))
        .filter(id=UUID(task.request["import"]), state__in=list(states), task=task.id)
        .first()
    )
    return found


def over(task: Running) -> Portion:
    """End a task that has nothing to do any more."""
    return Portion(task.done, task.of, is_over=True, result=task.result)
