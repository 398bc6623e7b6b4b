"""What codes are written with, and the check character at their end. Pure.

Letters: 29 that nobody mistakes for one another and that make hardly a word. 29 is a prime, so a
sum weighted by the place tells every single wrong character and every swap of neighbours. Digits,
for keypads: the table of H. M. Damm tells both too.

A code is prefix, random characters and check character, without separators and in the one form
of ``spelling``: upper-case Latin, O as 0, I and L as 1.
"""

from typing import Final, Literal

type Alphabet = Literal["LETTERS", "DIGITS"]

LETTERS: Final = "23456789BCDEFGHJKMNPQRSTVWXYZ"
DIGITS: Final = "0123456789"
CHARACTERS: Final[dict[Alphabet, str]] = {"LETTERS": LETTERS, "DIGITS": DIGITS}

LONGEST_PREFIX: Final = 6

LONGEST: Final = 28
"""Characters of a code: above it two places would weigh the same."""

SHORTEST: Final = 7

_PRIME = len(LETTERS)
_LETTERS: Final = frozenset(LETTERS)

#: What may stand in a prefix of letters beside the 29 counts as the one it is least mistaken for.
_VALUE: Final = {letter: place for place, letter in enumerate(LETTERS)} | {
    "0": LETTERS.index("W"),
    "1": LETTERS.index("M"),
    "A": LETTERS.index("9"),
    "U": LETTERS.index("6"),
}
_BY_BYTE: Final = [_VALUE.get(chr(byte), 0) for byte in range(128)]

_DAMM: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def checked(text: str) -> str:
    """Give a code with its check character added. Digits alone are a code of digits."""
    if text.isdigit():
        return text + DIGITS[_damm(text)]
    return text + LETTERS[-_weighed(text, first=2) % _PRIME]


def is_right(code: str) -> bool:
    """Tell whether what looks like a code ends in its own check character."""
    if not SHORTEST <= len(code) <= LONGEST or not code.isascii():
        return False
    if code.isdigit():
        return _damm(code) == 0
    if not all(character in _VALUE for character in code[:LONGEST_PREFIX]):
        return False
    if not all(character in _LETTERS for character in code[LONGEST_PREFIX:]):
        return False
    return _weighed(code, first=1) % _PRIME == 0


def _weighed(text: str, *, first: int) -> int:
    """Sum the characters by their place from the end, the last of which weighs ``first``."""
    total, weight = 0, first
    for byte in reversed(text.encode("ascii")):
        total += weight * _BY_BYTE[byte]
        weight += 1
    return total


def _damm(digits: str) -> int:
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return state
