"""What was looked up lately, kept in memory for a few seconds."""

import time
from collections.abc import Hashable

_MOST = 10_000
_REFRESH_SECONDS = 1.0


class Lately[Key: Hashable, Found]:
    """Remembers what was found for so many seconds.

    When the time is over one caller is told that nothing is known, and looks
    it up; those beside that caller go on with what was known a second longer,
    so that a busy server does not ask the database for one thing many times.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: dict[Key, tuple[float, Found]] = {}

    def get(self, key: Key) -> Found | None:
        """Give what is known; None means: look it up."""
        known = self._known.get(key)
        if known is None:
            return None
        now = time.monotonic()
        if now < known[0]:
            return known[1]
        self._known[key] = now + _REFRESH_SECONDS, known[1]
        return None

    def put(self, key: Key, found: Found) -> None:
        """Remember what was looked up."""
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[key] = time.monotonic() + self._seconds, found

    def drop(self, key: Key) -> None:
        """Forget what is not so any more."""
        self._known.pop(key, None)
