"""Codes as people type them, read in the one form they are known by (T24). Pure.

Case, spaces, dashes and quotes do not count; Cyrillic and Greek letters that look like Latin ones
are those; O is 0, I and L are 1. An SMS may hold words, a code twice, or two codes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from plushka.domain.codes.alphabets import LONGEST, SHORTEST, is_right
from plushka.lib import letters
from plushka.lib.letters import GROUP, folded
from plushka.lib.letters import grouped as shown

__all__ = ["MOST_CODES", "codes_in", "folded", "looks_like_code", "one_code", "shown"]

MOST_CODES = 4
"""Codes of one message that are tried."""

_PLAIN = re.compile(r"[0-9A-Z]+")


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

    A word that is a code by itself is one, with dashes in it too. Else words beside each other may
    be its groups: sooner those as printed than others, for «kod» before them is no part of it.
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
    whole = folded(text)
    if not SHORTEST <= len(whole) <= LONGEST or not _PLAIN.fullmatch(whole):
        return False
    return any(character.isdigit() for character in whole)


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


def _words(text: str) -> list[str]:
    """Give the words of a text; one with dashes, as printed or right as it is, is one word."""
    found: list[str] = []
    for chunk in text[: letters.MOST_TEXT].split():
        words = letters.words(chunk)
        whole = "".join(words)
        is_one = is_right(whole) or (len(words) > 1 and _is_printed(words))
        found += [whole] if is_one and not any(map(is_right, words)) else words
    return found


def _joined(words: Sequence[str]) -> list[str]:
    """Find codes whose groups stand beside each other, none twice: as printed, then the longest.

    Groups of one code that is mistyped are not looked through for others: words in front alone may
    be left out.
    """
    is_one = _is_printed(words) and len("".join(words)) <= LONGEST
    slices = [
        (start, end)
        for start in range(len(words))
        for end in _ends(words, start)
        if (end == len(words) or not is_one) and is_right("".join(words[start:end]))
    ]
    slices.sort(key=lambda one: (not _is_printed(words[slice(*one)]), one[0] - one[1], one[0]))
    taken: set[int] = set()
    found: dict[int, str] = {}
    for start, end in slices:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found[start] = "".join(words[start:end])
    return [found[start] for start in sorted(found)]


def _ends(words: Sequence[str], start: int) -> Iterator[int]:
    """Give where a code that begins with a word may end."""
    length = 0
    for end, word in enumerate(words[start:], start + 1):
        length += len(word)
        if length > LONGEST:
            return
        yield end


def _is_printed(groups: Sequence[str]) -> bool:
    """Tell whether words are of the lengths that the groups of ``shown`` have."""
    *whole, last = groups
    return len(last) <= GROUP and all(len(one) == GROUP for one in whole)
