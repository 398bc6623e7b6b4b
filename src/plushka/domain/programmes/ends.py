"""When points end: days, the end of a month, quarter or year, a date, or never (E10, T18)."""

import datetime as dt
from functools import lru_cache

from msgspec import UNSET, Struct

from plushka.domain.programmes import document
from plushka.lib.days import last_of_months, months_later, start_of_day, term_end

_DAY = dt.timedelta(days=1)
_FIRST = dt.date(2025, 1, 1)
_MONTHS = {"end_of_month": 1, "end_of_quarter": 3, "end_of_year": 12}


class Days(Struct, frozen=True):
    """So many local days after the one on which the points were earned."""

    days: int

    def of(self, day: dt.date, zone: str) -> dt.datetime | None:
        """Give the end, exclusive."""
        return term_end(day, self.days, zone)

    @property
    def least(self) -> int:
        """How many whole days points live at least after the day they were earned on."""
        return self.days


class EndOf(Struct, frozen=True):
    """The end of the 1, 3 or 12 calendar months that the day so many months later is in."""

    months: int
    after: int

    def of(self, day: dt.date, zone: str) -> dt.datetime | None:
        """Give the end, exclusive."""
        return start_of_day(_last(day, self.months, self.after) + _DAY, zone)

    @property
    def least(self) -> int:
        """Found among the last days of four years' months: whoever buys earlier has longer."""
        ends = (last_of_months(months_later(_FIRST, month), 1) for month in range(48))
        return min((_last(day, self.months, self.after) - day).days for day in ends)


class On(Struct, frozen=True):
    """One day for all points, whenever they were earned."""

    last: dt.date

    def of(self, day: dt.date, zone: str) -> dt.datetime | None:  # noqa: ARG002
        """Give the end, exclusive."""
        return start_of_day(self.last + _DAY, zone)

    @property
    def least(self) -> int:
        """Points earned on the last day live through that day alone."""
        return 0


class Never(Struct, frozen=True):
    """For ever."""

    def of(self, day: dt.date, zone: str) -> dt.datetime | None:  # noqa: ARG002
        """Give no end."""
        return None

    @property
    def least(self) -> None:
        """No number of days is too many."""
        return None


type End = Days | EndOf | On | Never


def purchase_end(expiry: document.Expiry) -> End:
    """Compile when points of purchases end."""
    if expiry.purchase is not UNSET:
        return _of_term(expiry.purchase)
    days = expiry.purchase_days
    return Never() if days is None or days is UNSET else Days(days)


def gift_end(expiry: document.Expiry) -> End:
    """Compile when all other points end, unless they bring a term of their own."""
    if expiry.gift is not UNSET:
        return _of_term(expiry.gift)
    return Never() if expiry.gift_days is None else Days(expiry.gift_days)


def _of_term(term: document.Term) -> End:
    match term:
        case document.Term(mode="days", days=int(days)):
            return Days(days)
        case document.Term(mode="date", date=dt.date() as last):
            return On(last)
        case document.Term(mode="end_of_month" | "end_of_quarter" | "end_of_year" as mode):
            return EndOf(_MONTHS[mode], 0 if term.after_months is UNSET else term.after_months)
        case document.Term(mode="never"):
            return Never()
    raise ValueError("the document was not checked: a term names no end")


@lru_cache(maxsize=4096)
def _last(day: dt.date, months: int, after: int) -> dt.date:
    return last_of_months(months_later(day, after), months)
