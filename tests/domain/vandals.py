"""What no honest program can do: rows of a company are changed past every lock."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper


@contextmanager
def vandal(*tables: str) -> Iterator[CursorWrapper]:
    """Somebody who may change all rows of the company in context; in the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        [role] = cursor.fetchone()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL ROLE NONE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f'GRANT UPDATE, DELETE ON {table} TO "{role}"')
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint"
            " WHERE contype = 'c' AND conrelid::regclass::text = ANY(%s)",
            [list(tables)],
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute(f'SET LOCAL ROLE "{role}"')
        yield cursor


def found_of(
    cursor: CursorWrapper,
    crimes: Iterable[str],
    look: Callable[[CursorWrapper], Iterable[str]],
) -> dict[str, set[str]]:
    """Commit each crime by itself, and say which checks find it."""
    found = {}
    for crime in crimes:
        cursor.execute("SAVEPOINT honest")
        cursor.execute(crime)
        assert cursor.rowcount, f"nothing was changed by: {crime}"
        found[crime] = set(look(cursor))
        cursor.execute("ROLLBACK TO honest")
    return found
