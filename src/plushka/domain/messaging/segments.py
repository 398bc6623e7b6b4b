"""How many SMS a text takes (E24): phone networks charge by segments.

Letters of the GSM alphabet are septets, 160 to a segment and 153 where there are several; those of
its extension take two. A single other letter makes the whole text UCS-2: 70 UTF-16 units, else 67.
A letter of two units is never split between segments, so a segment may stay one unit short.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

type Encoding = Literal["GSM-7", "UCS-2"]

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
_ROOM: dict[Encoding, tuple[int, int]] = {"GSM-7": (160, 153), "UCS-2": (70, 67)}
"""Units in the only segment, and in each of several: the rest is their header."""


@dataclass(frozen=True, slots=True)
class Segments:
    """What a text takes: ``length`` and ``left`` are in units of its encoding.

    ``left`` is how many units still fit without another segment.
    """

    n: int
    encoding: Encoding
    length: int
    left: int


def encoding_of(text: str) -> Encoding:
    """Name the encoding that a text needs."""
    return "GSM-7" if _BASIC.issuperset(set(text) - _EXTENDED) else "UCS-2"


def split(text: str) -> list[str]:
    """Cut a text into what each segment carries; an empty text is one empty segment."""
    encoding = encoding_of(text)
    alone, together = _ROOM[encoding]
    if sum(_units(text, encoding)) <= alone:
        return [text]
    parts, begin, filled = [], 0, 0
    for place, units in enumerate(_units(text, encoding)):
        if filled + units > together:
            parts.append(text[begin:place])
            begin, filled = place, 0
        filled += units
    return [*parts, text[begin:]]


def count(text: str) -> Segments:
    """Tell how many segments a text takes, and how much room is left in the last."""
    encoding = encoding_of(text)
    parts = split(text)
    room = _ROOM[encoding][0 if len(parts) == 1 else 1]
    last = sum(_units(parts[-1], encoding))
    return Segments(len(parts), encoding, sum(_units(text, encoding)), room - last)


def _units(text: str, encoding: Encoding) -> Iterator[int]:
    if encoding == "GSM-7":
        return (2 if letter in _EXTENDED else 1 for letter in text)
    return (2 if ord(letter) > 0xFFFF else 1 for letter in text)  # noqa: PLR2004 - one unit
