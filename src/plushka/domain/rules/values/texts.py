"""Texts, compared letter for letter or folded, and lists of them."""

import unicodedata

from plushka.domain.rules.values.type import Type
from plushka.lib.folding import folded

LONGEST = 200
_NOT_PLAIN = {"Cc", "Cs", "Zl", "Zp"}


def _read_text(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST:
        raise ValueError(f"write a text of 1 to {LONGEST} characters")
    if any(unicodedata.category(character) in _NOT_PLAIN for character in value):
        raise ValueError("a text has no control characters")
    return value


def _read_word(value: object) -> str:
    word = folded(_read_text(value))
    if not word:
        raise ValueError("a text needs a letter")
    return word


def _same(value: str) -> str:
    return value


def _tell(value: str, language: str, _currency: str) -> str:
    return f"“{value}”" if language == "en" else f"«{value}»"


TEXT = Type("text", "text", _read_text, _same, _tell)
#: Compared without regard to case and spaces: " Табак" and "табак" are one.
WORD = Type("word", "text", _read_word, _same, _tell)
#: A list of words; what is asked of it is one of them.
WORDS = Type("words", "text", _read_word, _same, _tell)
#: Whatever it is, one may ask whether it is there.
ANYTHING = Type("anything", "text", _read_text, _same, _tell)
