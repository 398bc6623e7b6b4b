"""The order in which members join: whoever was brought by a row, after that row (R39)."""

from collections.abc import Collection
from uuid import UUID

from plushka.domain.imports.edges import Edge, broken
from plushka.domain.imports.models import ImportRow
from plushka.domain.imports.writing import Turn, set_turns

_MEMBER = "ID:"
_ROW = "ROW:"


def order_members(source: UUID) -> None:
    """Give each row that names who brought it its turn, or say why that cannot be."""
    rows = ImportRow.objects.filter(source_id=source, verdict=ImportRow.Verdict.NEW)
    naming: dict[int, str] = dict(rows.exclude(referrer="").values_list("number", "referrer"))
    if not naming:
        return
    row_of: dict[str, int] = {
        key: number for number, keys in rows.values_list("number", "keys") for key in keys
    }
    edges = {
        number: Edge(number, None, is_member=True)
        if name.startswith(_MEMBER)
        else Edge(number, row_of.get(name))
        for number, name in naming.items()
    }
    wrong = broken(edges)
    depths = _depths(edges, without=wrong.keys())
    set_turns(
        source,
        [
            Turn(
                number,
                depths.get(number, 0),
                name if edges[number].is_member else f"{_ROW}{edges[number].by or ''}",
                wrong.get(number, ""),
            )
            for number, name in naming.items()
        ],
    )


def row_named(referrer: str) -> int | None:
    """Give the row that a referrer is; None where it is none."""
    number = referrer.removeprefix(_ROW)
    return int(number) if referrer.startswith(_ROW) and number else None


def member_named(referrer: str) -> UUID | None:
    """Give the member that a referrer is; None where it is none."""
    return UUID(referrer.removeprefix(_MEMBER)) if referrer.startswith(_MEMBER) else None


def _depths(edges: dict[int, Edge], *, without: Collection[int]) -> dict[int, int]:
    """Say how many rows stand above each row that names one; without circles."""
    known: dict[int, int] = {}
    for start in edges:
        path = []
        row: int | None = start
        while row is not None and row in edges and row not in known and row not in without:
            path.append(row)
            row = edges[row].by
        depth = known.get(row, 0) if row is not None else 0
        is_below = row is not None
        for above in reversed(path):
            depth = depth + 1 if is_below else 0
            is_below = True
            known[above] = depth
    return known
