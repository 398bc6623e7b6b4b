"""What who brought a member gets for them, and for how long (E15, U25, A6.7).

A programme may say: of the friend's first purchases only, for so many days, and so much a month.
Nothing is written here: the caller puts the points into the book, and counts them.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.facts import Line
from plushka.domain.programmes.rates.rate import Facts
from plushka.domain.programmes.reasons import most_for_friends
from plushka.domain.programmes.referring import Referring
from plushka.domain.sales.standing import Standing
from plushka.domain.tenants.context import current_tenant
from plushka.lib.days import local_day, start_of_day, term_end
from plushka.lib.db.statements import Statement, load


@dataclass(frozen=True, slots=True)
class Share:
    """Points of a referrer, and the facts that explain them."""

    points: int
    why: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Friend:
    """A purchase, or a code, of somebody who was brought: whose, when, and when it reached us."""

    standing: Standing
    at: dt.datetime
    moment: dt.datetime
    zone: str

    @property
    def month(self) -> dt.date:
        """The first day of the calendar month that the referrer's points count in."""
        return month_of(self.moment, self.zone)


def of_purchase(
    programme: Compiled,
    referrer: Standing,
    friend: Friend,
    *,
    lines: Sequence[Line],
    paid: Sequence[int],
    accrued: int,
) -> Share | None:
    """Give what a referrer gets of a purchase; None for nothing.

    ``paid`` is the money of each line, ``accrued`` what the purchase gave the friend, whose
    summary does not have it yet.
    """
    terms = programme.referring(referrer.tier)
    if terms is None or not _lasts(terms, friend):
        return None
    earned = terms.reward(lines, paid, accrued)
    return _within(terms, referrer, friend, earned.points, earned.facts)


def of_points(
    programme: Compiled, referrer: Standing, friend: Friend, *, accrued: int
) -> Share | None:
    """Give what a referrer gets of points that came without a purchase; None for nothing."""
    terms = programme.referring(referrer.tier)
    if terms is None or not _lasts(terms, friend):
        return None
    why = terms.of_points(accrued)
    return None if why is None else _within(terms, referrer, friend, int(why["points"]), why)


def _lasts(terms: Referring, friend: Friend) -> bool:
    """Tell whether the friend still brings anything: purchases that came back count no more."""
    standing = friend.standing
    if terms.first_purchases and standing.n_purchases >= terms.first_purchases:
        return False
    if not terms.days or standing.joined_at is None:
        return True
    joined_on = local_day(standing.joined_at, friend.zone)
    return friend.at < term_end(joined_on, terms.days, friend.zone)


def _within(
    terms: Referring, referrer: Standing, friend: Friend, points: int, why: Facts
) -> Share | None:
    """Cut what is above the most of the month (T22)."""
    if not points:
        return None
    if not terms.has_most:
        return Share(points, (why,))
    left = max(0, terms.most_a_month - referrer.got_for_friends(friend.month))
    if points <= left:
        return Share(points, (why,))
    cut = most_for_friends(most=terms.most_a_month, points=left, currency=terms.currency)
    return Share(left, (why, cut)) if left else None


def month_of(moment: dt.datetime, zone: str) -> dt.date:
    """Give the first local day of a moment's calendar month."""
    return local_day(moment, zone).replace(day=1)


def got_statement(*, accounts: Sequence[UUID], moment: dt.datetime, zone: str) -> Statement:
    """Give the statement that says what accounts got for friends this month, under their locks.

    What was taken back of it counts no more (T32). ``note_got`` reads its rows.
    """
    values = {
        "tenant": current_tenant(),
        "accounts": list(accounts),
        "since": start_of_day(month_of(moment, zone), zone),
    }
    sql = load(__package__ or "", "got_for_friends")
    return Statement("got_for_friends", sql, values, columns=(UUID, int))


def note_got(
    rows: Iterable[tuple[UUID, int]],
    standings: Iterable[Standing],
    *,
    moment: dt.datetime,
    zone: str,
) -> None:
    """Let standings know what the rows of ``got_statement`` say."""
    got, month = dict(rows), month_of(moment, zone)
    for one in standings:
        one.count_for_friends(got.get(one.account, 0), month)
