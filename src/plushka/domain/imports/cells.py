"""What a cell of a table of sales says, or why it says nothing."""

import datetime as dt
import re
from functools import lru_cache

from plushka.domain.members import card, locator
from plushka.domain.members.locator import Locator
from plushka.lib import money
from plushka.lib.moments import read_moment
from plushka.lib.refusal import BadField

TEXT_LENGTH = 200
RECEIPT_LENGTH = 100
OUTLET_LENGTH = 100

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})",
    re.ASCII,
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_QUANTITY = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,3}))?", re.ASCII)


def text(cell: str, *, path: str, longest: int = TEXT_LENGTH) -> str | None:
    """Read a text; None when it is empty."""
    if len(cell) > longest:
        raise BadField(path, f"use at most {longest} characters")
    if _CONTROL.search(cell):
        raise BadField(path, "leave out control characters")
    return cell or None


def needed(cell: str, *, path: str, longest: int = TEXT_LENGTH) -> str:
    """Read a text that must not be empty."""
    read = text(cell, path=path, longest=longest)
    if read is None:
        raise BadField(path, "this is needed")
    return read


def moment(cell: str, *, path: str = "at") -> dt.datetime:
    """Read a moment with its offset, such as 2026-11-21T12:00:00+03:00."""
    if _MOMENT.fullmatch(cell):
        try:
            return read_moment(cell, dt.datetime.fromisoformat)
        except ValueError:
            pass
    raise BadField(path, "write a moment with its offset, such as 2026-11-21T12:00:00+03:00")


def amount(cell: str, *, path: str) -> int:
    """Read money in kopecks."""
    try:
        return money.parse(cell)
    except ValueError as error:
        raise BadField(path, str(error)) from error


def quantity(cell: str, *, path: str = "quantity") -> int:
    """Read a quantity above zero in thousandths."""
    match = _QUANTITY.fullmatch(cell)
    thousandths = 0
    if match is not None:
        whole, part = match.groups()
        thousandths = int(whole) * 1000 + int((part or "").ljust(3, "0"))
    if not thousandths:
        raise BadField(path, "use digits with at most three decimals, above zero, such as 0.250")
    return thousandths


@lru_cache(maxsize=65536)
def member(cell: str, *, region: str, path: str = "member") -> Locator:
    """Read a phone or a card number: thirteen digits with a valid check digit are a card."""
    try:
        return Locator("CARD", card.normalise(cell))
    except ValueError:
        return locator.read("phone", cell, region=region, path=path)
