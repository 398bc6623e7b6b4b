"""Who tries wrong codes has to wait, longer each time (T24). Pure.

Counted is what a member or a phone, an address and a device tried. A lock begins with a minute
and doubles with every wrong try, up to a day; after a day without one all is forgotten. Meanwhile
nothing is tried for them, not even a right code: or a lock would tell which one is.
"""

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal

type Who = Literal["member", "address", "device"]

FREE: dict[Who, int] = {"member": 5, "address": 30, "device": 10}
"""Wrong tries until the first lock; behind one address there may be a whole village."""

FREE_IN_ALARM: dict[Who, int] = {"member": 2, "address": 5, "device": 2}
"""The same while wrong codes come from everywhere."""

FIRST_LOCK = dt.timedelta(minutes=1)
LONGEST_LOCK = dt.timedelta(days=1)
FORGOTTEN_AFTER = dt.timedelta(days=1)


@dataclass(slots=True)
class Tries:
    """What one of them tried; ``n_on_day`` counts right ones too, on the local ``day``."""

    who: Who
    digest: bytes
    day: dt.date
    n_wrong: int = 0
    wrong_at: dt.datetime | None = None
    locked_until: dt.datetime | None = None
    n_on_day: int = 0
    is_changed: bool = False

    def wait(self, at: dt.datetime) -> int:
        """Give how many seconds nothing is tried for them; 0 for none."""
        if self.locked_until is None or self.locked_until <= at:
            return 0
        return math.ceil((self.locked_until - at).total_seconds())

    def count(self, day: dt.date) -> None:
        """Count a try of any kind."""
        self.n_on_day = 1 if day != self.day else self.n_on_day + 1
        self.day, self.is_changed = day, True

    def tried_today(self, day: dt.date) -> int:
        """Give how many tries there were on a day."""
        return self.n_on_day if day == self.day else 0

    def wrong(self, at: dt.datetime, *, in_alarm: bool) -> None:
        """Count a wrong code, and lock where there were too many."""
        if self.wrong_at is not None and at - self.wrong_at >= FORGOTTEN_AFTER:
            self.n_wrong = 0
        self.n_wrong += 1
        self.wrong_at, self.is_changed = at, True
        free = (FREE_IN_ALARM if in_alarm else FREE)[self.who]
        if self.n_wrong >= free:
            self.locked_until = at + lock_after(self.n_wrong - free)


def lock_after(more: int) -> dt.timedelta:
    """Give how long the lock is after so many wrong tries more than were free."""
    # A day is reached after eleven doublings; beyond them numbers only grow.
    return min(LONGEST_LOCK, FIRST_LOCK * (1 << min(more, 11)))
