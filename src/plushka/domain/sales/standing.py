"""A member as the sales of one list see and change them, one after the other (T7)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.members.tiers import Floor, OneFloor, stand
from plushka.domain.programmes.facts import Buyer
from plushka.domain.programmes.tiers import Ladder
from plushka.lib.days import local_day


@dataclass(slots=True)
class Standing:
    """Where a member stands: their account, tier and purchase summary.

    ``paid_total`` in kopecks. ``last_at`` is the latest purchase that did not
    come back, ``previous_at`` the latest one on an earlier local day than its.

    Purchases led to the tier at ``tier_since`` and have to again at
    ``tier_until``; a ``floor`` is held at least until ``floor_until``, and
    ``beneath`` is then the tier that purchases give. At ``check_at`` somebody
    has to look (T15). ``recent`` is what was bought since ``recent_from``,
    less what came back, where tiers look at a window of purchases.
    """

    member: UUID
    account: UUID
    is_blocked: bool
    tier: str
    paid_total: int
    n_purchases: int
    last_at: dt.datetime | None
    previous_at: dt.datetime | None
    tier_since: dt.datetime | None = None
    tier_until: dt.datetime | None = None
    floor: str = ""
    floor_until: dt.datetime | None = None
    beneath: str = ""
    check_at: dt.datetime | None = None
    recent: int = 0
    #: The member lets nobody spend their points (B12).
    is_frozen: bool = False
    #: Nobody was heard of for long, so the phone alone proves nothing (T43).
    is_silent: bool = False
    #: When they became a member; None where nobody asks.
    joined_at: dt.datetime | None = None
    recent_from: dt.datetime | None = None
    #: What they got for friends in the calendar month that begins on that day, in hundredths.
    for_friends: int = 0
    friends_month: dt.date | None = None
    is_changed: bool = False
    #: All floors; only who looks at tiers loads them.
    floors: tuple[OneFloor, ...] = ()

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

    @property
    def earned_tier(self) -> str:
        """The tier that purchases give, whatever is held by hand."""
        return self.beneath or self.tier

    def got_for_friends(self, month: dt.date) -> int:
        """Say how many points came for friends in a calendar month, by its first day."""
        return self.for_friends if month == self.friends_month else 0

    def count_for_friends(self, points: int, month: dt.date) -> None:
        """Count points that came for friends in a month, or below zero those that went back."""
        self.for_friends, self.friends_month = self.got_for_friends(month) + points, month

    def check_by(self, moment: dt.datetime | None) -> None:
        """Ask for a look at the tier, no later than at a moment."""
        if moment is not None and (self.check_at is None or moment < self.check_at):
            self.check_at = moment

    def stand_on(self, floors: Iterable[OneFloor], ladder: Ladder, *, at: dt.datetime) -> None:
        """Hold the highest of floors from now on."""
        now = Floor(self.tier, self.floor, self.floor_until, self.beneath, self.check_at)
        found = stand(now, floors, ladder=ladder, at=at)
        self.tier, self.floor, self.floor_until = found.tier, found.floor, found.until
        self.beneath, self.check_at, self.floors = found.beneath, found.check_at, found.floors

    def earn_tier(self, code: str, ladder: Ladder, *, at: dt.datetime) -> None:
        """Give a tier by purchases: from now on, and as long as the ladder says."""
        if self.floor:
            self.beneath, self.tier = code, ladder.higher(code, self.floor)
        else:
            self.tier = code
        self.tier_since = at
        is_held = ladder.window is not None and code != ladder.codes[0]
        self.tier_until = ladder.window.held_until(at) if is_held and ladder.window else None
        self.is_changed = True
        self.check_by(self.tier_until)

    def climb(
        self, ladder: Ladder, *, counted: int, bought_at: dt.datetime, at: dt.datetime
    ) -> None:
        """Move up, never down, by a purchase worth ``counted`` that is in the summary (E3).

        A receipt that is judged by another window than the one that counts now moves nobody.
        """
        total = self.paid_total
        if ladder.window is not None:
            if ladder.window.begins(at) != self.recent_from:
                return
            self.recent += counted if bought_at >= self.recent_from else 0
            total = self.recent
        tier = ladder.after(total, self.earned_tier)
        if tier != self.earned_tier:
            self.earn_tier(tier, ladder, at=at)

    def add(
        self, counted: int, *, ladder: Ladder, bought_at: dt.datetime, at: dt.datetime, zone: str
    ) -> bool:
        """Add a purchase and move up by it; tell whether it moved the tier."""
        before = self.tier
        self.bought(bought_at, counted=counted, zone=zone)
        self.climb(ladder, counted=counted, bought_at=bought_at, at=at)
        return self.tier != before

    def bought(self, at: dt.datetime, *, counted: int, zone: str) -> None:
        """Add a purchase worth ``counted`` kopecks."""
        self.paid_total += counted
        self.n_purchases += 1
        self.is_changed = True
        if self.last_at is None:
            self.last_at = at
            return
        day, last_day = local_day(at, zone), local_day(self.last_at, zone)
        if day > last_day:
            self.previous_at, self.last_at = self.last_at, at
        elif day == last_day:
            self.last_at = max(self.last_at, at)
        elif self.previous_at is None or at > self.previous_at:
            self.previous_at = at
