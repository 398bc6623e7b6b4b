"""Texts as they are compared: case, spaces around, and how letters are composed do not count."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Write a text in the one form of all that read the same: " Tabak " as "tabak"."""
    decomposed = unicodedata.normalize("NFD", " ".join(text.split()))
    return unicodedata.normalize("NFC", decomposed.casefold())
