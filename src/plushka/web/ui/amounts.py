"""Numbers as people type them: «1 234,5», «1234.50», with any kind of space; and shares."""

import re

from plushka.lib import money

MOST_THOUSANDTHS = 10**12

_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
_QUANTITY = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,3}))?", re.ASCII)


def _plain(text: str) -> str:
    return _SPACES.sub("", text).replace(",", ".")


def read_hundredths(text: str) -> int:
    """Read a sum of money or of points. Raises ``ValueError`` for anything else."""
    return money.parse(_plain(text))


def read_thousandths(text: str) -> int:
    """Read a quantity of goods above zero. Raises ``ValueError`` for anything else."""
    match = _QUANTITY.fullmatch(_plain(text))
    if match is None:
        raise ValueError("no quantity")
    whole, part = match.groups()
    read = int(whole) * 1000 + int((part or "").ljust(3, "0"))
    if not read:
        raise ValueError("a quantity is above zero")
    return read


def percent(done: int, of: int) -> int:
    """Say how far something is, in whole percents; nothing where it is not known of how many."""
    return min(100, done * 100 // of) if of else 0
