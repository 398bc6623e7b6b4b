"""Whether the migrations make the tables that the models describe.

``python -m tools.migrations`` answers from the files alone: Django's own
``makemigrations --check`` asks a database for its history first.
"""

import os
import sys

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


def missing() -> list[str]:
    """Give what the models have and no migration makes, each as one line."""
    loader = MigrationLoader(None)
    now = ProjectState.from_apps(apps)
    changes = MigrationAutodetector(loader.project_state(), now).changes(graph=loader.graph)
    return [
        f"{idea}: {operation.describe()}"
        for idea, migrations in sorted(changes.items())
        for migration in migrations
        for operation in migration.operations
    ]


def conflicts() -> list[str]:
    """Give the ideas whose migrations end in more than one way."""
    found = MigrationLoader(None).detect_conflicts()
    return [
        f"{idea}: {' and '.join(sorted(names))} both come last" for idea, names in found.items()
    ]


def main() -> None:
    """Print what is missing; leave with 1 where something is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plushka.config.settings")
    django.setup()
    translation.deactivate_all()  # migrations keep texts as they are in the code
    told = missing() + conflicts()
    sys.stderr.write("".join(f"{line}\n" for line in told))
    sys.exit(1 if told else 0)


if __name__ == "__main__":
    main()
