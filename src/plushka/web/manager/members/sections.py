"""A part of a member's story, as a table that goes on a page at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

PAGE = 20
"""Rows of a part that are shown at once."""


@dataclass(frozen=True, slots=True)
class Told:
    """One cell: its text, where it leads, and what explains it."""

    text: str
    is_number: bool = False
    address: str = ""
    why: Sequence[str] = ()
    chip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row; ``key`` is what the rows after it are asked for by."""

    key: str
    cells: Sequence[Told]


@dataclass(slots=True)
class Table:
    """What a part shows: at most ``PAGE`` rows, and what the next ones come after."""

    heads: Sequence[Any | Promise]
    lines: list[Line]
    after: str = ""

    @property
    def labelled(self) -> list[list[tuple[Any | Promise, Told]]]:
        """Give the rows, each cell with the head of its column."""
        return [list(zip(self.heads, line.cells, strict=True)) for line in self.lines]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the story: its words, its icon, what it says while there is nothing."""

    code: str
    words: Any | Promise
    icon: str
    empty: Any | Promise
    rows: Callable[..., Table]


@dataclass(slots=True)
class Shown:
    """A part with its table, as a page shows it."""

    section: Section
    table: Table
    address: str = field(default="")


def cut(heads: Sequence[Any | Promise], lines: Sequence[Line]) -> Table:
    """Make a table of up to one line more than are shown at once."""
    shown = list(lines[:PAGE])
    after = shown[-1].key if len(lines) > PAGE else ""
    return Table(heads, shown, after)


def number(text: str) -> Told:
    """Make a cell that stands at the right."""
    return Told(text, is_number=True)
