"""Rows of an import go to the database, many as one statement."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.imports.sheets.sheet import Row
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

AT_ONCE = 5000
"""Rows of one statement."""


class ToldRow(msgspec.Struct, gc=False):
    """What the trial found of a row."""

    number: int
    verdict: str
    keys: tuple[str, ...] = ()
    bundle: int = 0
    at: dt.datetime | None = None
    referrer: str = ""
    reason: str = ""
    field: str = ""
    facts: dict[str, str | int] = {}
    amount: int = 0


class DoneRow(msgspec.Struct, gc=False):
    """What became of a row."""

    number: int
    verdict: str
    is_done: bool = True
    reason: str = ""
    field: str = ""
    facts: dict[str, str | int] = {}
    amount: int = 0
    member: UUID | None = None
    is_made: bool = False
    entry: UUID | None = None
    sale: UUID | None = None


class Turn(msgspec.Struct, gc=False):
    """When a row is taken, and whom it follows; ``reason`` where it cannot be."""

    number: int
    turn: int
    referrer: str
    reason: str = ""


class GivenRow(msgspec.Struct, gc=False):
    """What a member is given by a row."""

    id: UUID
    member: UUID
    mark: str
    points: int
    number: int


class UndoneRow(msgspec.Struct, gc=False):
    """What became of a row when its import was taken back."""

    number: int
    undone: str
    reason: str = ""
    facts: dict[str, str | int] = {}


def stage(source: UUID, rows: Sequence[Row]) -> None:
    """Keep the rows of a file."""
    for start in range(0, len(rows), AT_ONCE):
        part = [
            {"number": row.number, "cells": [_storable(cell) for cell in row.cells]}
            for row in rows[start : start + AT_ONCE]
        ]
        _write("stage_rows", source, part)


def tell(source: UUID, rows: Sequence[ToldRow]) -> None:
    """Write down what the trial found."""
    _write("tell_rows", source, rows)


def finish(source: UUID, rows: Sequence[DoneRow]) -> None:
    """Write down what became of rows."""
    _write("finish_rows", source, rows)


def undo(source: UUID, rows: Sequence[UndoneRow]) -> None:
    """Write down what became of rows when their import was taken back."""
    _write("undo_rows", source, rows)


def set_turns(source: UUID, rows: Sequence[Turn]) -> None:
    """Write down in which order rows are taken."""
    _write("set_turns", source, rows)


def refuse_twins(source: UUID) -> None:
    """Refuse rows that say what a row before them says."""
    _over_all("refuse_twins", source)


def bundle(source: UUID) -> None:
    """Put rows of one key together, and bundles in order of time."""
    _over_all("bundle_rows", source)


def refuse_differing(source: UUID) -> None:
    """Refuse rows that say something else of their receipt than its first row."""
    _over_all("refuse_differing", source)


def refuse_bundles(source: UUID) -> None:
    """Refuse what stands beside rows that are refused."""
    _over_all("refuse_bundles", source)


def _over_all(name: str, source: UUID) -> None:
    values = {"tenant": current_tenant(), "source": source}
    run(raw(), [Statement(name, load(__package__, name), values)])


def claim(source: UUID, rows: Sequence[GivenRow]) -> set[int]:
    """Note what members are given; give the rows whose gift nobody has given before."""
    if not rows:
        return set()
    values = {
        "tenant": current_tenant(),
        "source": source,
        "rows": msgspec.json.encode(rows).decode(),
    }
    [got] = run(raw(), [Statement("claim_given", load(__package__, "claim_given"), values)])
    return {number for (number,) in got}


def _write(name: str, source: UUID, rows: Sequence[Any]) -> None:
    if not rows:
        return
    values = {
        "tenant": current_tenant(),
        "source": source,
        "rows": msgspec.json.encode(rows).decode(),
    }
    run(raw(), [Statement(name, load(__package__, name), values, rows=len(rows))])


def _storable(cell: str) -> str:
    """Replace what the database keeps in no text; it is refused when it is read."""
    return cell.replace("\x00", "\N{REPLACEMENT CHARACTER}") if "\x00" in cell else cell
