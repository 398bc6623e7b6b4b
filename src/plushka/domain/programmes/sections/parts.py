"""What all sections are made of: sums, percents, codes, words in our languages."""

import re
from typing import Annotated

from msgspec import Meta, Struct

AMOUNT = r"^[0-9]{1,12}(\.[0-9]{1,2})?\Z"
PERCENT = r"^[0-9]{1,4}(\.[0-9]{1,4})?\Z"
CURRENCY = r"^[A-Z]{3}\Z"
CODE = r"^[a-z][a-z0-9_]{0,39}\Z"

_GAP = re.compile(r"\[[A-Z_]+\]")

type Amount = Annotated[str, Meta(pattern=AMOUNT)]
type Percent = Annotated[str, Meta(pattern=PERCENT)]
type Code = Annotated[str, Meta(pattern=CODE)]
type Word = Annotated[str, Meta(min_length=1, max_length=200)]
type Days = Annotated[int, Meta(ge=0, le=36_500)]
type Months = Annotated[int, Meta(ge=0, le=1_200)]
type Count = Annotated[int, Meta(ge=1, le=1_000)]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A section of the document; a field it does not know is refused."""


class Text(Part, frozen=True):
    """The same words in each language we speak."""

    ru: Word
    uk: Word
    en: Word

    def said_in(self, language: str) -> str:
        """Give the words in a language; in English where we do not speak it."""
        match language:
            case "ru":
                return self.ru
            case "uk":
                return self.uk
            case _:
                return self.en

    @property
    def has_gaps(self) -> bool:
        """Whether whoever sends it has to fill in a word in square brackets, such as [POINTS]."""
        return any(_GAP.search(words) for words in (self.ru, self.uk, self.en))


class SlavicForms(Part, frozen=True):
    """A noun counted in Russian or Ukrainian: 1 бонус, 2 бонуса, 5 бонусов, 1,5 бонуса."""

    one: Word
    few: Word
    many: Word
    other: Word


class EnglishForms(Part, frozen=True):
    """A noun counted in English: 1 point, 2 points."""

    one: Word
    other: Word


class Unit(Part, frozen=True):
    """What the tenant calls its points."""

    ru: SlavicForms
    uk: SlavicForms
    en: EnglishForms
