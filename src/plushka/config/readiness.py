"""Whether the database has the shape that this code expects."""

from plushka.config.migrate import is_current
from plushka.lib.db.connection import connection

_seen: set[bool] = set()
"""What the database once said; it does not go back."""


def is_ready() -> bool:
    """Tell whether every migration is applied; asked of the database until it says yes."""
    if True not in _seen:
        with connection("owner"):
            _seen.add(is_current())
    return True in _seen
