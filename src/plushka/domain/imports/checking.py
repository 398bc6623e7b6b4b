"""A file is tried: its rows are kept, read portion by portion, and each gets a verdict."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from plushka.domain.imports import writing
from plushka.domain.imports.bundles import next_bundles
from plushka.domain.imports.counting import count
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.histories import look_at_histories, try_entries
from plushka.domain.imports.models import Import, ImportRow
from plushka.domain.imports.plan import Plan, plan_of
from plushka.domain.imports.sheets.opening import open_sheet
from plushka.domain.imports.steps import import_of, over
from plushka.domain.imports.trying_people import Cells, try_balances, try_members
from plushka.domain.imports.trying_receipts import look_at_receipts, try_sales
from plushka.domain.imports.turns import order_members
from plushka.domain.imports.writing import ToldRow
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place

AT_ONCE = 5000
"""Rows of one portion."""

BUNDLES_AT_ONCE = 500

type Try = Callable[[Sequence[Cells], Plan], list[ToldRow]]

_TRIES: Mapping[Kind, Try] = MappingProxyType(
    {
        Kind.MEMBERS: try_members,
        Kind.BALANCES: try_balances,
        Kind.SALES: try_sales,
        Kind.ENTRIES: try_entries,
    }
)
_LOOKS = MappingProxyType({Kind.SALES: look_at_receipts, Kind.ENTRIES: look_at_histories})


def check_step(task: Running, at: dt.datetime) -> Portion:
    """Do the next portion of a trial; nothing of the company changes.

    The file becomes rows; each is read by itself; then what only all of them
    together show; and where rows are taken in bundles, each of those.
    """
    source = import_of(task, {Import.State.CHECKING})
    if source is None:
        return over(task)
    kind = Kind(source.kind)
    of = source.n_rows * (2 if kind in _LOOKS else 1)
    if source.content is not None:
        _keep_rows(source)
        return Portion(0, of, is_over=False)
    plan = plan_of(source, get_place(current_tenant()), at=at)
    if "bundle" not in task.progress:
        return _read(task, source, plan, of=of)
    if kind not in _LOOKS:
        return _end(source, of, at=at)
    bundles = next_bundles(source.id, after=task.progress["bundle"], most=BUNDLES_AT_ONCE)
    if bundles:
        writing.finish(source.id, _LOOKS[kind](bundles, plan, at=at))
        done = task.done + sum(map(len, bundles))
        progress = {"bundle": bundles[-1][0].turn}
        return Portion(done, of, is_over=False, progress=progress)
    return _end(source, of, at=at)


def _read(task: Running, source: Import, plan: Plan, *, of: int) -> Portion:
    """Read the next rows; after the last, look at all of them."""
    rows = list(
        ImportRow.objects.filter(source_id=source.id, number__gt=task.progress.get("after", 0))
        .order_by("number")
        .values_list("number", "cells")[:AT_ONCE]
    )
    if rows:
        writing.tell(source.id, _TRIES[plan.kind](rows, plan))
        progress = {"after": rows[-1][0]}
        return Portion(task.done + len(rows), of, is_over=False, progress=progress)
    _look_at_all(source)
    return Portion(task.done, of, is_over=False, progress={"bundle": -1})


def _end(source: Import, of: int, *, at: dt.datetime) -> Portion:
    source.state, source.changed_at = Import.State.CHECKED, at
    source.counts = msgspec.to_builtins(count(source.id))
    source.save(update_fields=["state", "changed_at", "counts"])
    return Portion(of, of, is_over=True, result=source.counts)


def _keep_rows(source: Import) -> None:
    """Read the file into rows; the file itself is not needed any more."""
    sheet = open_sheet(bytes(source.content or b""))
    writing.stage(source.id, sheet.rows)
    source.content = None
    source.save(update_fields=["content"])


def _look_at_all(source: Import) -> None:
    """Find what only all rows together show."""
    match Kind(source.kind):
        case Kind.MEMBERS:
            writing.refuse_twins(source.id)
            order_members(source.id)
        case Kind.BALANCES:
            writing.refuse_twins(source.id)
        case Kind.SALES:
            writing.bundle(source.id)
            writing.refuse_differing(source.id)
            writing.refuse_bundles(source.id)
        case Kind.ENTRIES:
            writing.bundle(source.id)
            writing.refuse_bundles(source.id)
