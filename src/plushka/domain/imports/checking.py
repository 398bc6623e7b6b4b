"""A file is tried: its rows are kept, read portion by portion, and each gets a verdict."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from plushka.domain.imports import writing
from plushka.domain.imports.counting import count
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.models import Import, ImportRow
from plushka.domain.imports.plan import Plan, plan_of
from plushka.domain.imports.sheets.opening import open_sheet
from plushka.domain.imports.steps import import_of, over
from plushka.domain.imports.trying_people import Cells, try_balances, try_members
from plushka.domain.imports.turns import order_members
from plushka.domain.imports.writing import ToldRow
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place

AT_ONCE = 5000
"""Rows of one portion."""

type Try = Callable[[Sequence[Cells], Plan], list[ToldRow]]

_TRIES: Mapping[Kind, Try] = MappingProxyType(
    {Kind.MEMBERS: try_members, Kind.BALANCES: try_balances}
)


def check_step(task: Running, at: dt.datetime) -> Portion:
    """Do the next portion of a trial; nothing of the company changes."""
    source = import_of(task, {Import.State.CHECKING})
    if source is None:
        return over(task)
    if source.content is not None:
        _keep_rows(source)
        return Portion(0, source.n_rows, is_over=False)
    after = task.progress.get("after", 0)
    rows = list(
        ImportRow.objects.filter(source_id=source.id, number__gt=after)
        .order_by("number")
        .values_list("number", "cells")[:AT_ONCE]
    )
    if rows:
        plan = plan_of(source, get_place(current_tenant()), at=at)
        writing.tell(source.id, _TRIES[plan.kind](rows, plan))
        done = task.done + len(rows)
        return Portion(done, source.n_rows, is_over=False, progress={"after": rows[-1][0]})
    _look_at_all(source)
    source.state, source.changed_at = Import.State.CHECKED, at
    source.counts = msgspec.to_builtins(count(source.id))
    source.save(update_fields=["state", "changed_at", "counts"])
    return Portion(source.n_rows, source.n_rows, is_over=True, result=source.counts)


def _keep_rows(source: Import) -> None:
    """Read the file into rows; the file itself is not needed any more."""
    sheet = open_sheet(bytes(source.content or b""))
    writing.stage(source.id, sheet.rows)
    source.content = None
    source.save(update_fields=["content"])


def _look_at_all(source: Import) -> None:
    """Find what only all rows together show."""
    writing.refuse_twins(source.id)
    if source.kind == Kind.MEMBERS:
        order_members(source.id)
