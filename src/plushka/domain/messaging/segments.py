"""How many SMS a text takes (E24): phone networks charge by segments, which ``lib.sms`` cuts."""

from dataclasses import dataclass
from typing import Literal

from plushka.lib import sms

type Encoding = Literal["GSM-7", "UCS-2"]

_CALLED: dict[sms.Alphabet, Encoding] = {"GSM": "GSM-7", "UCS2": "UCS-2"}


@dataclass(frozen=True, slots=True)
class Segments:
    """What a text takes: ``length`` and ``left`` are in units of its encoding.

    ``left`` is how many units still fit without another segment.
    """

    n: int
    encoding: Encoding
    length: int
    left: int


def count(text: str) -> Segments:
    """Tell how many segments a text takes, and how much room is left in the last."""
    cut = sms.split(text)
    n = len(cut.parts)
    room = sms.ROOM[cut.alphabet][0 if n == 1 else 1]
    last = sms.split(cut.parts[-1])
    # A last part of nothing but Latin letters is still sent in the alphabet of the whole.
    units = last.units if last.alphabet == cut.alphabet else len(cut.parts[-1])
    return Segments(n, _CALLED[cut.alphabet], cut.units, room - units)
