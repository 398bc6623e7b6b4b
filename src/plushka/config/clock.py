"""The one place where commands and jobs read the clock; the domain is told the time."""

import datetime as dt


def now() -> dt.datetime:
    """Give the moment it is, in UTC."""
    return dt.datetime.now(dt.UTC)
