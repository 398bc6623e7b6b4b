"""A member in a replay: where they stand, their points, what they bought and what they got."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from plushka.domain.ledger.page import Page
from plushka.domain.ledger.settling import settle
from plushka.domain.ledger.terms import EntryKind
from plushka.domain.programmes.tiers import Ladder
from plushka.domain.replay.plan import Plan
from plushka.domain.sales.retiering import Sums, look
from plushka.domain.sales.standing import Standing

_FEW_LOTS = 16
_ONCE = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(slots=True)
class Bought:
    """A purchase: what it added to the sum that tiers look at, and what came back of that."""

    at: dt.datetime
    received_at: dt.datetime
    counted: int
    back: list[tuple[dt.datetime, int]] = field(default_factory=list)
    is_gone: bool = False

    @property
    def left(self) -> int:
        """What still counts."""
        return self.counted - sum(counted for _, counted in self.back)


@dataclass(slots=True)
class Life:
    """One member. ``flows`` are the points of each kind of entry in the window.

    ``discount`` and ``paid`` are those of receipts of the window, in kopecks. ``asked`` counts the
    changes of rules after which the tier has been looked at, or is going to be.
    """

    standing: Standing
    page: Page
    bought: list[Bought] = field(default_factory=list)
    flows: dict[EntryKind, int] = field(default_factory=dict)
    discount: int = 0
    paid: int = 0
    receipts: int = 0
    asked: int = 0
    is_erased: bool = False
    #: Lots that a return may still touch, although nothing is left in them.
    kept: set[UUID] = field(default_factory=set)

    def turn_to(self, moment: dt.datetime, plan: Plan) -> None:
        """Bring the member to the moment at which something reaches us."""
        page = self.page
        page.now = max(moment, page.clock)
        if page.is_stale:
            settle(page)
            page.exact_until, page.was_conversion = page.next_change(), page.conversion
            self.note(plan)
            self._forget_spent()
        page.clock = page.now

    def note(self, plan: Plan) -> None:
        """Count the entries that were just made, and let them go."""
        page = self.page
        for entry in page.entries:
            if plan.covers(entry.cause.at):
                self.flows[entry.kind] = self.flows.get(entry.kind, 0) + entry.points
        page.entries.clear()
        page.uses.clear()

    def opened(self, lot: UUID) -> None:
        """Remember when a new lot will change the numbers."""
        page, found = self.page, self.page.lots[lot]
        if not found.remaining:
            return
        # What is closed may also end before it opens.
        for moment in (None if found.is_open else found.available_at, found.expires_at):
            if moment is not None and (page.exact_until is None or moment < page.exact_until):
                page.exact_until = moment

    def spent(self) -> None:
        """Look again when dates will change the numbers: points came or went other than as new."""
        self.page.exact_until = self.page.next_change()
        self._forget_spent()

    def look_at_tier(self, moment: dt.datetime, plan: Plan, *, may_move: bool) -> None:
        """Do the looks at the tier that were due before something reaches us.

        One that moves the tier is left for later where it may not: where rules are as they were,
        the tier moves when it did.
        """
        for changed in plan.looks_due[self.asked :]:
            if changed > moment:
                break
            self.asked += 1
            self.standing.check_by(changed)
        while (due := self.standing.check_at) is not None and due <= moment:
            ladder = plan.in_force(due)
            seen = replace(self.standing)
            look(seen, self.sums(ladder.ladder), ladder, at=due)
            if seen.tier != self.standing.tier and not may_move:
                return
            self.standing = seen

    def sums(self, ladder: Ladder) -> Sums:
        """Give what a look at the tier asks of the purchases; see ``sum_for_tiers.sql``."""
        window, since = ladder.window, self.standing.tier_since
        due = self.standing.check_at
        recent_from = since_from = _ONCE
        if window is not None and due is not None:
            recent_from = window.begins(due - dt.timedelta(microseconds=1))
        if window is not None and since is not None:
            since_from = window.begins(since)
        now = sum(one.left for one in self.bought if one.at >= recent_from)
        then = returned = 0
        for one in self._stood(since, since_from):
            before = sum(part for moment, part in one.back if since and moment < since)
            then += one.counted - before
            returned += sum(part for _, part in one.back) - before
        return Sums(now, then, returned)

    def recent(self, begins: dt.datetime) -> int:
        """Give what was bought since a moment, less what came back."""
        return sum(one.left for one in self.bought if one.at >= begins)

    def _stood(self, since: dt.datetime | None, begins: dt.datetime) -> Iterator[Bought]:
        for one in self.bought:
            if one.at >= begins and (since is None or one.received_at <= since):
                yield one

    def _forget_spent(self) -> None:
        lots = self.page.lots
        if len(lots) > _FEW_LOTS:
            gone = [id_ for id_, lot in lots.items() if not lot.remaining and id_ not in self.kept]
            for id_ in gone:
                del lots[id_]
