"""Files that nobody went on with, and rows that nobody mended, are not kept for ever (T29, T37).

What was brought in stays, and can be taken back: a row that is done keeps nobody's data anyway.
"""

import datetime as dt

import msgspec
from django.db.models import Q, QuerySet

from plushka.domain.imports.asking import discard
from plushka.domain.imports.counting import count
from plushka.domain.imports.models import Import, ImportRow
from plushka.domain.imports.queries import is_at_work
from plushka.domain.imports.reasons import Reason

KEPT = dt.timedelta(days=30)
"""How long after the last step: as long as the files of exports."""

_UNUSED = (Import.State.UPLOADED, Import.State.CHECKING, Import.State.CHECKED)
_NAMING = ~Q(cells=[]) | ~Q(keys=[])


def forget_old(*, at: dt.datetime) -> int:
    """Forget what imports left behind that nobody touched for 30 days; give how many those are."""
    n_forgotten = 0
    for row in _old(at=at).filter(state__in=_UNUSED):
        if not is_at_work(row):
            discard(import_id=row.id, at=at)
            n_forgotten += 1
    naming = ImportRow.objects.filter(_NAMING).values("source_id")
    for row in _old(at=at).exclude(state__in=_UNUSED).filter(id__in=naming):
        if not is_at_work(row):
            _forget_rows(row, at=at)
            n_forgotten += 1
    return n_forgotten


def _old(*, at: dt.datetime) -> QuerySet[Import]:
    old = Import.objects.filter(changed_at__lt=at - KEPT).exclude(state=Import.State.DISCARDED)
    found: QuerySet[Import] = old.select_for_update(of=("self",)).defer("content", "sample")
    return found.order_by("id")


def _forget_rows(row: Import, *, at: dt.datetime) -> None:
    """Leave of rows only what became of them; those of a run called off half way are over."""
    left = ImportRow.objects.filter(_NAMING, source_id=row.id)
    if row.state == Import.State.RUNNING:
        taken = Q(verdict__in=(ImportRow.Verdict.NEW, ImportRow.Verdict.KNOWN))
        left.filter(taken).update(
            verdict=ImportRow.Verdict.REFUSED, reason=Reason.TOO_LATE, field="", facts={}
        )
        row.state, row.changed_at = Import.State.DONE, at
        row.sample = []
    left.update(cells=[], keys=[])
    # Who brought somebody may be named by a phone; a member or a row of the file is no person.
    named = ImportRow.objects.filter(source_id=row.id).exclude(referrer="")
    named.exclude(referrer__startswith="ID:").exclude(referrer__startswith="ROW:").update(
        referrer=""
    )
    row.counts = msgspec.to_builtins(count(row.id))
    row.save(update_fields=["state", "changed_at", "counts", "sample"])
