"""All that a replay has in memory."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from plushka.domain.campaigns.queries import Campaigns
from plushka.domain.campaigns.rooms import Rooms
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.page import Page
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.facts import Buyer
from plushka.domain.replay.counting import Counts
from plushka.domain.replay.lives import Bought, Life
from plushka.domain.replay.plan import Plan
from plushka.domain.rules.facts import Member
from plushka.domain.sales.giving_back import SoldLine
from plushka.domain.sales.returning_promises import Promised
from plushka.domain.sales.standing import Standing


@dataclass(slots=True)
class KeptReward:
    """What a sale gave to somebody else than the buyer, and what of it still stands."""

    life: Life
    tier: str
    entry: UUID
    points: int
    #: The conversions that these points, and the entry's, have gone through (T35).
    counted: int
    first: int
    #: Which promise of the sale it is of; None is a referrer's part.
    promise: int | None
    #: The calendar month that a referrer's part counts in (T22), by its first day.
    month: dt.date | None = None


@dataclass(slots=True)
class KeptSale:
    """A sale some of which will come back: its frozen rules and member, and what still stands."""

    programme: Compiled
    buyer: Buyer | None
    life: Life | None
    bought: Bought | None
    lines: list[SoldLine]
    redemption: UUID | None
    accrual: UUID | None
    stands: int
    rewards: list[KeptReward]
    promised: Promised | None
    #: The conversions that what stands, and the accrual, have gone through (T35).
    counted: int = 0
    first: int = 0


@dataclass(slots=True)
class State:
    """Members by account, sales that will come back, and what was counted."""

    plan: Plan
    outlets: dict[UUID, str]
    campaigns: Campaigns
    lives: dict[UUID, Life] = field(default_factory=dict)
    kept: dict[UUID, KeptSale] = field(default_factory=dict)
    book: Book = field(init=False)
    counts: Counts = field(default_factory=Counts)
    #: Lots of entries that another entry will undo, by the entry as it was recorded.
    lots: dict[UUID, UUID] = field(default_factory=dict)
    #: Holds of the replay, by the hold as it was recorded; those that were captured, by entry.
    holds: dict[UUID, UUID] = field(default_factory=dict)
    captured: dict[UUID, UUID] = field(default_factory=dict)
    #: What was taken from many at once, by the entry as it was recorded.
    taken: dict[UUID, UUID] = field(default_factory=dict)
    #: Budgets of campaigns as the replay uses them, the codes of these by id, and what conditions
    #: may ask of members.
    rooms: Rooms = field(default_factory=Rooms)
    codes: dict[UUID, str] = field(default_factory=dict)
    known: Mapping[UUID, Member] | None = None
    #: How many conversions a page has gone through at the beginning, where that is fewer than all.
    behind: Mapping[UUID, int] = field(default_factory=dict)
    #: When those joined whom somebody brought, where a programme asks (A6.7).
    joined: Mapping[UUID, dt.datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.book = Book(moment=self.plan.moment, pages=())

    def life(self, account: UUID, member: UUID, moment: dt.datetime) -> Life:
        """Give a member, brought to a moment; a new one has nothing.

        Whoever joins begins in the first tier of the rules of that time.
        """
        self.book.moment = moment
        found = self.lives.get(account)
        if found is None:
            tier = self.plan.in_force(moment).base_tier.code
            newcomer = _newcomer(member, account, tier, joined_at=self.joined.get(member))
            found = Life(newcomer, empty_page(account, moment))
            found.page.conversions = self.plan.conversions
            found.page.conversion = self.behind.get(account, self.plan.converted_by(moment))
            found.asked = sum(due <= moment for due in self.plan.looks_due)
            self.lives[account] = found
            self.book.pages[account] = found.page
        found.turn_to(moment, self.plan)
        return found


def empty_page(account: UUID, moment: dt.datetime) -> Page:
    """Give the page of an account that has nothing."""
    return Page(
        account=account,
        balance=0,
        spendable=0,
        pending=0,
        held=0,
        debt=0,
        as_of=moment,
        exact_until=None,
        version=0,
        n_entries=0,
        now=moment,
        has_lots=True,
    )


def _newcomer(
    member: UUID, account: UUID, tier: str, *, joined_at: dt.datetime | None
) -> Standing:
    return Standing(
        member=member,
        account=account,
        is_blocked=False,
        tier=tier,
        paid_total=0,
        n_purchases=0,
        last_at=None,
        previous_at=None,
        joined_at=joined_at,
    )
