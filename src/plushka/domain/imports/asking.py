"""Files are brought, given meanings, tried, brought in, taken back, forgotten: as people ask."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from uuid import UUID

import msgspec

from plushka.domain.audit import operations as audit
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.fields.guessing import folded, guess
from plushka.domain.imports.models import ColumnMeaning, Import, ImportRow
from plushka.domain.imports.plan import MappingWrong, Options, check_meanings
from plushka.domain.imports.queries import get_import, is_at_work, meanings_of
from plushka.domain.imports.sheets.sheet import Sheet
from plushka.domain.tasks import operations as tasks
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.refusal import Refusal

SAMPLE = 5
"""Rows that are shown beside the columns."""

_GUESSED_BY = 200
_LONGEST_NAME = 200


class ImportBusy(Refusal):
    """The import is being worked on, or is past what was asked for."""

    code = "import_busy"

    def __init__(self) -> None:
        super().__init__("This import has gone on meanwhile; look at it again.")


def bring(
    *, kind: Kind, filename: str, content: bytes, sheet: Sheet, actor: str, at: dt.datetime
) -> Import:
    """Keep a file that was opened, with a guess at what its columns mean.

    The same file again of the same person is the first one, as long as nobody
    went on with it: a button was clicked twice.
    """
    digest = hashlib.sha256(content).digest()
    again: Import | None = Import.objects.filter(
        kind=kind, digest=digest, actor=actor, state=Import.State.UPLOADED
    ).first()
    if again is not None:
        return again
    region = get_place(current_tenant()).region
    rows = [row.cells for row in sheet.rows[:_GUESSED_BY]]
    meanings = guess(kind, sheet.header, rows, region=region, remembered=meanings_of(kind))
    row: Import = Import.objects.create(
        tenant_id=current_tenant(),
        kind=kind,
        filename=filename[-_LONGEST_NAME:],
        digest=digest,
        content=content,
        sample=[list(cells) for cells in rows[:SAMPLE]],
        header=list(sheet.header),
        meanings=list(meanings),
        options=msgspec.to_builtins(Options()),
        n_rows=len(sheet.rows),
        n_empty=sheet.n_empty,
        n_merged=sheet.n_merged,
        sheet=sheet.name[:100],
        actor=actor,
        created_at=at,
        changed_at=at,
    )
    return row


def choose(
    *, import_id: UUID, meanings: Sequence[str], options: Options, actor: str, at: dt.datetime
) -> Import:
    """Say what the columns mean, and have the file tried; remembered for the next such file.

    Refuses ``MappingWrong``, and ``ImportBusy`` for one that is past that.
    """
    row = get_import(import_id, is_locked=True)
    kind = Kind(row.kind)
    _expect(row, {Import.State.UPLOADED, Import.State.CHECKED, Import.State.CHECKING})
    if len(meanings) != len(row.header):
        raise MappingWrong("columns")
    check_meanings(kind, meanings)
    if options.term == "day" and options.until is None:
        raise MappingWrong("until")
    _remember(kind, row.header, meanings)
    row.meanings, row.options = list(meanings), msgspec.to_builtins(options)
    row.counts = {}
    return _begin(row, Import.State.CHECKING, "import_check", of=row.n_rows, actor=actor, at=at)


def run(*, import_id: UUID, actor: str, at: dt.datetime) -> Import:
    """Have an import carried out that was tried; also one that was called off half way."""
    row = get_import(import_id, is_locked=True)
    _expect(row, {Import.State.CHECKED, Import.State.RUNNING})
    verdict = ImportRow.Verdict
    of = ImportRow.objects.filter(
        source_id=row.id, verdict__in=(verdict.NEW, verdict.KNOWN), is_done=False
    ).count()
    _record(row, "import_run", actor=actor, at=at)
    return _begin(row, Import.State.RUNNING, "import_run", of=of, actor=actor, at=at)


def undo(*, import_id: UUID, actor: str, at: dt.datetime) -> Import:
    """Have an import taken back: one that is done, or was called off half way."""
    row = get_import(import_id, is_locked=True)
    _expect(row, {Import.State.DONE, Import.State.RUNNING, Import.State.UNDOING})
    of = ImportRow.objects.filter(
        source_id=row.id, is_done=True, undone=ImportRow.Undone.NOT
    ).count()
    _record(row, "import_undone", actor=actor, at=at)
    return _begin(row, Import.State.UNDOING, "import_undo", of=of, actor=actor, at=at)


def discard(*, import_id: UUID, at: dt.datetime) -> None:
    """Forget a file that nothing came of, with its rows; again, and nothing happens."""
    row = get_import(import_id, is_locked=True)
    if row.state == Import.State.DISCARDED:
        return
    _expect(row, {Import.State.UPLOADED, Import.State.CHECKED, Import.State.CHECKING})
    ImportRow.objects.filter(source_id=row.id).delete()
    row.state, row.changed_at = Import.State.DISCARDED, at
    row.content, row.sample = None, []
    row.save(update_fields=["state", "changed_at", "content", "sample"])


def _expect(row: Import, states: set[str]) -> None:
    if row.state not in states or is_at_work(row):
        raise ImportBusy


def _begin(row: Import, state: str, kind: str, *, of: int, actor: str, at: dt.datetime) -> Import:
    row.state, row.changed_at = state, at
    row.task = tasks.ask(kind=kind, request={"import": str(row.id)}, of=of, actor=actor, at=at)
    row.save()
    return row


def _remember(kind: Kind, header: Sequence[str], meanings: Sequence[str]) -> None:
    """Keep what columns of these names mean; of two of one name, the one that means something."""
    chosen: dict[str, str] = {}
    for name, meaning in zip(header, meanings, strict=True):
        chosen[folded(name)[:_LONGEST_NAME]] = chosen.get(folded(name)) or meaning
    ColumnMeaning.objects.bulk_create(
        [
            ColumnMeaning(tenant_id=current_tenant(), kind=kind, name=name, meaning=meaning)
            for name, meaning in sorted(chosen.items())
            if name
        ],
        update_conflicts=True,
        unique_fields=["tenant", "kind", "name"],
        update_fields=["meaning"],
    )


def _record(row: Import, action: str, *, actor: str, at: dt.datetime) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="import",
        subject_id=row.id,
        at=at,
        before={},
        after={"kind": row.kind, "rows": row.n_rows, "sha256": bytes(row.digest).hex()},
    )
