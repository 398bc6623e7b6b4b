"""Starting the server again when somebody else's work needs it and it has died."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plushka.integrations.postgres import locks
from plushka.integrations.postgres.places import Places, PostgresUnavailable
from plushka.integrations.postgres.server import ensure

EVERY_SECONDS = 0.5
"""How often it is asked whether the server lives; that costs two system calls."""

_log = logging.getLogger("plushka.postgres")


@contextmanager
def kept_running(home: Path) -> Iterator[None]:
    """Use the server for the block, and start it again whenever it dies meanwhile.

    Its URL stays the same, so whoever lost a connection just opens another.
    Raises PostgresUnavailable where it cannot be had to begin with; later
    troubles are logged, and it is tried again.
    """
    ensure(home)
    leaving = threading.Event()
    watch = threading.Thread(target=_watch, args=(home, leaving), daemon=True)
    watch.start()
    try:
        yield
    finally:
        leaving.set()
        watch.join()


def _watch(home: Path, leaving: threading.Event) -> None:
    alive = Places.of(home).alive
    while not leaving.wait(EVERY_SECONDS):
        try:
            if locks.is_free(alive):
                _log.warning("The database died and is started again.")
                ensure(home)
                _log.warning("The database is back.")
        except (PostgresUnavailable, OSError) as trouble:
            _log.error(str(trouble))  # one sentence, which names no person
