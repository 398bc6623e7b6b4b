"""Moments as people and tills write them (RFC 3339), read into UTC."""

import datetime as dt
import re
from collections.abc import Callable

_LEAP = re.compile(r"(.{17})60(.*)", re.DOTALL)
_SECOND = dt.timedelta(seconds=1)


def read_moment(text: str, parse: Callable[[str], dt.datetime]) -> dt.datetime:
    """Read a moment with ``parse``, which knows the form and no leap seconds; give it in UTC.

    ``23:59:60`` of UTC, wherever the clock that wrote it hangs, is the next
    second: our clocks have no other name for it. Raises ``ValueError``, also
    for a moment that UTC has no year for.
    """
    try:
        return _utc(parse(text))
    except ValueError:
        leap = _LEAP.fullmatch(text)
        if leap is None:
            raise
    before = _utc(parse(f"{leap[1]}59{leap[2]}"))
    if (before.hour, before.minute) != (23, 59):
        raise ValueError("no minute but the last of a day in UTC has 61 seconds")
    try:
        return before + _SECOND
    except OverflowError:
        raise ValueError("this is outside the years that count") from None


def _utc(moment: dt.datetime) -> dt.datetime:
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:
        raise ValueError("this is outside the years that count") from None
