"""Bars drawn by the server (ADR 24): one scale for a chart, every number in words beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_FULL = 1000
"""Parts of the width: a bar of less than one part is drawn as one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing on both sides: its name, both numbers, and the widths of their bars."""

    name: str
    was: int
    would: int
    was_width: str
    would_width: str


def pairs(rows: Iterable[tuple[str, int, int]]) -> list[Pair]:
    """Draw rows on one scale; without anything above zero there is nothing to draw."""
    found = [row for row in rows if row[1] > 0 or row[2] > 0]
    most = max((max(was, would) for _, was, would in found), default=0)
    return [
        Pair(name, was, would, _width(was, most), _width(would, most))
        for name, was, would in found
    ]


def _width(number: int, most: int) -> str:
    """Give a width as an attribute of SVG has it: ``73.4%``."""
    if number <= 0:
        return "0%"
    whole, tenth = divmod(max(1, number * _FULL // most), 10)
    return f"{whole}.{tenth}%"


COLUMN = 10
"""Parts of the width that a column of a course of time takes, with the gap beside it."""

HEIGHT = 100
_BAR = 7


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a course of time, in parts of the picture; of two, also the second."""

    x: int
    width: int
    y: int
    height: int
    is_second: bool


@dataclass(frozen=True, slots=True)
class Course:
    """Columns side by side on one scale: ``width`` by ``HEIGHT`` parts."""

    columns: list[Column]
    width: int


def course(rows: Sequence[Sequence[int]]) -> Course | None:
    """Draw one or two numbers for each step of time; without anything there is nothing to draw."""
    most = max((number for row in rows for number in row), default=0)
    if most <= 0:
        return None
    columns = []
    for place, row in enumerate(rows):
        bar = _BAR // len(row)
        for side, number in enumerate(row):
            height = max(1, number * HEIGHT // most) if number > 0 else 0
            x = place * COLUMN + 1 + side * bar
            columns.append(Column(x, bar, HEIGHT - height, height, side == 1))
    return Course([one for one in columns if one.height], len(rows) * COLUMN)


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing beside others: its name, its number, and the width of its bar."""

    name: str
    words: str
    width: str


def bars(rows: Iterable[tuple[str, int, str]]) -> list[Bar]:
    """Draw rows on one scale, each with its number in words."""
    found = list(rows)
    most = max((number for _, number, _ in found), default=0)
    return [Bar(name, words, _width(number, most)) for name, number, words in found]
