"""Local days: what date a moment is in a zone, and when such a date begins (accounting T18).

Periods are half-open: a day ends where the next one begins, so a term that covers a day covers
its last microsecond, whatever the clocks did in between.
"""

import calendar
import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

NO_YEAR = 4
"""The year of a day whose year nobody told; a leap year, so every day is in it."""


@lru_cache(maxsize=4096)
def local_day(at: dt.datetime, zone: str) -> dt.date:
    """The calendar date that people in `zone` have at the moment `at`."""
    return at.astimezone(ZoneInfo(zone)).date()


@lru_cache(maxsize=4096)
def start_of_day(day: dt.date, zone: str) -> dt.datetime:
    """The first moment of a local day, in UTC.

    Where clocks go forward over midnight, the day begins at the jump; where midnight comes twice,
    at the first of the two.
    """
    midnight = dt.datetime.combine(day, dt.time(), ZoneInfo(zone))
    return midnight.astimezone(dt.UTC)


def term_end(day: dt.date, days: int, zone: str) -> dt.datetime:
    """The end, exclusive, of a term of `days` counted from `day`: 00:00 of day + days + 1."""
    return start_of_day(day + dt.timedelta(days=days + 1), zone)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of another month, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def last_of_months(day: dt.date, months: int) -> dt.date:
    """The last day of the month, quarter or year of `day`: of its 1, 3 or 12 months."""
    month = (day.month + months - 1) // months * months
    return dt.date(day.year, month, calendar.monthrange(day.year, month)[1])
