"""Files are brought as the pages do it, and carried out as the worker does."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from plushka.config.task_kinds import KINDS
from plushka.domain.imports import asking
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.models import Import, ImportRow
from plushka.domain.imports.plan import Options
from plushka.domain.imports.queries import get_import
from plushka.domain.imports.sheets.opening import open_sheet
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.context import tenant_context
from tests.conftest import NOON

OLYA = "staff:0197a3c0-0000-7000-8000-00000000000a"


def work(company: int) -> None:
    """Do all long work that waits."""
    while carry_on(tenant_id=company, kinds=KINDS, clock=lambda: NOON):
        pass


def try_file(
    company: int,
    kind: str,
    content: str | bytes,
    meanings: Sequence[str] | None = None,
    **options: Any,
) -> UUID:
    """Bring a file and have it tried; without meanings, by those that were guessed."""
    file = content.encode() if isinstance(content, str) else content
    sheet = open_sheet(file)
    with tenant_context(company):
        row = asking.bring(
            kind=Kind(kind), filename="f.csv", content=file, sheet=sheet, actor=OLYA, at=NOON
        )
        asking.choose(
            import_id=row.id,
            meanings=meanings or row.meanings,
            options=Options(**options),
            actor=OLYA,
            at=NOON,
        )
    work(company)
    import_id: UUID = row.id
    return import_id


def run(company: int, import_id: UUID) -> None:
    """Carry an import out."""
    with tenant_context(company):
        asking.run(import_id=import_id, actor=OLYA, at=NOON)
    work(company)


def undo(company: int, import_id: UUID) -> None:
    """Take an import back."""
    with tenant_context(company):
        asking.undo(import_id=import_id, actor=OLYA, at=NOON)
    work(company)


def bring(company: int, kind: str, content: str | bytes, *more: Any, **options: Any) -> UUID:
    """Bring a file, have it tried and carried out."""
    import_id = try_file(company, kind, content, *more, **options)
    run(company, import_id)
    return import_id


def told(company: int, import_id: UUID) -> list[tuple[Any, ...]]:
    """Give what became of each row: its number, verdict, reason and field."""
    with tenant_context(company):
        rows = ImportRow.objects.filter(source_id=import_id).order_by("number")
        return [
            (row.number, row.verdict, row.reason, row.field)
            if row.reason
            else (row.number, row.verdict)
            for row in rows
        ]


def undone(company: int, import_id: UUID) -> list[tuple[Any, ...]]:
    """Give what became of each row when its import was taken back."""
    with tenant_context(company):
        rows = ImportRow.objects.filter(source_id=import_id).order_by("number")
        return [(row.number, row.undone, row.reason) for row in rows]


def state(company: int, import_id: UUID) -> Import:
    """Give an import as it stands."""
    with tenant_context(company):
        return get_import(import_id)
