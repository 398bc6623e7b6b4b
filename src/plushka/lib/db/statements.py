"""Statements written by hand, each in a file of its own, sent together.

A statement that writes says how many rows it means to write: an update that
meets nothing is silent, and that must never pass for success.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING, Any

import msgspec
from psycopg.adapt import Transformer

from plushka.lib.db.values import VALUE
from plushka.lib.db.wire import exchange, first_row

if TYPE_CHECKING:
    import psycopg

_COMMENT = re.compile(r"^\s*--.*$", re.MULTILINE)
_SHARED = frozenset({"tenant"})
"""Values that mean the same in every statement."""


class RowsLost(Exception):  # noqa: N818 - a fault said in the trade's words
    """A statement wrote another number of rows than it was meant to."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its values, and how many rows it must write.

    ``rows`` is None for a statement that reads; ``columns`` are then the
    Python types of what it reads, where it may be asked with others.
    """

    name: str
    sql: str
    values: dict[str, Any] = field(default_factory=dict)
    rows: int | None = None
    columns: tuple[Any, ...] = ()


@cache
def load(package: str, name: str) -> str:
    """Read ``sql/<name>.sql`` of a package, without its comments."""
    text = resources.files(package).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    return _COMMENT.sub("", text).strip()


def run(
    connection: "psycopg.Connection[Any]", statements: Iterable[Statement]
) -> list[Sequence[tuple[Any, ...]]]:
    """Execute statements one after the other and give the rows of each.

    Raises ``RowsLost`` when one of them wrote fewer or more rows than meant.
    """
    found: list[Sequence[tuple[Any, ...]]] = []
    for statement in statements:
        result = exchange(connection, statement.sql, statement.values)
        _check(statement, result.command_tuples or 0)
        reading = Transformer(connection)
        reading.set_pgresult(result)
        found.append(reading.load_rows(0, result.ntuples, tuple) if result.nfields else ())
    return found


def ask(
    connection: "psycopg.Connection[Any]",
    statements: Sequence[Statement],
    *,
    after: Sequence[Statement] = (),
) -> list[list[tuple[Any, ...]]]:
    """Ask all of them as one statement and give the rows of each.

    What a statement costs beside its rows is paid once, and all are answered
    as of one moment. ``after`` is executed before it, such as
    a lock whose holder must be waited for before anything is read.
    """
    sql = _asked_together(tuple((one.name, one.sql, one.columns) for one in statements))
    for first in after:
        exchange(connection, first.sql, first.values)
    told = first_row(exchange(connection, sql, _values(statements)))
    return [
        [] if rows is None else _rows_of(one.columns).decode(rows)
        for one, rows in zip(statements, told, strict=True)
    ]


@cache
def _asked_together(parts: tuple[tuple[str, str, tuple[Any, ...]], ...]) -> str:
    answers = (_answer(place, *part) for place, part in enumerate(parts))
    return "SELECT\n" + ",\n".join(answers)


def _answer(place: int, name: str, sql: str, columns: tuple[Any, ...]) -> str:
    names = [f"c{number}" for number in range(len(columns))]
    told = (
        # Sixty-four letters of base64 would be broken into lines.
        f"translate(encode({column}, 'base64'), E'\\n', '')" if type_ is bytes else column
        for column, type_ in zip(names, columns, strict=True)
    )
    rows = f"json_agg(json_build_array({', '.join(told)}))::text"
    asked = VALUE.sub(partial(_numbered, place), sql)
    frame = f"FROM (\n{asked}\n) AS {name} ({', '.join(names)})"
    return f"(SELECT {rows} {frame}) AS {name}"


@cache
def _rows_of(columns: tuple[Any, ...]) -> "msgspec.json.Decoder[list[tuple[Any, ...]]]":
    return msgspec.json.Decoder(list[tuple[columns]])  # type: ignore[valid-type]


def write(connection: "psycopg.Connection[Any]", statements: Sequence[Statement]) -> None:
    """Write all of them as one statement: what each costs beside its rows is paid once.

    They see the database as it was before any of them, and are done in no
    order that could be relied on: none may need what another one writes.
    Raises ``RowsLost`` as ``run`` does.
    """
    if not statements:
        return
    sql = _written_together(tuple((statement.name, statement.sql) for statement in statements))
    written = first_row(exchange(connection, sql, _values(statements)))
    for statement, rows in zip(statements, written, strict=True):
        _check(statement, int(rows or 0))


def _check(statement: Statement, rows: int) -> None:
    if statement.rows is not None and rows != statement.rows:
        raise RowsLost(f"{statement.name}: {rows} rows instead of {statement.rows}")


@cache
def _written_together(parts: tuple[tuple[str, str], ...]) -> str:
    written = ",\n".join(
        f"{name} AS (\n{VALUE.sub(partial(_numbered, place), sql)}\nRETURNING 1\n)"
        for place, (name, sql) in enumerate(parts)
    )
    counted = ", ".join(f"(SELECT count(*) FROM {name})" for name, _ in parts)  # noqa: S608
    return f"WITH {written}\nSELECT {counted}"


def _values(statements: Sequence[Statement]) -> dict[str, Any]:
    return {
        name if name in _SHARED else f"{name}_{place}": value
        for place, statement in enumerate(statements)
        for name, value in statement.values.items()
    }


def _numbered(place: int, value: re.Match[str]) -> str:
    name = value[1]
    return value[0] if name in _SHARED else f"%({name}_{place})s"
