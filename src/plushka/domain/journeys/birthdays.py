"""Gifts for birthdays (E12, T17): found day by day, given once a calendar year."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.terms import Cause
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.days import local_day, start_of_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

ACTOR = "system:birthdays"

CATCH_UP = 7
"""So many days late a gift is still given when nobody gave it on its day (T17)."""

NO_SECOND = dt.timedelta(days=365 - CATCH_UP - 1)
"""So soon after a gift another one can only come of a changed date; a late one counts as late."""

_FEBRUARY = 2
_LEAP_DAY = 29


@dataclass(frozen=True, slots=True)
class Day:
    """A birthday whose gifts are due, and the tiers that get them on that day."""

    birthday: dt.date
    programme: Compiled
    tiers: tuple[str, ...]

    @property
    def days(self) -> list[int]:
        """Whose birthday it is by the day of the month: on 28 February also the 29th."""
        return days_of(self.birthday)

    @property
    def key(self) -> str:
        """What makes the gift once a calendar year, that of the birthday."""
        return f"birthday:{self.birthday.year}"


def days_of(birthday: dt.date) -> list[int]:
    """Give the days of the month on which those are born whose birthday it is (T17)."""
    day = birthday
    is_last = (day.month, day.day) == (_FEBRUARY, _LEAP_DAY - 1)
    return [day.day, _LEAP_DAY] if is_last and not calendar.isleap(day.year) else [day.day]


def give(*, at: dt.datetime, most: int) -> int:
    """Give the gifts that are due, at most so many; give how many that were.

    Runs in the tenant's transaction. Who has had the gift of this year, or told
    the date after the birthday, or had a gift less than a year ago, gets none.
    """
    zone = get_place(current_tenant()).zone
    given = 0
    for day in due(local_day(at, zone), zone=zone):
        if given < most:
            given += _give(day, _find(day, zone=zone, at=at, most=most - given), at=at)
    return given


def due(today: dt.date, *, zone: str) -> Iterator[Day]:
    """Say which birthdays are due today or were in the week before.

    A gift ``days_before`` the birthday is due on that day, also across New
    Year. The programme in force on its day decides.
    """
    rules = programmes.rules(zone=zone)
    for late in range(CATCH_UP + 1):
        day = today - dt.timedelta(days=late)
        programme = rules.at(
            start_of_day(day + dt.timedelta(days=1), zone) - dt.timedelta(seconds=1)
        )
        tiers: defaultdict[int, list[str]] = defaultdict(list)
        for code in programme.of_tiers:
            if (gift := programme.birthday(code)) is not None:
                tiers[gift[0].days_before].append(code)
        for before, codes in sorted(tiers.items()):
            yield Day(day + dt.timedelta(days=before), programme, tuple(codes))


def _find(day: Day, *, zone: str, at: dt.datetime, most: int) -> Sequence[tuple[UUID, UUID, str]]:
    last_year = f"birthday:{day.birthday.year - 1}"
    values = {
        "tenant": current_tenant(),
        "month": day.birthday.month,
        "days": day.days,
        "birthday": day.birthday,
        "over": start_of_day(day.birthday + dt.timedelta(days=1), zone),
        "tiers": list(day.tiers),
        "key": day.key,
        "keys": [day.key, last_year],
        "year_ago": at - NO_SECOND,
        "most": most,
    }
    statement = Statement("find_birthdays", load(__package__ or "", "find_birthdays"), values)
    [rows] = run(raw(), [statement])
    return rows


def _give(day: Day, found: Sequence[tuple[UUID, UUID, str]], *, at: dt.datetime) -> int:
    if not found:
        return 0
    book = ledger.open_book(accounts=[account for _, account, _ in found], moment=at)
    told = []
    for member, account, tier in found:
        gift = day.programme.birthday(tier)
        if gift is None:
            continue
        part, facts = gift
        terms = day.programme.lot_terms("GIFT", tier, at, at, days=part.valid_days)
        version = day.programme.version
        # One that comes late may be counted in points of before their value changed (T35).
        value = day.programme.point_value
        points = max(1, book.counted(account, facts["points"], value=value))
        why = [facts, *book.why_counted(account, of=facts["points"], became=points, value=value)]
        cause = Cause(day.key, "BIRTHDAY", member, version, ACTOR, at, why)
        entry = book.accrue(account, points, terms, cause)
        told.append(events.NewEvent("birthday_gift", at, member, {"entry": str(entry.id)}))
    ledger.save(book)
    events.write(events=told)
    return len(found)
