"""Locks that end with the process that holds them, however it ends.

They are kept by the kernel for an open file. A child that inherits the open
file holds the lock too, so it is free only when the last of them is gone.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Wait for the lock, and hold it for the block."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def shared(path: Path) -> int:
    """Hold the lock together with others until the descriptor is closed."""
    descriptor = _open(path)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def alone(descriptor: int) -> bool:
    """Whether nobody else holds the lock; if so, it is held exclusively from now on."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def if_free(path: Path) -> int | None:
    """Take the lock if nobody holds it: a descriptor to close or to hand on, else None."""
    descriptor = _open(path)
    if alone(descriptor):
        return descriptor
    os.close(descriptor)
    return None


def is_free(path: Path) -> bool:
    descriptor = if_free(path)
    if descriptor is None:
        return False
    os.close(descriptor)
    return True


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
