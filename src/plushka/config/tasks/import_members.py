"""Bring a file of people into a company, by the same steps as the cabinet."""

import csv
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from plushka.config.application import Unusable
from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.config.progress import ProgressBar
from plushka.config.task_kinds import KINDS
from plushka.domain.imports import asking, queries
from plushka.domain.imports.counting import counts_of
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.fields.guessing import is_meaning
from plushka.domain.imports.models import Import, ImportRow
from plushka.domain.imports.plan import Options
from plushka.domain.imports.sheets.opening import open_sheet
from plushka.domain.tasks.queries import get_task
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.context import tenant_context
from plushka.lib.money import show
from plushka.lib.spreadsheets import harmless_or_number

ACTOR = "system:command"
PAUSE_SECONDS = 0.2
"""How long a portion that somebody else does is waited for."""


def run(
    *, file: Path, slug: str, kind: str, is_trial: bool, columns: list[str] | None
) -> tuple[dict[str, Any], Path]:
    """Try a file, and bring it in; give what became of it and where the refused rows are."""
    company = get_company(slug)
    content = file.read_bytes()
    sheet = open_sheet(content)
    with tenant_context(company.id):
        row = asking.bring(
            kind=Kind(kind),
            filename=file.name,
            content=content,
            sheet=sheet,
            actor=ACTOR,
            at=now(),
        )
        meanings = list(row.meanings) if columns is None else _read(Kind(kind), columns)
        asking.choose(
            import_id=row.id, meanings=meanings, options=Options(), actor=ACTOR, at=now()
        )
    with ProgressBar(len(sheet.rows), label="Rows tried") as bar:
        row = _work(company.id, row.id, Import.State.CHECKED, bar)
    if not is_trial and counts_of(row).to_do:
        with tenant_context(company.id):
            asking.run(import_id=row.id, actor=ACTOR, at=now())
        with ProgressBar(counts_of(row).to_do, label="Rows taken") as bar:
            row = _work(company.id, row.id, Import.State.DONE, bar)
    path = file.with_name(f"{file.name}.refused.csv")
    with tenant_context(company.id):
        _write_refused(path, row)
    return _told(row), path


def _read(kind: Kind, columns: list[str]) -> list[str]:
    for meaning in columns:
        if meaning and not is_meaning(kind, meaning):
            raise Unusable(f"No column of {kind.value} means {meaning!r}.")
    return columns


def _work(company: int, import_id: UUID, until: str, bar: ProgressBar) -> Import:
    """Do the portions of an import, or wait for the worker who does them."""
    while True:
        is_at_work = carry_on(tenant_id=company, kinds=KINDS, clock=now)
        with tenant_context(company):
            row = queries.get_import(import_id)
            task = get_task(row.task) if row.task else None
        if row.state == until:
            return row
        if task is not None:
            bar.show(task.done)
            if task.state not in {"WAITING", "RUNNING"}:
                raise Unusable("The import stopped half way; the log says why.")
        if not is_at_work:
            time.sleep(PAUSE_SECONDS)


def _write_refused(path: Path, row: Import) -> None:
    """Write the rows that were not taken, ready to be mended; an older file goes."""
    refused = ImportRow.objects.filter(source_id=row.id, verdict=ImportRow.Verdict.REFUSED)
    if not refused.exists():
        path.unlink(missing_ok=True)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        written = csv.writer(file)
        written.writerow([*row.header, "row", "reason", "field"])
        for one in refused.order_by("number").iterator(chunk_size=2000):
            cells = [harmless_or_number(cell) for cell in one.cells]
            cells += [""] * (len(row.header) - len(cells))
            written.writerow([*cells, one.number, one.reason, one.field])


def _told(row: Import) -> dict[str, Any]:
    counts = counts_of(row)
    return {
        "import": str(row.id),
        "state": row.state.lower(),
        "rows": row.n_rows,
        "new": counts.new,
        "known": counts.known,
        "repeated": counts.repeated,
        "refused": counts.refused,
        "taken": counts.done,
        "points": show(counts.points),
        "columns": dict(zip(row.header, row.meanings, strict=True)),
    }
