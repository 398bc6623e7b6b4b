"""Python's search for garbage that refers to itself in circles, put off where it finds nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Do without the search, for work that makes much, keeps it, and makes no circles.

    The search goes through all that is kept, again and again, and finds nothing; whatever nobody
    refers to any more is freed at once all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def search_rarely() -> None:
    """Leave out what is loaded by now, and search the rest more rarely; for a process that serves.

    What is loaded stays for good. A list of sales makes thousands of objects, and all of them go
    by themselves once it is answered.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
