"""A month of campaigns: a row for each, a bar for the days it lasts."""

import datetime as dt
from dataclasses import dataclass

from plushka.lib.days import local_day
from plushka.web.manager.campaigns.listed import Listed

_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_MOMENT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """The days of a month on which a campaign lasts, the first and the last."""

    campaign: Listed
    first: int
    last: int

    @property
    def days(self) -> int:
        """How many."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its days and bars; ``today`` is 0 where it is another month."""

    first: dt.date
    days: list[tuple[int, int]]
    bars: list[Bar]
    today: int

    @property
    def before(self) -> dt.date:
        """The month before."""
        return (self.first - dt.timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> dt.date:
        """The month after."""
        return (self.first + dt.timedelta(days=31)).replace(day=1)


def month_of(text: str, *, today: dt.date) -> dt.date:
    """Read ``2026-12``; this month where nothing readable is asked for."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return first if _FIRST_YEAR <= first.year <= _LAST_YEAR else today.replace(day=1)


def month(first: dt.date, campaigns: list[Listed], *, at: dt.datetime, zone: str) -> Month:
    """Lay out a month."""
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    today = local_day(at, zone)
    bars = [bar for one in campaigns if (bar := _bar(one, first, last, zone)) is not None]
    return Month(
        first,
        [(day, first.replace(day=day).weekday()) for day in range(1, last.day + 1)],
        bars,
        today.day if first <= today <= last else 0,
    )


def _bar(campaign: Listed, first: dt.date, last: dt.date, zone: str) -> Bar | None:
    starts = local_day(campaign.starts_at, zone)
    ends = last if campaign.ends_at is None else local_day(campaign.ends_at - _MOMENT, zone)
    if starts > last or ends < first:
        return None
    return Bar(campaign, max(starts, first).day, min(ends, last).day)
