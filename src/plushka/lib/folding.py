"""Texts as they are compared: case, spaces around, and how letters are composed do not count."""

import unicodedata
from functools import lru_cache

_AS_LATIN = str.maketrans("авсенкмортхуі", "abcehkmoptxyi")
"""Cyrillic letters that nobody tells from Latin ones, as capitals or small."""


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Write a text in the one form of all that read the same: " Tabak " as "tabak"."""
    decomposed = unicodedata.normalize("NFD", " ".join(text.split()))
    return unicodedata.normalize("NFC", decomposed.casefold())


def skeleton(text: str) -> str:
    """Write a text in the one form of all that look the same: «CTOП» of either alphabet."""
    return folded(text).replace("ё", "е").translate(_AS_LATIN)
