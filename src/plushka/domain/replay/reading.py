"""What happened, streamed from the database in the order in which it was decided.

A cursor of the server for each kind of row: however long the history, little of it is in memory.
All of them see the database as of the moment their transaction began to look.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from heapq import merge
from operator import attrgetter
from typing import Any
from uuid import UUID

from plushka.domain.replay.happened import (
    Claimed,
    Counted,
    Happened,
    Held,
    Moved,
    Returned,
    Sold,
    Told,
)
from plushka.domain.replay.plan import FOREVER
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import load

_AT_ONCE = 2000
"""Rows fetched together."""

_ROWS: dict[str, type[Happened]] = {
    "sold": Sold,
    "returned": Returned,
    "claimed": Claimed,
    "moved": Moved,
    "held": Held,
    "told": Told,
    "counted": Counted,
}

# Rows are asked for by the million and read to the end: plans for the first few would be wrong.
_ALL_OF_THEM = "SET LOCAL cursor_tuple_fraction TO 1; SET LOCAL jit TO off"


def one_moment() -> None:
    """Let the transaction, which has asked nothing yet, see one moment and write nothing."""
    raw().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


@contextmanager
def history(*, since: dt.datetime) -> Iterator[Iterator[Happened]]:
    """Give everything that reached us since a moment, oldest first."""
    raw().execute(_ALL_OF_THEM)
    with ExitStack() as stack:
        streams = [stack.enter_context(_stream(name, since)) for name in _ROWS]
        yield merge(*streams, key=attrgetter("id.int"))


@contextmanager
def _stream(name: str, since: dt.datetime) -> Iterator[Iterator[Happened]]:
    with raw().cursor(name=f"replay_{name}") as cursor:
        cursor.itersize = _AT_ONCE
        values = {"tenant": current_tenant(), "since": since, "until": FOREVER}
        cursor.execute(load(__package__ or "", name), values)
        make = _ROWS[name]
        yield (make(*row) for row in cursor)


def rows(name: str, **values: Any) -> list[tuple[Any, ...]]:
    """Give the rows of one statement of this idea."""
    named = {"tenant": current_tenant(), **values}
    return raw().execute(load(__package__ or "", name), named).fetchall()


def outlets() -> dict[UUID, str]:
    """Give the codes of the outlets, by id."""
    return dict(rows("outlets"))
