"""The module that Django asks for a backend's connections."""

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError
from psycopg.pq import ExecStatus

_MORE_THAN_POOL = 4
"""Connections tried beyond those that the pool can hold."""


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL whose pool never lends a connection that the server has ended.

    The pool's own ``check`` sleeps after each dead connection that it meets, a
    second, then two, then four: after a restart of the database, when all are
    dead, the first callers would wait longer than the pool's patience.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Lend a connection; the dead ones met on the way are replaced by the pool."""
        lent = super().get_new_connection(conn_params)
        if self.pool is None:
            return lent
        for _ in range(self.pool.max_size + _MORE_THAN_POOL):
            if _is_alive(lent):
                return lent
            self.pool.putconn(lent)
            lent = super().get_new_connection(conn_params)
        self.pool.putconn(lent)
        raise OperationalError("the database ends every connection")


def _is_alive(lent: Any) -> bool:
    """Say whether the server still listens, without a round trip where nothing happened.

    An idle connection has nothing to read. If there is something, it is the
    server's goodbye; then, and only then, a round trip is spent to be sure.
    """
    readable, _, _ = select.select([lent.fileno()], [], [], 0)
    if not readable:
        return True
    # Not the connection's own execute, which would begin a transaction.
    answer = lent.pgconn.exec_(b"SELECT 1")
    return bool(answer.status == ExecStatus.TUPLES_OK)
