"""Members in a list: in an order, of whom a condition holds, a page at a time.

A page looks at a bounded number of members, so that it takes no longer in a large company than in
a small one. Where a condition holds of few, a page may be short and still not the last.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from plushka.domain.rules.conditions.query import Where, where
from plushka.domain.rules.conditions.tree import ALWAYS, Tree
from plushka.domain.segments.orders import NEWEST, ORDERS, place_of, walk
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import load

PAGE = 50

FIRST_LOOK, MOST_LOOKED = 1000, 20_000
"""Members looked at for one page: so many to begin with, and at most."""

ONE_LOOK = 5000
"""At most as many in an order that nothing keeps."""

_ERASED = 20
"""Somebody erased still stands in some orders, with nothing: so many are read beside a page."""

COUNTED = 10_000
"""Members looked at to say how many are found."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is listed: of whom ``tree`` holds as of ``at``, in an order of ``ORDERS``."""

    at: dt.datetime
    tree: Tree = ALWAYS
    order: str = NEWEST
    is_descending: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """Some members of a list.

    ``after`` is whom the next page comes after; None: this is the last one.
    ``looked`` is how many were looked at for it.
    """

    ids: tuple[UUID, ...]
    after: UUID | None
    looked: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many members are in a list, of the first ``COUNTED`` that were looked at."""

    found: int
    is_all: bool


def find_page(
    asked: Asked, *, after: UUID | None = None, limit: int = PAGE, most: int = MOST_LOOKED
) -> Page:
    """Give the next members of a list, after one of them, having looked at ``most`` at most."""
    found: list[UUID] = []
    is_kept = ORDERS[asked.order].is_kept
    most = most if is_kept else min(most, ONE_LOOK)
    looked, size = 0, FIRST_LOOK if is_kept else most
    if asked.tree == ALWAYS:
        size = limit + 1 + _ERASED
    while True:
        size = min(size, most - looked)
        ids, last, count = _look(asked, after=after, look=size, limit=limit - len(found) + 1)
        found += ids
        looked += count
        if len(found) > limit:
            return Page(tuple(found[:limit]), found[limit - 1], looked)
        if last is None or count < size:
            return Page(tuple(found), None, looked)
        if looked >= most:
            return Page(tuple(found), last, looked)
        after, size = last, size * 4


def count_page(asked: Asked, *, most: int = COUNTED) -> Count:
    """Count the members of a list, as far as the ``most`` who joined last tell."""
    walked = walk(ORDERS[NEWEST], direction="DESC", has_after=False)
    if asked.tree == ALWAYS:
        sql, condition = f"SELECT count(*), count(*) FROM ({walked}) AS looked", None  # noqa: S608
    else:
        condition = _where(asked)
        sql = _statement("count_looked", walk=walked, condition=condition.sql)
    values = {"tenant": current_tenant(), "look": most + 1}
    [(found, looked)] = _rows(sql, condition, values)
    return Count(min(int(found), most), is_all=looked <= most)


def _look(
    asked: Asked, *, after: UUID | None, look: int, limit: int
) -> tuple[list[UUID], UUID | None, int]:
    """Give who fits among the next to be looked at, the last of those, and how many they were."""
    order = ORDERS[asked.order]
    direction, opposite = ("DESC", "ASC") if asked.is_descending else ("ASC", "DESC")
    values: dict[str, Any] = {"tenant": current_tenant(), "look": look, "limit": limit}
    if after is not None:
        values["after"] = after
        known = _rows(place_of(order), None, values)
        if not known:
            return [], None, 0
        values["place"] = known[0][0]
    condition = _where(asked)
    sql = _statement(
        "looked_at",
        walk=walk(order, direction=direction, has_after=after is not None),
        condition=condition.sql,
        direction=direction,
        opposite=opposite,
    )
    rows = _rows(sql, condition, values)
    if not rows:
        return [], None, 0
    *fitting, (last, count) = rows
    return [member_id for member_id, _ in fitting], last, int(count)


def _where(asked: Asked) -> Where:
    return where(asked.tree, at=asked.at, zone=get_place(current_tenant()).zone)


def _statement(name: str, **parts: str) -> str:
    known = load(__package__, "known_of_looked")
    return load(__package__, name).format(known=known, **parts)


def _rows(sql: str, condition: Where | None, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Ask with SQL that has no text from outside; never kept prepared, as each is of its own."""
    asked = condition.values if condition else {}
    with psycopg.Cursor(raw()) as cursor:
        cursor.execute(sql.encode(), {**asked, **values}, prepare=False)
        return cursor.fetchall()
