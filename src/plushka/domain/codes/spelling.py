"""Codes as people type them, read in the one form they are known by (T24). Pure.

Case, spaces, dashes and quotes do not count; Cyrillic and Greek letters that look like Latin ones
are those; O is 0, I and L are 1. An SMS may hold words, a code twice, or two codes.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from plushka.domain.codes.alphabets import LONGEST, SHORTEST, is_right

MOST_TEXT = 1000
"""Characters that are looked at: a long SMS, and more than any code."""

MOST_CODES = 4
"""Codes of one message that are tried."""

_GROUP = 4
_LOOK_ALIKE = str.maketrans(
    "АВСЕЁНКМОРТХУІЇЈЅԚԜЗБ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ" + "OIL",
    "ABCEEHKM0PTXY11JSQW36" + "ABEZH1KMN0PTYXC" + "011",
)
_WORDS = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[0-9A-Z]+")


def folded(text: str) -> str:
    """Write characters in the one form of all that look the same; separators fall out."""
    return "".join(_words(text))


def one_code(text: str) -> str:
    """Read a field that one code was typed into; empty where there is none to be seen.

    What does not pass its check character is given too, so that it can be told for a typo.
    """
    whole = folded(text)
    if is_right(whole):
        return whole
    half = whole[: len(whole) // 2]
    if len(whole) % 2 == 0 and half + half == whole and is_right(half):
        return half
    found = codes_in(text)
    if len(found) == 1:
        return found[0]
    return whole if len(whole) <= LONGEST and _PLAIN.fullmatch(whole) else ""


def codes_in(text: str) -> list[str]:
    """Give the codes that a message holds, each once, in their order; at most ``MOST_CODES``.

    A word that is a code by itself is one. Else words beside each other may be its groups.
    """
    runs = list(_runs(_words(text)))
    found: list[str] = []
    for run in runs:
        for is_alone, words in groupby(run, key=is_right):
            beside = list(words)
            found += beside if is_alone else _joined(beside)
    for whole in ("".join(run) for run in runs):
        half = whole[: len(whole) // 2]
        if not found and len(whole) % 2 == 0 and half + half == whole and is_right(half):
            found.append(half)
    return list(dict.fromkeys(found))[:MOST_CODES]


def looks_like_code(text: str) -> bool:
    """Tell whether a message is nothing but what might have been meant for a code.

    One word with a digit in it, or groups of one length, of the right length together.
    """
    words = _words(text)
    whole = "".join(words)
    if not SHORTEST <= len(whole) <= LONGEST or not _PLAIN.fullmatch(whole):
        return False
    return any(character.isdigit() for character in whole)


def shown(code: str) -> str:
    """Write a code in groups of four: ``BCDF-GHJK-2345-X``."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text[:MOST_TEXT]).upper()
    return [word.translate(_LOOK_ALIKE) for word in _WORDS.findall(plain)]


def _runs(words: Sequence[str]) -> Iterator[list[str]]:
    """Give words beside each other that may be parts of codes: of the characters they have."""
    run: list[str] = []
    for word in words:
        if _PLAIN.fullmatch(word):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joined(words: Sequence[str]) -> list[str]:
    """Find codes whose groups stand beside each other, the longest first, none twice."""
    found: list[str] = []
    start = 0
    while start < len(words):
        for end in range(len(words), start, -1):
            if is_right(whole := "".join(words[start:end])):
                found.append(whole)
                start = end
                break
        else:
            start += 1
    return found
