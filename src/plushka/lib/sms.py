"""Texts as phones receive them: two alphabets, and parts of a length that each alphabet sets.

A text of the GSM alphabet takes 160 characters in one part, or 153 in each of several; some
characters are an escape and a second one. Any other text is UTF-16: 70 units, or 67 in each of
several. Neither an escape nor a surrogate pair is ever torn apart.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

type Alphabet = Literal["GSM", "UCS2"]

GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""GSM 03.38, a character a code from 0 to 127."""

ESCAPE = 0x1B
ESCAPED = {0x0A: "\f", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\"} | {
    0x3C: "[",
    0x3D: "~",
    0x3E: "]",
    0x40: "|",
    0x65: "€",
}
"""Characters that follow an escape; each counts two."""

CODES = {char: bytes([code]) for code, char in enumerate(GSM) if code != ESCAPE} | {
    char: bytes([ESCAPE, code]) for code, char in ESCAPED.items()
}

ROOM: dict[Alphabet, tuple[int, int]] = {"GSM": (160, 153), "UCS2": (70, 67)}
"""Units of a text that is alone, and of each part of several."""

SENDER = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 ._&-]{1,11}|\+?[0-9]{3,15}")


@dataclass(frozen=True, slots=True)
class Split:
    """A text as it is sent."""

    alphabet: Alphabet
    units: int
    parts: tuple[str, ...]


@lru_cache(maxsize=1024)
def split(text: str, *, is_plain: bool | None = None) -> Split:
    """Cut a text into the parts it is sent in; an empty one is one part.

    ``is_plain`` is for lines that know less than the whole GSM alphabet, and say themselves
    whether the text is of theirs.
    """
    is_gsm = all(char in CODES for char in text)
    alphabet: Alphabet = "GSM" if is_gsm and is_plain is not False else "UCS2"
    alone, each = ROOM[alphabet]
    sizes = [_size(char, alphabet) for char in text]
    units = sum(sizes)
    if units <= alone:
        return Split(alphabet, units, (text,))
    parts, begin, room = [], 0, each
    for place, size in enumerate(sizes):
        if size > room:
            parts.append(text[begin:place])
            begin, room = place, each
        room -= size
    return Split(alphabet, units, (*parts, text[begin:]))


def _size(char: str, alphabet: Alphabet) -> int:
    if alphabet == "GSM":
        return len(CODES[char])
    return 2 if char > "\uffff" else 1


def encode(text: str, alphabet: Alphabet) -> bytes:
    """Write a part in the bytes that go over the line: a byte, or two, a unit."""
    if alphabet == "UCS2":
        return text.encode("utf-16-be", "replace")
    return b"".join(CODES.get(char, b"?") for char in text)


def decode(written: bytes) -> str:
    """Read bytes of the GSM alphabet; what it does not know reads as a question mark."""
    chars = []
    codes = iter(written)
    for code in codes:
        if code == ESCAPE:
            # A phone that does not know what follows an escape shows it without.
            after = next(codes, None)
            chars.append("" if after is None else ESCAPED.get(after, GSM[after & 0x7F]))
        else:
            chars.append(GSM[code] if code < len(GSM) else "?")
    return "".join(chars)


def is_sender(name: str) -> bool:
    """Whether phones show a message as sent by this: 1 to 11 Latin letters, digits, spaces and
    ``.-_&`` with a letter among them (E1), or a number of 3 to 15 digits.
    """
    return SENDER.fullmatch(name) is not None
