"""The form that asks for a replay: what is tried, over how many days, and up to which."""

import datetime as dt

from plushka.domain.replay.operations import Source
from plushka.lib.days import start_of_day
from plushka.lib.refusal import BadField

USUAL_DAYS = "90"
_LONGEST = 4
"""Digits of days: a programme of ten thousand days is older than any receipt."""

_LONGEST_NUMBER = 9


def source_of(text: str) -> Source:
    """Read what is tried. Refuses what is neither the draft, a version, nor as it was."""
    if text == "draft":
        return "draft"
    if text == "unchanged":
        return "unchanged"
    if _is_number(text, _LONGEST_NUMBER):
        return int(text)
    raise BadField("source", "choose the draft, a version or unchanged")


def days_of(text: str) -> int | None:
    """Read days; empty is everything that happened. Refuses what is no number from 1."""
    if not text.strip():
        return None
    if _is_number(text.strip(), _LONGEST) and int(text):
        return int(text)
    raise BadField("days", "use a whole number from 1 to 9999")


def until_of(text: str, zone: str) -> dt.datetime | None:
    """Read the last day that counts; empty is up to now. Refuses what is no day."""
    if not text.strip():
        return None
    try:
        last = dt.date.fromisoformat(text.strip())
        return start_of_day(last + dt.timedelta(days=1), zone)
    except (ValueError, OverflowError):
        raise BadField("until", "use a day like 2026-09-30") from None


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= most
