"""Bring the database to the shape the code expects, once, whoever comes first."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from plushka.config.rendering import only_what_changes
from plushka.domain.tenants.guard import guard_all
from plushka.domain.tenants.planning import tell_planner

#: Any number will do, as long as every Plushka asks for the same one.
_LOCK = 7_306_865_401


def migrate() -> None:
    """Apply what is missing and guard the tables, under an advisory lock.

    Two servers starting at once take turns; the second finds nothing to do.
    """
    with _alone(), only_what_changes():
        if not is_current():
            call_command("migrate", database="owner", interactive=False, verbosity=0)
        with transaction.atomic(using="owner"):
            guard_all(using="owner")
            tell_planner(using="owner")


def is_current() -> bool:
    """Tell whether every migration is applied."""
    executor = MigrationExecutor(connections["owner"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@contextmanager
def _alone() -> Iterator[None]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
