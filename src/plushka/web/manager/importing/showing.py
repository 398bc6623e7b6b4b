"""How an import stands, as its page shows it."""

from typing import Any

import msgspec
from django.http import QueryDict

from plushka.domain.imports import queries
from plushka.domain.imports.counting import counts_of
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.models import Import, ImportRow
from plushka.domain.imports.plan import Options
from plushka.domain.programmes.queries import rules
from plushka.domain.tasks.models import Task
from plushka.domain.tasks.queries import TaskUnknown, get_task
from plushka.domain.tenants.queries import Place
from plushka.web.manager.importing import form
from plushka.web.manager.importing.words import VERDICTS, field_words, reason_words
from plushka.web.ui.clock import now

MOST_SHOWN = 5
"""Columns that are shown of rows."""

_WORKING = frozenset({Import.State.CHECKING, Import.State.RUNNING, Import.State.UNDOING})
_VERDICTS = (
    ImportRow.Verdict.NEW,
    ImportRow.Verdict.KNOWN,
    ImportRow.Verdict.REPEATED,
    ImportRow.Verdict.REFUSED,
)


def state_of(row: Import, place: Place, *, sent: QueryDict | None) -> dict[str, Any]:
    """Give what the page of an import shows; ``sent`` is a form that was refused."""
    found: dict[str, Any] = {"counts": counts_of(row), "same": None}
    if row.state in _WORKING:
        return found | _work(row)
    programme = rules(zone=place.zone).at(now())
    document = programme.document
    found |= {"unit": document.unit, "currency": document.money.currency}
    if row.state in {Import.State.UPLOADED, Import.State.CHECKED}:
        found |= _form(row, sent)
        found["same"] = queries.same_before(row)
    if row.state != Import.State.UPLOADED:
        found["cost"] = found["counts"].points * programme.point_value // 100
        found |= _rows(row)
    return found


def _work(row: Import) -> dict[str, Any]:
    """Say how far the long work is; one that ended without its end can be begun again."""
    try:
        task: Task | None = get_task(row.task) if row.task else None
    except TaskUnknown:
        task = None
    is_at_work = task is not None and task.state in {Task.State.WAITING, Task.State.RUNNING}
    percent = min(100, task.done * 100 // task.of) if task and task.of else 0
    return {"task": task, "is_at_work": is_at_work, "percent": percent}


def _form(row: Import, sent: QueryDict | None) -> dict[str, Any]:
    columns = form.columns(row)
    if sent is not None and "column-0" in sent:
        columns = [
            form.Column(one.number, one.name, one.cells, sent.get(f"column-{one.number}", ""))
            for one in columns
        ]
    options = form.read_options(sent) if sent else msgspec.convert(row.options, Options)
    kind = Kind(row.kind)
    return {
        "columns": columns,
        "choices": form.choices(kind),
        "options": options,
        "until": options.until.isoformat() if options.until else "",
        "has_balances": kind is not Kind.SALES,
        "has_attributes": kind is Kind.MEMBERS,
        "makes_missing": kind is Kind.SALES,
    }


def _rows(row: Import) -> dict[str, Any]:
    """Give the first rows of each verdict, with the columns that mean something."""
    shown = [place for place, meaning in enumerate(row.meanings) if meaning][:MOST_SHOWN]
    names = [field_words(row.meanings[place]) for place in shown]
    groups = []
    for verdict in _VERDICTS:
        if row.state != Import.State.CHECKED and verdict != ImportRow.Verdict.REFUSED:
            continue  # of what was taken the cells are gone
        found = queries.first_rows(row.id, verdict)
        if found:
            groups.append(
                {
                    "verdict": verdict,
                    "words": VERDICTS[verdict],
                    "rows": [
                        (one.number, _cells(one, shown, names), reason_words(one)) for one in found
                    ],
                }
            )
    kept = []
    if row.state == Import.State.UNDONE:
        kept = [
            (one.number, one.member, reason_words(one)) for one in queries.not_undone_rows(row.id)
        ]
    return {
        "groups": groups,
        "shown": names,
        "kept": kept,
    }


def _cells(row: ImportRow, shown: list[int], names: list[str]) -> list[tuple[str, str]]:
    cells = (row.cells[place] if place < len(row.cells) else "" for place in shown)
    return list(zip(names, cells, strict=True))
