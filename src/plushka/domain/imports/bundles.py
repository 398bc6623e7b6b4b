"""Rows that are taken together or not at all: the lines of a receipt, the history of a member."""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from plushka.domain.imports.models import ImportRow
from plushka.domain.imports.reasons import RowWrong
from plushka.domain.imports.writing import DoneRow

type Bundle = Sequence[ImportRow]
"""In the order of the file."""


def next_bundles(source: UUID, *, after: int, most: int) -> list[Bundle]:
    """Give the bundles that are to be taken, by their turns, from the one after ``after``."""
    verdict = ImportRow.Verdict
    rows = ImportRow.objects.filter(
        source_id=source, verdict__in=(verdict.NEW, verdict.KNOWN), is_done=False, turn__gt=after
    ).order_by("turn", "number")
    first = rows.values_list("turn", flat=True).first()
    if first is None:
        return []
    found = rows.filter(turn__lt=first + most)
    return [list(bundle) for _, bundle in groupby(found, key=lambda row: row.turn)]


def judged(bundle: Bundle, verdict: str, wrong: RowWrong | None = None) -> list[DoneRow]:
    """Give a verdict to all rows of a bundle; nothing of it is taken."""
    return [
        DoneRow(
            row.number,
            verdict,
            is_done=False,
            reason=wrong.reason if wrong else "",
            field=wrong.field if wrong else "",
            facts=wrong.facts if wrong else {},
            amount=row.amount,
        )
        for row in bundle
    ]
