"""What every field says of itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words

_CODE = re.compile(r"[a-z][a-z0-9_]{0,49}", re.ASCII)

type Get = Callable[[Any], Any]
"""Takes facts (a field of a line: the line) and gives the value; None is missing."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a condition may ask of.

    ``sql`` is an expression over ``known``, NULL where the value is missing;
    empty: it can be asked only of a moment. It may name ``{today}``, the
    tenant's date, ``{zone}``, and ``{argument}``, which travel as values.
    ``choices`` are all values there are, ``choice_words`` what they are called.
    """

    name: str
    type: Type
    words: Words
    #: Never compared: fields of one name are one.
    get: Get = field(compare=False)
    sql: str = ""
    argument: str = ""
    choices: tuple[str, ...] = ()
    choice_words: Mapping[str, Words] = field(default_factory=dict, compare=False)

    def told_choice(self, value: str, language: str) -> str:
        """Tell a value among the choices."""
        words = self.choice_words.get(value)
        return value if words is None else words.said_in(language)

    @property
    def group(self) -> str:
        """What it belongs to: ``receipt`` of ``receipt.total``."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Family:
    """Fields without a list: ``member.attributes.<code>``, whose type is that of what is asked."""

    prefix: str
    words: Words
    make: Callable[[str, Type], Field]
    has_sql: bool = False

    def code_of(self, name: str) -> str:
        """Give what stands after the prefix; empty for a name of another kind."""
        code = name.removeprefix(self.prefix)
        return code if code != name and _CODE.fullmatch(code) else ""
