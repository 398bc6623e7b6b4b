"""Give every database connection back."""

from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper


def run() -> None:
    """Close them, also the pool's, which would try to replace those it loses."""
    for lent in connections.all(initialized_only=True):
        lent.close()
        if isinstance(lent, DatabaseWrapper):
            lent.close_pool()
