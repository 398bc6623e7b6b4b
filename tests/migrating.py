"""A database that has rows already comes to the shape of today."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from plushka.config.rendering import only_what_changes


def migrate_anew(idea: str, *, after: str) -> None:
    """Forget what the migrations after one have added, and run them on the rows that are there.

    Inside the test's own transaction, so no other test sees it.
    """
    with connection.cursor() as owner:
        owner.execute("SET LOCAL ROLE NONE; SET CONSTRAINTS ALL IMMEDIATE")
    with only_what_changes():
        MigrationExecutor(connection).migrate([(idea, after)])
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    with connection.cursor() as owner:
        owner.execute("RESET ROLE")
