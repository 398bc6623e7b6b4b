"""Words that are easy to say, hard to mishear, and told from one another by ear and by eye (T44).

«БОДУЗА-47Л»: syllables of a consonant and a vowel, two digits, and a letter counted from the
others, which tells a slip. Of letters that sound alike one is taken. Those that look like a Latin
letter of another sound (В, Н, Р, С, Х) are left out, so a word typed in either alphabet is one.
"""

import re
import secrets
import unicodedata

from plushka.domain.aliases.rudeness import is_rude, is_unlucky

CONSONANTS = "бгдзлмф"
VOWELS = "аоуи"
DIGITS = "23456789"
CHECKS = "бгдзклмтфау"
"""Eleven of them: as many as there are remainders."""

SHORT, LONG = 3, 4
"""Syllables: 1.4 million words of three, 39 million of four."""

_SHAPE = re.compile(rf"((?:[{CONSONANTS}][{VOWELS}]){{3,4}})([{DIGITS}]{{2}})([{CHECKS}])")
_BETWEEN = re.compile(r"[\s.,«»\"'_\N{NO-BREAK SPACE}‐-―-]+")
_LONGEST_HEARD = 40

_LATIN = str.maketrans("abgdzlmfoukity", "абгдзлмфоукиту")
"""By sound. A, O, Y, K, M and T look like their own letters too; i is also the Ukrainian і."""
_LETTERS = str.maketrans("036і", "озби")
_DIGITS = str.maketrans("зб", "36")


def make(n_syllables: int = SHORT) -> str:
    """Make a word by chance, one that nobody is ashamed of saying."""
    while True:
        said = "".join(
            secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(n_syllables)
        )
        digits = "".join(secrets.choice(DIGITS) for _ in range(2))
        if not (is_rude(said) or is_unlucky(said, digits)):
            return f"{said}-{digits}{check(said + digits)}"


def check(said: str) -> str:
    """Give the letter that tells whether one character was misheard, or two changed places."""
    letters = CONSONANTS + VOWELS + DIGITS
    total = sum(place * letters.index(one) for place, one in enumerate(said, start=1))
    return CHECKS[total % len(CHECKS)]


def read(heard: str) -> str | None:
    """Read a word as people type it: with or without hyphen, in either alphabet, 3 for З.

    None for what is none of ours, and for a slip.
    """
    found = _shape(heard)
    if found is None or check(found[1] + found[2]) != found[3]:
        return None
    return f"{found[1]}-{found[2]}{found[3]}"


def is_slip(heard: str) -> bool:
    """Tell whether something has the form of our words and another last letter than it should."""
    found = _shape(heard)
    return found is not None and check(found[1] + found[2]) != found[3]


def _shape(heard: str) -> re.Match[str] | None:
    folded = unicodedata.normalize("NFC", heard[:_LONGEST_HEARD].casefold())
    bare = _BETWEEN.sub("", folded).translate(_LATIN)
    said, digits, last = bare[:-3], bare[-3:-1], bare[-1:]
    return _SHAPE.fullmatch(
        said.translate(_LETTERS) + digits.translate(_DIGITS) + last.translate(_LETTERS)
    )
