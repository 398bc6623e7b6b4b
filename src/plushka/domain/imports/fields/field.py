"""One thing that a column may mean."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a file brings."""

    MEMBERS = "members"
    BALANCES = "balances"
    ENTRIES = "entries"
    SALES = "sales"


class Look(StrEnum):
    """What the cells of a column look like."""

    PHONE = "phone"
    CARD = "card"
    WORD = "word"
    NAME = "name"
    EMAIL = "email"
    BIRTHDAY = "birthday"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    YES = "yes"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Field:
    """A meaning: its code, the words that head such a column, and what its cells look like.

    The words are in the three languages, folded as ``guessing.folded`` does:
    small letters, ё as е, one space between words, no signs.
    """

    code: str
    look: Look
    words: tuple[str, ...]
    #: The import cannot do without it.
    is_needed: bool = False


ATTRIBUTE = "attribute"
"""Columns may also be kept as attributes of members: ``attribute:<code>``."""


def attribute(meaning: str) -> str | None:
    """Give the code of the attribute a column is kept as; None where it is not."""
    kind, colon, code = meaning.partition(":")
    return code if kind == ATTRIBUTE and colon else None
