"""Who brought whom, within one file: names that lead nowhere, and circles (R39)."""

from collections.abc import Mapping
from dataclasses import dataclass

from plushka.domain.imports.reasons import Reason


@dataclass(frozen=True, slots=True)
class Edge:
    """A row that names who brought its member: a row of the file, or a member who is there.

    ``by`` is None where the name is known nowhere.
    """

    row: int
    by: int | None
    is_member: bool = False


def broken(edges: Mapping[int, Edge], refused: frozenset[int] = frozenset()) -> dict[int, Reason]:
    """Say which rows cannot be taken for what they say of who brought them.

    A row whose referrer is a row that is not taken itself is not taken either:
    who brought a member is written when they join and never again (T21).
    """
    found: dict[int, Reason] = {}
    for row, edge in edges.items():
        if not edge.is_member and (edge.by is None or edge.by in refused):
            found[row] = Reason.REFERRER_UNKNOWN
    for row in _in_circles(edges):
        found[row] = Reason.REFERRER_CIRCLE
    brought: dict[int, list[int]] = {}
    for row, edge in edges.items():
        if edge.by is not None:
            brought.setdefault(edge.by, []).append(row)
    waiting = list(found)
    while waiting:
        for row in brought.get(waiting.pop(), ()):
            if row not in found:
                found[row] = Reason.REFERRER_UNKNOWN
                waiting.append(row)
    return found


def _in_circles(edges: Mapping[int, Edge]) -> set[int]:
    """Give the rows that lead back to themselves."""
    seen: set[int] = set()
    circles: set[int] = set()
    for start in edges:
        path: list[int] = []
        row: int | None = start
        while row is not None and row in edges and row not in seen:
            seen.add(row)
            path.append(row)
            row = edges[row].by
        if row in path:
            circles.update(path[path.index(row) :])
    return circles
