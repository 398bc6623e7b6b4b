"""A code for programs, made of a name people gave."""

import re

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "iu", "я": "ia",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)
_OTHER = re.compile(r"[^a-z0-9]+")
LONGEST = 40


def code_of(name: str) -> str:
    """Write «Кофе за наш счёт» as ``kofe_za_nash_schet``; empty where nothing is left of it."""
    plain = _OTHER.sub("_", name.lower().translate(_TABLE)).strip("_")
    return plain.lstrip("0123456789_")[:LONGEST].rstrip("_")
