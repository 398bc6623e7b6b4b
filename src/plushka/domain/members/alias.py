"""Aliases: the word a member says at the till instead of a phone (U34, T44).

Words that look the same are the same alias. So case does not count, ё is е,
and a word is kept in one alphabet: where a letter can only be Latin, those
that look alike are read as Latin too; else all of them as Cyrillic. «МАМА»
typed on either keyboard, or on both, is one alias.
"""

import re
import unicodedata

SHORTEST, LONGEST = 3, 30

#: Letters that look alike, as capitals or small.
_CYRILLIC_LOOKS = "авекмнорстухі"
_LATIN_LOOKS = "abekmhopctyxi"
_AS_LATIN = str.maketrans(_CYRILLIC_LOOKS, _LATIN_LOOKS)
_AS_CYRILLIC = str.maketrans(_LATIN_LOOKS, _CYRILLIC_LOOKS)
_ONLY_LATIN = frozenset("dfgjlnqrsuvwz")
_ONLY_CYRILLIC = frozenset("бгджзийлпфцчшщъыьэюяґєї")
_LETTERS = _ONLY_LATIN | _ONLY_CYRILLIC | frozenset(_LATIN_LOOKS + _CYRILLIC_LOOKS)
_WORD = re.compile(r"[^-]+(?:-[^-]+)*")


def normalise(text: str) -> str:
    """Write an alias in its one form.

    It has 3 to 30 letters and digits, at least one of them a letter, and
    hyphens only between them. Raises ``ValueError`` for anything else, and
    for a word that no one alphabet can write.
    """
    word = unicodedata.normalize("NFC", text.casefold()).replace("ё", "е")
    letters = frozenset(word) - frozenset("-0123456789")
    if not (SHORTEST <= len(word) <= LONGEST and _WORD.fullmatch(word)):
        raise ValueError("an alias has 3 to 30 letters and digits, hyphens only between them")
    if not (letters and letters <= _LETTERS):
        raise ValueError("an alias has letters, Latin or Cyrillic, and digits")
    if letters & _ONLY_LATIN and letters & _ONLY_CYRILLIC:
        raise ValueError("an alias is written in one alphabet, Latin or Cyrillic")
    return word.translate(_AS_LATIN if letters & _ONLY_LATIN else _AS_CYRILLIC)
