"""How many rows of an import came to what."""

from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Count, Q, Sum

from plushka.domain.imports.models import Import, ImportRow

type Number = int


class Counts(msgspec.Struct, frozen=True):
    """Rows by verdict, of those the ones that are done, members made, points, what was undone.

    ``points`` are hundredths that come, or came, in; of sales, kopecks of receipts.
    """

    new: int = 0
    known: int = 0
    repeated: int = 0
    refused: int = 0
    done: int = 0
    made: int = 0
    points: int = 0
    whole: int = 0
    partly: int = 0
    kept: int = 0

    @property
    def to_do(self) -> int:
        """Rows that a run takes."""
        return self.new + self.known


def count(source: UUID) -> Counts:
    """Count the rows of an import."""
    verdict, undone = ImportRow.Verdict, ImportRow.Undone
    taken = Q(verdict__in=(verdict.NEW, verdict.KNOWN))
    counted: dict[str, Any] = ImportRow.objects.filter(source_id=source).aggregate(
        new=Count("number", filter=Q(verdict=verdict.NEW)),
        known=Count("number", filter=Q(verdict=verdict.KNOWN)),
        repeated=Count("number", filter=Q(verdict=verdict.REPEATED)),
        refused=Count("number", filter=Q(verdict=verdict.REFUSED)),
        done=Count("number", filter=taken & Q(is_done=True)),
        made=Count("number", filter=Q(is_made=True)),
        points=Sum("amount", filter=taken),
        whole=Count("number", filter=Q(undone=undone.WHOLE)),
        partly=Count("number", filter=Q(undone=undone.PARTLY)),
        kept=Count("number", filter=Q(undone=undone.KEPT)),
    )
    return Counts(**{name: number or 0 for name, number in counted.items()})


def counts_of(row: Import) -> Counts:
    """Give the counts that an import keeps."""
    return msgspec.convert(row.counts, Counts)
