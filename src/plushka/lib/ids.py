"""Public ids: UUID version 7, in order of time, made by the application.

Python has ``uuid.uuid7`` from 3.14; ours keeps ids of one process strictly
rising, so that rows made in one batch keep the order they were made in.
"""

import datetime as dt
import os
import threading
import time
from collections.abc import Iterator
from uuid import UUID

_VERSION_AND_VARIANT = (0x7 << 76) | (0b10 << 62)
_AT_ONCE = 512
"""Random numbers asked of the system in one call: asking for each costs more than the rest."""


def _randoms() -> Iterator[int]:
    while True:
        drawn = os.urandom(8 * _AT_ONCE)
        for start in range(0, len(drawn), 8):
            yield int.from_bytes(drawn[start : start + 8]) >> 2


_lock = threading.Lock()
_last = 0
_random = _randoms()


def new_id() -> UUID:
    """Give an id later than every id this process gave before.

    48 bits of milliseconds, then 12 bits that count within one millisecond,
    then 62 random bits. More than 4096 ids in a millisecond borrow from the
    next one.
    """
    global _last  # noqa: PLW0603 - the one place that remembers the last id
    with _lock:
        moment = (time.time_ns() // 1_000_000) << 12
        _last = moment = max(moment, _last + 1)
        random = next(_random)
    number = ((moment >> 12) << 80) | ((moment & 0xFFF) << 64) | random
    return UUID(int=number | _VERSION_AND_VARIANT)


def earliest_id(at: dt.datetime) -> UUID:
    """Give an id not later than any that was made at a moment or after it."""
    return UUID(int=max(0, int(at.timestamp() * 1000)) << 80)


def _forget() -> None:
    """Draw anew after a fork: two processes must not give the same numbers."""
    global _random  # noqa: PLW0603 - as above
    _random = _randoms()


os.register_at_fork(after_in_child=_forget)
