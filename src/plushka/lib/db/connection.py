"""A database connection for work outside a Django request.

Nobody closes Django's connections there: a thread would keep one for ever,
also a dead one. So API work, jobs and commands run each call inside
``connection()``, which takes one from the pool, gives it back, and lets the
pool drop it when it is broken.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

from plushka.lib.db.wire import order


@contextmanager
def connection(alias: str = "default") -> Iterator[BaseDatabaseWrapper]:
    """Lend this thread a connection for one call."""
    lent = connections[alias]
    try:
        yield lent
    finally:
        lent.close()


def raw(alias: str = "default") -> "psycopg.Connection[Any]":
    """Give psycopg's own connection of this thread, for statements by hand."""
    lent = connections[alias]
    lent.ensure_connection()
    return lent.connection  # type: ignore[no-any-return]


def begin(settings: str, *, using: str = "default") -> None:
    """Begin the transaction of ``atomic`` together with its settings, in one round trip.

    Left alone, psycopg begins it in a trip of its own before the first
    statement. ``settings`` holds no values from outside.
    """
    pgconn = raw(using).pgconn
    is_begun = pgconn.transaction_status != TransactionStatus.IDLE
    order(pgconn, settings if is_begun else f"BEGIN; {settings}")
