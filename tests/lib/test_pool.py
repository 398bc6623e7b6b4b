"""The pool lends what works, whatever became of the database meanwhile."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connections

from plushka.lib.db.connection import connection, raw

LENT_AT_ONCE = 8


@pytest.fixture(autouse=True)
def real_connections(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """Connections of the pool itself, none of them ours as yet; nothing is written."""
    with django_db_blocker.unblock():
        connections["default"].close()
        yield
        connections["default"].close()


def lent_at_once() -> set[int]:
    """Lend so many connections at the same time; give their processes."""
    all_here = threading.Barrier(LENT_AT_ONCE)

    def lend(_: int) -> int:
        with connection():
            all_here.wait(30)
            return raw().execute("SELECT pg_backend_pid()").fetchone()[0]

    with ThreadPoolExecutor(LENT_AT_ONCE) as threads:
        return set(threads.map(lend, range(LENT_AT_ONCE)))


def end_all() -> None:
    with connection("owner"):
        raw("owner").execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_first_caller_after_all_connections_ended_meets_none_of_them(
    monkeypatch: pytest.MonkeyPatch,
):
    # Less patience than the pool's own check would spend on the second dead one.
    monkeypatch.setattr(connections["default"].pool, "timeout", 2.0)
    ended = lent_at_once()
    end_all()

    with connection():
        first = raw().execute("SELECT pg_backend_pid()").fetchone()[0]

    assert first not in ended
    assert ended.isdisjoint(lent_at_once())


def test_database_that_ends_every_connection_is_told(monkeypatch: pytest.MonkeyPatch):
    from plushka.lib.db.backend import base

    monkeypatch.setattr(base, "_is_alive", lambda _lent: False)

    with pytest.raises(OperationalError), connection():
        raw()
    monkeypatch.undo()
    with connection():
        assert raw().execute("SELECT 1").fetchone() == (1,)
