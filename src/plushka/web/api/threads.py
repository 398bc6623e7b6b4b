"""Where the API's calls of the domain run: a few threads of our own.

A thread that nobody knows keeps its database connection for ever, so each call
takes one and gives it back (``lib.db.connection``). There are fewer threads
than connections; whoever comes when all are busy waits in line.
"""

import asyncio
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from plushka.lib.db.connection import connection
from plushka.web.api.refusals import Unavailable

CALLS = int(os.environ.get("PLUSHKA_API_THREADS", "8"))
"""Calls at once in one process."""

GATHERERS = 2
"""Lists of sales or of codes at once in one process: seldom are more than two companies busy."""

MOST_WAITING = 1000
"""Calls of either kind that may wait in one process; more are told to come again."""

_calls = ThreadPoolExecutor(CALLS, thread_name_prefix="api")
gathering = ThreadPoolExecutor(GATHERERS, thread_name_prefix="sales")


async def in_thread[Result](work: Callable[[], Result]) -> Result:
    """Run a call of the domain in one of our threads, with a connection of its own.

    Refuses as ``Unavailable`` when too many wait: the database is slow or away.
    """
    with in_line():
        return await asyncio.get_running_loop().run_in_executor(_calls, _connected, work)


@contextmanager
def in_line() -> Iterator[None]:
    """Wait in line for a thread, unless the line is too long."""
    if len(_line) >= MOST_WAITING:
        raise Unavailable
    place = object()
    _line.add(place)
    try:
        yield
    finally:
        _line.remove(place)


_line: set[object] = set()


def _connected[Result](work: Callable[[], Result]) -> Result:
    with connection():
        return work()
