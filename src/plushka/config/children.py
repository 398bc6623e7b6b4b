"""A process beside the one a person started, which ends with it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from plushka.config import parent

_PATIENCE_SECONDS = 20


@contextmanager
def beside(module: str) -> Iterator[None]:
    """Run a module of ours in a process of its own until the block is left.

    The module calls ``parent.end_with_it``, for the end that comes by kill -9.
    """
    parent.announce()
    # In a session of its own: Ctrl-C on the terminal is for us, who then tell the child.
    child = subprocess.Popen((sys.executable, "-m", module), start_new_session=True)
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
