"""Codes that people copy by hand: letters that are not mistaken for others, and one that checks.

Twenty-nine letters: no 0 and O, no 1, I and L, and of the vowels A alone, so that few words come
about (T24). Twenty-nine is a prime, so the letter at the end tells any one letter that is wrong,
and any two that changed places. A typo is known without looking anything up.
"""

import secrets
import unicodedata

ALPHABET = "23456789ABCDFGHJKMNPQRSTVWXYZ"

LONGEST = 28
"""Letters of a code before the one that checks: beyond it two places would weigh the same."""

_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
#: What looks the same on paper or comes from a Cyrillic keyboard.
_LOOKS = str.maketrans("АВСЕНКМРТХУЗ", "ABCEHKMPTXY3")
_BETWEEN = dict.fromkeys(map(ord, " \t\r\n\N{NO-BREAK SPACE}-‐‑‒–—_.,:;/\"'«»()"))


class Mistyped(ValueError):  # noqa: N818 - a fault said in the trade's words
    """No code is written like this: a letter is missing, too many, foreign or wrong."""


def draw(length: int) -> str:
    """Make a code nobody can foresee: so many letters, and the one that checks."""
    word = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return word + check_letter(word)


def check_letter(word: str) -> str:
    """Give the letter that checks a word of at most ``LONGEST`` letters of the alphabet."""
    weighed = sum(place * _VALUES[letter] for place, letter in enumerate(word, 1))
    return ALPHABET[weighed % len(ALPHABET)]


def spelt(text: str) -> str:
    """Write what somebody typed as codes are written: capitals, Latin, nothing in between."""
    word = unicodedata.normalize("NFKC", text).upper()
    return word.translate(_BETWEEN).translate(_LOOKS)


def read(text: str, length: int) -> str:
    """Read a code of so many letters and the one that checks; raises ``Mistyped``."""
    word = spelt(text)
    if len(word) != length + 1 or not _VALUES.keys() >= set(word):
        raise Mistyped
    if check_letter(word[:-1]) != word[-1]:
        raise Mistyped
    return word


def grouped(code: str) -> str:
    """Write a code in fours, as people copy it: ``ABCD-2345-XYZ``."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
