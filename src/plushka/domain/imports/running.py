"""An import is carried out, portion by portion; each row is taken once."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from plushka.domain.imports import writing
from plushka.domain.imports.bundles import next_bundles
from plushka.domain.imports.counting import count
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.giving import Giver
from plushka.domain.imports.histories import take_histories
from plushka.domain.imports.models import Import, ImportRow
from plushka.domain.imports.plan import plan_of
from plushka.domain.imports.steps import import_of, over
from plushka.domain.imports.taking_people import Waiting, take_balances, take_members
from plushka.domain.imports.taking_receipts import take_receipts
from plushka.domain.imports.writing import DoneRow
from plushka.domain.programmes import queries as programmes
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place

AT_ONCE = 2000
"""Rows of one portion."""

BUNDLES_AT_ONCE = 500

type Take = Callable[[Sequence[Waiting], Giver], list[DoneRow]]

_TAKES: Mapping[Kind, Take] = MappingProxyType(
    {Kind.MEMBERS: take_members, Kind.BALANCES: take_balances}
)
_TAKES_BUNDLES = MappingProxyType({Kind.SALES: take_receipts, Kind.ENTRIES: take_histories})


def run_step(task: Running, at: dt.datetime) -> Portion:
    """Take the next rows; what is taken stays, whatever becomes of the rest."""
    source = import_of(task, {Import.State.RUNNING})
    if source is None:
        return over(task)
    done = _take(source, giver_of(source, task.actor, at))
    if done:
        writing.finish(source.id, done)
        return Portion(task.done + len(done), task.of, is_over=False)
    source.state, source.changed_at = Import.State.DONE, at
    source.counts = msgspec.to_builtins(count(source.id))
    source.sample = []
    source.save(update_fields=["state", "changed_at", "counts", "sample"])
    return Portion(task.of, task.of, is_over=True, result=source.counts)


def _take(source: Import, giver: Giver) -> list[DoneRow]:
    """Take the rows or bundles whose turn is next; nothing after the last."""
    kind = Kind(source.kind)
    if kind in _TAKES_BUNDLES:
        bundles = next_bundles(source.id, after=-1, most=BUNDLES_AT_ONCE)
        return _TAKES_BUNDLES[kind](bundles, giver) if bundles else []
    rows = _waiting(source)
    return _TAKES[kind](rows, giver) if rows else []


def _waiting(source: Import) -> list[Waiting]:
    """Give the rows whose turn is next."""
    verdict = ImportRow.Verdict
    rows = ImportRow.objects.filter(
        source_id=source.id, verdict__in=(verdict.NEW, verdict.KNOWN), is_done=False
    )
    found = rows.order_by("turn", "number")
    return [
        Waiting(*row) for row in found.values_list("number", "turn", "cells", "referrer")[:AT_ONCE]
    ]


def giver_of(source: Import, actor: str, at: dt.datetime) -> Giver:
    """Say on whose word, by which programme and when rows of an import are taken."""
    place = get_place(current_tenant())
    programme = programmes.rules(zone=place.zone).at(at)
    return Giver(source.id, plan_of(source, place, at=at), programme, actor, at)
