"""What a person is called: in full, in the order of lists, and word by word to be found by.

Written the same for everybody: case does not count and ё is е. In the order of
lists the Ukrainian letters stand beside those they come from, as in both alphabets.
"""

import re
from collections.abc import Iterable

from plushka.lib.folding import folded

MOST_WORDS = 12
"""A name has no more words that it is found by."""

LONGEST_WORD = 100
LONGEST_ORDERED = 200
"""More would not fit into an index."""

_LAST = "\N{CJK UNIFIED IDEOGRAPH-9FFF}"
"""Comes after every letter of ours."""

_BESIDE = str.maketrans(
    {"ґ": f"г{_LAST}", "є": f"е{_LAST}", "і": f"и{_LAST}", "ї": f"и{_LAST}{_LAST}"}
)
_WORD = re.compile(r"[^\W_]+")


def full(*, surname: str, name: str, patronymic: str) -> str:
    """Write a name in full: «Шевчук Анна Сергеевна»."""
    return " ".join(part for part in (surname, name, patronymic) if part)


def ordered(*, surname: str, name: str, patronymic: str) -> str:
    """Write a name as lists are ordered by it."""
    whole = full(surname=surname, name=name, patronymic=patronymic)
    return spelt(whole).translate(_BESIDE)[:LONGEST_ORDERED]


def words(texts: Iterable[str]) -> list[str]:
    """Give the words of names, each once, in the spelling they are found by."""
    found = dict.fromkeys(
        word[:LONGEST_WORD] for text in texts for word in _WORD.findall(spelt(text))
    )
    return list(found)[:MOST_WORDS]


def spelt(text: str) -> str:
    """Fold a text as names are compared."""
    return folded(text).replace("ё", "е")
