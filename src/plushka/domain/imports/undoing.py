"""An import is taken back whole, portion by portion, by what compensates it (T37)."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from plushka.domain.imports import writing
from plushka.domain.imports.counting import count
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.giving import Giver
from plushka.domain.imports.models import Import, ImportRow
from plushka.domain.imports.running import giver_of
from plushka.domain.imports.steps import import_of, over
from plushka.domain.imports.taking_receipts import undo_receipts
from plushka.domain.imports.undoing_people import Taken, undo_histories, undo_people
from plushka.domain.imports.writing import UndoneRow
from plushka.domain.tasks.running import Portion, Running

AT_ONCE = 2000
"""Rows of one portion."""

type Undo = Callable[[Sequence[Taken], Giver], list[UndoneRow]]

_UNDOES: Mapping[Kind, Undo] = MappingProxyType(
    {
        Kind.MEMBERS: undo_people,
        Kind.BALANCES: undo_people,
        Kind.SALES: undo_receipts,
        Kind.ENTRIES: undo_histories,
    }
)
_SLOW = MappingProxyType({Kind.SALES: 100})
"""Rows of one portion where each takes statements of its own."""


def undo_step(task: Running, at: dt.datetime) -> Portion:
    """Take the last rows back that are not yet; whoever was brought goes before who brought."""
    source = import_of(task, {Import.State.UNDOING})
    if source is None:
        return over(task)
    rows = ImportRow.objects.filter(
        source_id=source.id, is_done=True, undone=ImportRow.Undone.NOT
    ).order_by("-turn", "-number")
    most = _SLOW.get(Kind(source.kind), AT_ONCE)
    taken = [
        Taken(*row)
        for row in rows.values_list("number", "member", "is_made", "entry", "sale", "turn")[:most]
    ]
    if taken:
        giver = giver_of(source, task.actor, at)
        writing.undo(source.id, _UNDOES[Kind(source.kind)](taken, giver))
        return Portion(task.done + len(taken), task.of, is_over=False)
    source.state, source.changed_at = Import.State.UNDONE, at
    source.counts = msgspec.to_builtins(count(source.id))
    source.save(update_fields=["state", "changed_at", "counts"])
    return Portion(task.of, task.of, is_over=True, result=source.counts)
