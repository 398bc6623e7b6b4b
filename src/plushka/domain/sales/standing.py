"""A member as the sales of one list see and change them, one after the other (T7)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.programmes.facts import Buyer
from plushka.lib.days import local_day


@dataclass(slots=True)
class Standing:
    """Where a member stands: their account, tier and purchase summary.

    ``paid_total`` in kopecks. ``last_at`` is the latest purchase that did not
    come back, ``previous_at`` the latest one on an earlier local day than its.
    """

    member: UUID
    account: UUID
    is_blocked: bool
    tier: str
    paid_total: int
    n_purchases: int
    last_at: dt.datetime | None
    previous_at: dt.datetime | None
    is_changed: bool = False

    def buyer(self, at: dt.datetime, zone: str) -> Buyer:
        """Say what the rules may know of the member when the receipt of ``at`` reaches us (T46).

        A receipt that is older than the purchases we know counts as bought on
        the day of the latest of them.
        """
        if self.last_at is None:
            return Buyer(self.tier)
        day = local_day(at, zone)
        since = max(0, (day - local_day(self.last_at, zone)).days)
        if since:
            return Buyer(self.tier, since, since)
        if self.previous_at is None:
            return Buyer(self.tier, 0, None)
        return Buyer(self.tier, 0, max(0, (day - local_day(self.previous_at, zone)).days))

    def bought(self, at: dt.datetime, *, counted: int, tier: str, zone: str) -> bool:
        """Add a purchase worth ``counted`` kopecks; give whether it moved the tier."""
        is_moved = tier != self.tier
        self.tier = tier
        self.paid_total += counted
        self.n_purchases += 1
        self.is_changed = True
        if self.last_at is None:
            self.last_at = at
            return is_moved
        day, last_day = local_day(at, zone), local_day(self.last_at, zone)
        if day > last_day:
            self.previous_at, self.last_at = self.last_at, at
        elif day == last_day:
            self.last_at = max(self.last_at, at)
        elif self.previous_at is None or at > self.previous_at:
            self.previous_at = at
        return is_moved
