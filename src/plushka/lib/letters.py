"""Codes that people copy by hand: letters that are not mistaken for others, and one that checks.

Twenty-nine letters: no 0 and O, no 1, I and L, and of the vowels E alone, so that few words come
about (T24). Twenty-nine is a prime, so a sum weighted by the place tells any one letter that is
wrong, and any two neighbours that changed places. A typo is known without looking anything up.

Codes are known by one form: capitals, Latin, O as 0, I and L as 1, nothing in between.
"""

import re
import secrets
import unicodedata
from typing import Final

ALPHABET: Final = "23456789BCDEFGHJKMNPQRSTVWXYZ"

LONGEST: Final = 28
"""Letters of a code with the one that checks: beyond it two places would weigh the same."""

MOST_TEXT = 1000
"""Characters that are looked at: a long SMS, and more than any code."""

GROUP: Final = 4
"""Letters of a code that stand together on paper."""

_PRIME = len(ALPHABET)
_LETTERS: Final = frozenset(ALPHABET)
#: What may stand in front of a code beside the 29 counts as the one it is least mistaken for.
_VALUES: Final = {letter: place for place, letter in enumerate(ALPHABET)} | {
    "0": ALPHABET.index("W"),
    "1": ALPHABET.index("M"),
    "A": ALPHABET.index("9"),
    "U": ALPHABET.index("6"),
}
_BY_BYTE: Final = [_VALUES.get(chr(byte), 0) for byte in range(128)]

#: What looks the same on paper, or comes from a Cyrillic or Greek keyboard.
_LOOK_ALIKE = str.maketrans(
    "АВСЕЁНКМОРТХУІЇЈЅԚԜЗБ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ" + "OIL",
    "ABCEEHKM0PTXY11JSQW36" + "ABEZH1KMN0PTYXC" + "011",
)
_WORDS = re.compile(r"[^\W_]+")


class Mistyped(ValueError):  # noqa: N818 - a fault said in the trade's words
    """No code is written like this: a letter is missing, too many, foreign or wrong."""


def draw(length: int) -> str:
    """Make a code nobody can foresee: so many letters, and the one that checks."""
    word = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return word + check_letter(word)


def check_letter(word: str) -> str:
    """Give the letter that checks a word, with which it has at most ``LONGEST`` letters.

    Beside the alphabet 0, 1, A and U may stand in it.
    """
    return ALPHABET[-_weighed(word, first=2) % _PRIME]


def is_checked(code: str) -> bool:
    """Tell whether a word in ASCII ends in the letter that checks it."""
    return _weighed(code, first=1) % _PRIME == 0


def are_letters(word: str) -> bool:
    """Tell whether a word is of the alphabet alone."""
    return all(letter in _LETTERS for letter in word)


def may_lead(word: str) -> bool:
    """Tell whether a word is of the alphabet and of 0, 1, A and U."""
    return all(letter in _VALUES for letter in word)


def words(text: str) -> list[str]:
    """Give the words of a text, each in the one form of all that look the same."""
    # The number sign would become the letters «No».
    plain = unicodedata.normalize("NFKC", text[:MOST_TEXT].replace("\N{NUMERO SIGN}", " ")).upper()
    return [word.translate(_LOOK_ALIKE) for word in _WORDS.findall(plain)]


def folded(text: str) -> str:
    """Write characters in the one form of all that look the same; separators fall out."""
    return "".join(words(text))


def read(text: str, length: int) -> str:
    """Read a code of so many letters and the one that checks; raises ``Mistyped``."""
    word = folded(text)
    if len(word) != length + 1 or not are_letters(word) or not is_checked(word):
        raise Mistyped
    return word


def grouped(code: str) -> str:
    """Write a code in fours, as people copy it: ``BCDF-2345-XYZ``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _weighed(word: str, *, first: int) -> int:
    """Sum the letters by their place from the end, the last of which weighs ``first``."""
    total, weight = 0, first
    for byte in reversed(word.encode("ascii")):
        total += weight * _BY_BYTE[byte]
        weight += 1
    return total
