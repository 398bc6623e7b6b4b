"""A prepared statement on its way to the server and back, with nothing around it.

What every sale asks goes through libpq itself (``psycopg.pq``): a cursor costs
psycopg several times what the statement costs PostgreSQL (decision 14). Values
travel as text, answers come as the bytes of text, mostly JSON.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache, singledispatch
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import connections
from psycopg.errors import DataError, OperationalError, error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

from plushka.lib.db.values import by_number

if TYPE_CHECKING:
    import psycopg
    from psycopg.pq.abc import PGconn, PGresult

_GOOD = {ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK}
_numbers = count(1)
_prepared: "WeakKeyDictionary[psycopg.Connection[Any], set[bytes]]" = WeakKeyDictionary()


def exchange(
    connection: "psycopg.Connection[Any]", sql: str, values: Mapping[str, Any]
) -> "PGresult":
    """Execute a statement with ``%(name)s`` values.

    Each connection prepares it the first time, and keeps it: psycopg, which
    would throw away all that is prepared after a rollback, is told to prepare
    nothing (``config.database``). Faults come as Django's.
    """
    numbered, names = by_number(sql)
    pgconn = connection.pgconn
    name = _name(numbered)
    known = _prepared.setdefault(connection, set())
    with connections["default"].wrap_database_errors:
        if pgconn.transaction_status == TransactionStatus.IDLE and not connection.autocommit:
            # What psycopg does before its own statements.
            _check(pgconn, pgconn.exec_(b"BEGIN"))
        if name not in known:
            _check(pgconn, pgconn.prepare(name, numbered))
            known.add(name)
        # psycopg's types forget that a value may be NULL, which libpq takes as None.
        texts: Any = [written(values[one]) for one in names]
        return _check(pgconn, pgconn.exec_prepared(name, texts))


def first_row(result: "PGresult") -> list[bytes | None]:
    """Give the texts of the first row."""
    return [result.get_value(0, place) for place in range(result.nfields)]


def order(pgconn: "PGconn", sql: str) -> None:
    """Execute statements that have no values and no answer, in one round trip."""
    with connections["default"].wrap_database_errors:
        _check(pgconn, pgconn.exec_(sql.encode()))


def _check(pgconn: "PGconn", result: "PGresult") -> "PGresult":
    if result.status in _GOOD:
        return result
    if pgconn.status == ConnStatus.BAD:
        raise OperationalError("the connection is lost")
    raise error_from_result(result)


@cache
def _name(_sql: bytes) -> bytes:
    return f"plushka_{next(_numbers)}".encode()


@singledispatch
def written(value: object) -> bytes | None:
    """Write a value as PostgreSQL reads it in a text."""
    raise TypeError(f"{type(value).__name__} cannot be sent")


@written.register
def _(_value: None) -> None:
    return None


@written.register
def _(value: str) -> bytes:
    if "\0" in value:
        raise DataError("PostgreSQL takes no text with a NUL in it")
    return value.encode()


@written.register(int)
@written.register(UUID)
def _(value: int | UUID) -> bytes:
    return str(value).encode()


@written.register
def _(value: bytes) -> bytes:
    return b"\\x" + value.hex().encode()


@written.register
def _(value: dt.date) -> bytes:
    return value.isoformat().encode()


@written.register
def _(values: list) -> bytes:  # type: ignore[type-arg]
    return b"{" + b",".join(map(_item, values)) + b"}"


def _item(value: object) -> bytes:
    text = written(value)
    if text is None:
        return b"NULL"
    return b'"' + text.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
