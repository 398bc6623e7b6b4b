"""A table of sales, whatever its format: receipts in order of their moment."""

import datetime as dt
from array import array
from collections.abc import Iterator, Sequence
from typing import Protocol

from plushka.domain.imports.layout import Cells

UNREADABLE = -(2**63)
"""The moment of a receipt whose ``at`` cannot be read: it comes first, to be refused."""

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


class Table(Protocol):
    """Rows of receipts, each receipt's together."""

    @property
    def n_receipts(self) -> int:
        """How many receipts there are."""

    def receipts(self) -> Iterator[Sequence[Cells]]:
        """Give the rows of each receipt, in order of ``at``; ties keep the order of the file."""


def moment(at: dt.datetime | None) -> int:
    """Write a moment as microseconds, for sorting; None as ``UNREADABLE``."""
    return UNREADABLE if at is None else (at - _EPOCH) // _MICROSECOND


def in_order(moments: "array[int]") -> list[int]:
    """Give the places of receipts in order of their moments; equal ones keep their order."""
    return sorted(range(len(moments)), key=moments.__getitem__)
