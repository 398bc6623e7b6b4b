"""What codes are written with, and the check character at their end. Pure.

Letters: the 29 of ``lib.letters``, and its check. Digits, for keypads: the table of H. M. Damm
tells every single wrong digit and every swap of neighbours too.

A code is prefix, random characters and check character, without separators and in the one form
of ``spelling``: upper-case Latin, O as 0, I and L as 1.
"""

from typing import Final, Literal

from plushka.lib import letters

type Alphabet = Literal["LETTERS", "DIGITS"]

LETTERS: Final = letters.ALPHABET
DIGITS: Final = "0123456789"
CHARACTERS: Final[dict[Alphabet, str]] = {"LETTERS": LETTERS, "DIGITS": DIGITS}

LONGEST_PREFIX: Final = 6
LONGEST: Final = letters.LONGEST
SHORTEST: Final = 7

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
    return text + letters.check_letter(text)


def is_right(code: str) -> bool:
    """Tell whether what looks like a code ends in its own check character."""
    if not SHORTEST <= len(code) <= LONGEST or not code.isascii():
        return False
    if code.isdigit():
        return _damm(code) == 0
    if not letters.may_lead(code[:LONGEST_PREFIX]):
        return False
    return letters.are_letters(code[LONGEST_PREFIX:]) and letters.is_checked(code)


def _damm(digits: str) -> int:
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return state
