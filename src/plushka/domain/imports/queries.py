"""Reads of imports."""

from uuid import UUID

from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.models import ColumnMeaning, Import, ImportRow
from plushka.domain.tasks.models import Task
from plushka.lib.refusal import Refusal

_AT_ONCE = 2000


class ImportUnknown(Refusal):
    """The company has no such import."""

    code = "import_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such import.")


def get_import(import_id: UUID, *, is_locked: bool = False) -> Import:
    """Give an import, or refuse; locked, nobody else changes it meanwhile."""
    found = Import.objects.select_for_update(of=("self",)) if is_locked else Import.objects
    # The file itself is large, and read by the trial alone.
    row: Import | None = found.filter(id=import_id).defer("content").first()
    if row is None:
        raise ImportUnknown
    return row


def find_imports(*, limit: int = 50) -> list[Import]:
    """Give the newest imports, without those that were discarded."""
    found = Import.objects.exclude(state=Import.State.DISCARDED).order_by("-created_at", "-id")
    return list(found.defer("content", "sample")[:limit])


def same_before(row: Import) -> Import | None:
    """Give an earlier import of the same file that was carried out; None where there is none."""
    found: Import | None = (
        Import.objects.filter(digest=row.digest, kind=row.kind, state=Import.State.DONE)
        .exclude(id=row.id)
        .order_by("created_at")
        .defer("content", "sample")
        .first()
    )
    return found


def is_at_work(row: Import) -> bool:
    """Whether the long work that its state speaks of waits or runs."""
    return (
        row.task is not None
        and Task.objects.filter(id=row.task, state__in=("WAITING", "RUNNING")).exists()
    )


def meanings_of(kind: Kind) -> dict[str, str]:
    """Give what columns were said to mean, by folded name."""
    return dict(ColumnMeaning.objects.filter(kind=kind).values_list("name", "meaning"))


def first_rows(import_id: UUID, verdict: str, *, limit: int = 10) -> list[ImportRow]:
    """Give the first rows of a verdict."""
    return list(
        ImportRow.objects.filter(source_id=import_id, verdict=verdict).order_by("number")[:limit]
    )


def not_undone_rows(import_id: UUID, *, limit: int = 10) -> list[ImportRow]:
    """Give the first rows that could not be undone whole."""
    kept = (ImportRow.Undone.PARTLY, ImportRow.Undone.KEPT)
    rows = ImportRow.objects.filter(source_id=import_id, undone__in=kept)
    return list(rows.order_by("number")[:limit])


def rows_after(import_id: UUID, *, verdict: str | None, after: int) -> list[ImportRow]:
    """Give the next rows, or those of a verdict; empty after the last."""
    found = ImportRow.objects.filter(source_id=import_id, number__gt=after).order_by("number")
    return list((found.filter(verdict=verdict) if verdict else found)[:_AT_ONCE])
