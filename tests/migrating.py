"""A database that has rows already comes to the shape of today."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate_anew(idea: str, *, after: str) -> None:
    """Forget what the migrations after one have added, and run them on the rows that are there.

    Inside the test's own transaction, so no other test sees it.
    """
    with connection.cursor() as owner:
        owner.execute("SET LOCAL ROLE NONE; SET CONSTRAINTS ALL IMMEDIATE")
    for target in (after, _newest(idea)):
        executor = MigrationExecutor(connection)
        executor.migrate([(idea, target)])
    with connection.cursor() as owner:
        owner.execute("RESET ROLE")


def _newest(idea: str) -> str:
    [(_, name)] = MigrationExecutor(connection).loader.graph.leaf_nodes(idea)
    return name
