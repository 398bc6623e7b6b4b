"""The one place where the API reads the clock; below it the time is passed in."""

import datetime as dt


def now() -> dt.datetime:
    """Give the moment it is, in UTC."""
    return dt.datetime.now(dt.UTC)
