"""When an outlet is open, day by day.

Kept as ``{"mon": [["09:00", "14:00"], ["15:00", "21:00"]], "fri": [["20:00", "02:00"]]}``: a span
that does not end after it begins goes on until the next day, ``["00:00", "24:00"]`` is the whole
day, and a day that is not named is closed. Nothing at all means that nobody told.
"""

import datetime as dt
import re
from collections.abc import Mapping
from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_SPANS = 4
"""A day is seldom divided more often."""

_DAY = 24 * 60
_WEEK = 7 * _DAY
_SPAN = re.compile(
    r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(?:[-\N{EN DASH}\N{EM DASH}])\s*"
    r"([0-9]{1,2})(?:[:.]([0-9]{2}))?",
    re.ASCII,
)

type Hours = Mapping[str, list[list[str]]]


def read_day(text: str) -> list[list[str]]:
    """Read «9–14, 15:00–21:00»; nothing is a closed day. Raises ``ValueError`` otherwise."""
    spans = [_read_span(part.strip()) for part in re.split(r"[,;\n]", text) if part.strip()]
    if len(spans) > MOST_SPANS:
        raise ValueError("too many spans")
    return sorted(spans)


def write_day(spans: list[list[str]]) -> str:
    """Write what ``read_day`` reads: «09:00–14:00, 15:00–21:00»."""
    return ", ".join(f"{begins}\N{EN DASH}{ends}" for begins, ends in spans)


def clashing(hours: Hours) -> str | None:
    """Name a weekday one of whose spans meets another, also one of the night before."""
    stretches = sorted(
        (*_stretch(place, *span), day)
        for place, day in enumerate(WEEKDAYS)
        for span in hours.get(day, ())
    )
    if not stretches:
        return None
    first, *_ = stretches
    # The week is a circle: Sunday's night may run into Monday.
    again = (first[0] + _WEEK, first[1] + _WEEK, first[2])
    for (_, ends, _), (begins, _, day) in zip(stretches, [*stretches[1:], again], strict=True):
        if begins < ends:
            return day
    return None


def is_open(hours: Hours, *, at: dt.datetime, zone: str) -> bool:
    """Tell whether it is open at a moment; closed where nobody told."""
    local = at.astimezone(ZoneInfo(zone))
    now = local.weekday() * _DAY + local.hour * 60 + local.minute
    return any(
        begins <= moment < ends
        for place, day in enumerate(WEEKDAYS)
        for begins, ends in (_stretch(place, *span) for span in hours.get(day, ()))
        for moment in (now, now + _WEEK)
    )


def _read_span(text: str) -> list[str]:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError("no span")
    hour, minute, last_hour, last_minute = (int(part or 0) for part in found.groups())
    begins, ends = hour * 60 + minute, last_hour * 60 + last_minute
    if max(minute, last_minute) > 59 or begins >= _DAY or ends > _DAY or begins == ends:  # noqa: PLR2004 - minutes
        raise ValueError("no time of day")
    return [f"{hour:02d}:{minute:02d}", f"{last_hour:02d}:{last_minute:02d}"]


def _stretch(place: int, begins: str, ends: str) -> tuple[int, int]:
    """Give a span in minutes of the week."""
    first, last = _minutes(begins), _minutes(ends)
    return place * _DAY + first, place * _DAY + (last if last > first else last + _DAY)


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
