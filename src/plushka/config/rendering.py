"""Migrations that draw anew only the models they change.

For each change of a model Django renders all models again that are related to it, and by their
tenant all of ours are: four fifths of a first start went into that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState


def _to_render(
    state: ProjectState,
    app_label: str,
    model_name: str,
    delay: bool = False,  # noqa: FBT001, FBT002 - as Django calls it
) -> set[tuple[str, str]]:
    """Give the models that are to be rendered again.

    Alone: a new one, one with a new field, and one of which Django says itself (``delay``) that
    its neighbours may wait, for they go on knowing the columns that they refer to. Otherwise all.
    Code in migrations sees models that know each other: Django renders all for it when told that
    some wait.
    """
    state.is_delayed = True
    changed = (app_label, model_name)
    return {changed} if delay or _only_grows(state, *changed) else set(state.models)


def _only_grows(state: ProjectState, app_label: str, model_name: str) -> bool:
    try:
        before = state.apps.get_model(app_label, model_name)._meta
    except LookupError:
        return True
    known = {field.name for field in (*before.local_fields, *before.private_fields)}
    after = set(state.models[app_label, model_name].fields)
    return known < after


@contextmanager
def only_what_changes() -> Iterator[None]:
    """Render so until the block ends; in one thread, for all migrations of this process."""
    states: Any = ProjectState
    djangos = states._find_reload_model
    states._find_reload_model = _to_render
    try:
        yield
    finally:
        states._find_reload_model = djangos
