"""Bars of both sides, drawn by the server: one scale for a chart, every number in words beside."""

from collections.abc import Iterable
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
