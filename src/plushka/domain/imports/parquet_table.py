"""A table of sales as Parquet, read with pyarrow, which comes with the extra ``demo``."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from plushka.domain.imports import cells
from plushka.domain.imports.columns import texts
from plushka.domain.imports.layout import COLUMNS, Cells, FileUnreadable, places
from plushka.domain.imports.table import in_order, moment
from plushka.lib.refusal import BadField

_AT_ONCE = 1000
"""Receipts turned into Python's objects together."""


@dataclass(frozen=True, slots=True)
class ParquetTable:
    """The receipts of one file: its columns, and the row each receipt begins with."""

    #: pyarrow's table.
    table: Any
    file: str
    #: Where each receipt begins, and after the last one the end of the table.
    starts: "array[int]"
    moments: "array[int]"

    @property
    def n_receipts(self) -> int:
        return len(self.moments)

    def receipts(self) -> Iterator[Sequence[Cells]]:
        """Give the rows of each receipt, in order of ``at``; ties keep the order of the file."""
        order = in_order(self.moments)
        for first in range(0, len(order), _AT_ONCE):
            spans = [range(*self.starts[place : place + 2]) for place in order[first:][:_AT_ONCE]]
            numbers = [number for span in spans for number in span]
            columns = _columns(self.table.take(pa.array(numbers, pa.int64())), self.file)
            rows = (
                Cells(number + 1, *row)
                for number, row in zip(numbers, zip(*columns, strict=True), strict=True)
            )
            for span in spans:
                yield [next(rows) for _ in span]


def read(path: Path) -> ParquetTable:
    """Find the receipts of a file. Refuses one that is no such table."""
    try:
        names = parquet.read_schema(path).names
        places(names, file=path.name)
        table = parquet.read_table(path).rename_columns([name.strip().lower() for name in names])
    except pa.ArrowException as error:
        raise FileUnreadable(f"{path.name} is no Parquet that can be read.") from error
    table = table.select([name for name in COLUMNS if name in table.column_names])
    starts = array("q", _starts(table, path.name))
    first_rows = table.select(["at"]).take(pa.array(starts, pa.int64()))
    moments = array("q", (_moment(at) for at in texts(first_rows["at"], "at", file=path.name)))
    starts.append(table.num_rows)
    return ParquetTable(table.combine_chunks(), path.name, starts, moments)


def _columns(part: Any, file: str) -> list[Sequence[str]]:
    """Give the text of each of ``COLUMNS``, empty where the file has no such column."""
    empty = [""] * part.num_rows
    return [
        texts(part[name], name, file=file) if name in part.column_names else empty
        for name in COLUMNS
    ]


def _starts(table: Any, file: str) -> list[int]:
    """Say with which rows a receipt begins: those that differ from the row before."""
    outlets = texts(table["outlet"], "outlet", file=file)
    receipts = texts(table["receipt"], "receipt", file=file)
    last: tuple[str, str] | None = None
    found = []
    for row, receipt in enumerate(zip(outlets, receipts, strict=True)):
        if receipt != last:
            found.append(row)
            last = receipt
    return found


def _moment(cell: str) -> int:
    try:
        return moment(cells.moment(cell))
    except BadField:
        return moment(None)
