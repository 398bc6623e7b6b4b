"""Statements written by hand, each in a file of its own, sent together.

A statement that writes says how many rows it means to write: a join to a
missing parent drops rows silently, and that must never pass for success.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import psycopg
from django.db import connections

_COMMENT = re.compile(r"^\s*--.*$", re.MULTILINE)


class RowsLost(Exception):  # noqa: N818 - a fault said in the trade's words
    """A statement wrote another number of rows than it was meant to."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its values, and how many rows it must write.

    ``rows`` is None for a statement that reads.
    """

    name: str
    sql: str
    values: dict[str, Any] = field(default_factory=dict)
    rows: int | None = None


@cache
def load(package: str, name: str) -> str:
    """Read ``sql/<name>.sql`` of a package, without its comments."""
    text = resources.files(package).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    return _COMMENT.sub("", text).strip()


def run(
    connection: "psycopg.Connection[Any]", statements: Iterable[Statement]
) -> list[Sequence[tuple[Any, ...]]]:
    """Send statements in one go and give the rows of each.

    They travel together in one pipeline: one round trip, however many. Raises
    ``RowsLost`` when one of them wrote fewer or more rows than meant.
    """
    wanted = list(statements)
    cursors = []
    # What psycopg raises becomes Django's, so that callers know one kind of fault.
    with connections["default"].wrap_database_errors, connection.pipeline():
        for statement in wanted:
            cursor = psycopg.Cursor(connection)
            cursor.execute(statement.sql, statement.values or None, prepare=True)
            cursors.append(cursor)
    found: list[Sequence[tuple[Any, ...]]] = []
    for statement, cursor in zip(wanted, cursors, strict=True):
        if statement.rows is not None and cursor.rowcount != statement.rows:
            raise RowsLost(f"{statement.name}: {cursor.rowcount} rows instead of {statement.rows}")
        found.append(cursor.fetchall() if cursor.description else ())
    return found
