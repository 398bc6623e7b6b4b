"""Where a member stands when an example's receipt comes."""

import datetime as dt
from uuid import UUID

import msgspec

from plushka.domain.ledger import loading as accounts_in_memory
from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.lots import Lot
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import LotKind
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import identify
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales import loading
from plushka.domain.sales.standing import Standing
from plushka.domain.tenants.queries import Place
from plushka.lib.days import local_day, start_of_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import ask
from plushka.lib.refusal import BadField

NOBODY = UUID(int=0)
"""The member and the account of every example."""


class MemberState(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules know of a member: nothing that says who it is.

    ``paid_total`` in kopecks: of a lifetime, or of the window that tiers look at. ``spendable`` in
    hundredths of points; ``gift`` of them were gifts, which are spent first. ``days_since`` counts
    local days since the last purchase, None is the first one.
    """

    tier: str
    paid_total: int = 0
    days_since: int | None = None
    spendable: int = 0
    gift: int = 0

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
        kinds: tuple[tuple[LotKind, int], ...] = (
            ("GIFT", self.gift),
            ("PURCHASE", self.spendable - self.gift),
        )
        lots = [_lot(kind, points, number, at) for number, (kind, points) in enumerate(kinds)]
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
            has_lots=True,
            lots={lot.id: lot for lot in lots},
        )
        return Book(moment=at, pages=[page])


def check_state(member: MemberState, programme: Compiled) -> None:
    """Refuse a tier nobody knows, and more gifts than there are points."""
    if member.tier not in programme.of_tiers:
        raise BadField("member.tier", f"the programme has no tier {member.tier!r}")
    if member.gift > member.spendable:
        raise BadField("member.gift", "gifts are a part of what is spendable")


def state_of(
    *, member: Locator, programme: Compiled, place: Place, at: dt.datetime
) -> MemberState:
    """Give where a member stands now, as a programme looks at it. Refuses ``member_unknown``."""
    found = identify(locator=member, at=at)
    window = programme.ladder.window
    recent_from = None if window is None else window.begins(at)
    account = ledger.accounts_of(members=[found])[found]
    pages, rows = ask(
        raw(),
        [
            accounts_in_memory.read_statement(
                accounts=[account], moment=at, with_lots={account: None}
            ),
            loading.standings_statement(place, [found], recent_from=recent_from),
        ],
    )
    book = accounts_in_memory.looked_at(pages, moment=at, wanted=1)
    standing = loading.standings(rows, recent_from=recent_from)[found]
    return MemberState(
        tier=standing.tier,
        paid_total=standing.paid_total if window is None else standing.recent,
        days_since=standing.buyer(at, place.zone).days_since,
        spendable=book.seen(account, value=programme.point_value).spendable,
        gift=book.spendable_of_kinds(account, value=programme.point_value)["gift"],
    )


def _lot(kind: LotKind, points: int, number: int, at: dt.datetime) -> Lot:
    return Lot(
        id=UUID(int=number),
        kind=kind,
        granted=points,
        remaining=points,
        held=0,
        expired=0,
        available_at=at,
        expires_at=None,
        version=NOBODY,
        is_open=True,
    )
