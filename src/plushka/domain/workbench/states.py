"""Where a member stands when an example's receipt comes."""

import datetime as dt
from uuid import UUID

import msgspec

from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.page import Page
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import identify
from plushka.domain.programmes.queries import rules
from plushka.domain.sales import loading
from plushka.domain.sales.standing import Standing
from plushka.domain.tenants.queries import Place
from plushka.lib.days import local_day, start_of_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import ask

NOBODY = UUID(int=0)
"""The member and the account of every example."""


class MemberState(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules know of a member: nothing that says who it is.

    ``paid_total`` in kopecks, all of it within the window that tiers look at; ``spendable`` in
    hundredths of points; ``days_since`` counts local days since the last purchase, None is the
    first one.
    """

    tier: str
    paid_total: int = 0
    days_since: int | None = None
    spendable: int = 0

    def standing(self, at: dt.datetime, zone: str) -> Standing:
        """Give the member as a sale sees them."""
        last_at = None
        if self.days_since is not None:
            day = local_day(at, zone) - dt.timedelta(days=self.days_since)
            last_at = start_of_day(day, zone)
        return Standing(
            member=NOBODY,
            account=NOBODY,
            is_blocked=False,
            tier=self.tier,
            paid_total=self.paid_total,
            n_purchases=0 if last_at is None else 1,
            last_at=last_at,
            previous_at=None,
            recent=self.paid_total,
        )

    def book(self, at: dt.datetime) -> Book:
        """Give a book with the member's points in it."""
        page = Page(
            account=NOBODY,
            balance=self.spendable,
            spendable=self.spendable,
            pending=0,
            held=0,
            debt=0,
            as_of=at,
            exact_until=None,
            version=0,
            n_entries=0,
            now=at,
        )
        return Book(moment=at, pages=[page])


def state_of(*, member: Locator, place: Place, at: dt.datetime) -> MemberState:
    """Give where a member stands now. Refuses ``member_unknown``."""
    found = identify(locator=member, at=at)
    since = loading.recent_from(rules(zone=place.zone), at=at)
    [rows] = ask(raw(), [loading.standings_statement(place, [found], recent_from=since)])
    standing = loading.standings(rows, recent_from=since)[found]
    return MemberState(
        tier=standing.tier,
        paid_total=standing.paid_total,
        days_since=standing.buyer(at, place.zone).days_since,
        spendable=ledger.balance(account=standing.account, at=at).spendable,
    )
