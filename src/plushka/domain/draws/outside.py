"""The value that nobody of the company could choose, nor know before the list was fixed (B29).

Of drand a company says nothing but that it will be drand: which round counts follows from the
moment of closing. It is a network of two dozen organisations that publish a random number every
three seconds, each of which anyone can look up later, and check.
"""

import datetime as dt
import re

from plushka.domain.draws import beacon
from plushka.domain.draws.models import Draw
from plushka.lib.refusal import BadField

WAIT = dt.timedelta(hours=1)
"""So long after the list is fixed the value is made: long enough to keep a copy of the list."""

#: The network «quicknet»: its name, the moment of its first round, and the time between rounds.
CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
GENESIS = dt.datetime(2023, 8, 23, 15, 9, 27, tzinfo=dt.UTC)
PERIOD = dt.timedelta(seconds=3)

LONGEST_VALUE = 200
LONGEST_SOURCE = 300
_HEX = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(rf"[0-9a-f]{{{2 * beacon.SIGNATURE}}}")


def round_after(moment: dt.datetime) -> int:
    """Give the number of the first round that is made at a moment or after it."""
    return 1 - (GENESIS - moment) // PERIOD


def made_at(number: int) -> dt.datetime:
    """Say when a round is made."""
    return GENESIS + (number - 1) * PERIOD


def address(number: int) -> str:
    """Say where everybody can look a round up."""
    return f"https://api.drand.sh/{CHAIN}/public/{number}"


def check_value(draw: Draw, value: str) -> tuple[str, str]:
    """Give the value as it counts, and the signature that proves it, empty where none was told.

    Of drand the signature is told, and checked; or the value alone, which anybody can look up.
    Refuses what it cannot be, and a signature of another round.
    """
    told = " ".join(value.split())
    if draw.outside == Draw.Outside.DRAND:
        return _of_drand(draw, told.lower())
    if not 0 < len(told) <= LONGEST_VALUE or not told.isprintable():
        raise BadField("outside_value", f"use 1 to {LONGEST_VALUE} printable characters")
    return told, ""


def _of_drand(draw: Draw, told: str) -> tuple[str, str]:
    if _HEX.fullmatch(told):
        return told, ""
    if not _SIGNATURE.fullmatch(told):
        raise BadField("outside_value", "use the 96 digits named signature")
    signature = bytes.fromhex(told)
    if draw.outside_round is None or not beacon.is_of_round(signature, draw.outside_round):
        raise BadField("outside_value", "this is not the signature of that round")
    return beacon.value_of(signature), told


def check_source(draw: Draw, source: str) -> str:
    """Give where the value can be looked up: of drand we know it."""
    if draw.outside_round is not None:
        return address(draw.outside_round)
    told = " ".join(source.split())
    if not 0 < len(told) <= LONGEST_SOURCE or not told.isprintable():
        raise BadField("outside_source", f"use 1 to {LONGEST_SOURCE} printable characters")
    return told
