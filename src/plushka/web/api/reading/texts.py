"""Texts, and values written as texts: what is said of each that is wrong."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any
from uuid import UUID

import msgspec

from plushka.lib.days import NO_YEAR
from plushka.lib.moments import read_moment
from plushka.web.api.reading.node import Fault
from plushka.web.api.reading.tree import Number

LONGEST = 200
RECEIPT_LONGEST = 100

_CONTROLS = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
PLAIN = rf"^[^{_CONTROLS}\ud800-\udfff]*\Z"
"""No control characters, line separators or lone surrogates."""

PLAIN_IN_SCHEMA = rf"^[^{_CONTROLS}]*$"
"""The same as other languages write it; in a schema texts have no lone surrogates."""

_IS_PLAIN = re.compile(PLAIN)

type Text = Annotated[str, msgspec.Meta(max_length=LONGEST, pattern=PLAIN)]
type Name = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST, pattern=PLAIN)]
type Receipt = Annotated[
    str, msgspec.Meta(min_length=1, max_length=RECEIPT_LONGEST, pattern=PLAIN)
]
_WITH_OFFSET = Annotated[dt.datetime, msgspec.Meta(tz=True)]


def moment_of(text: str) -> dt.datetime:
    """Read a moment into UTC; raises ``ValueError``."""
    return read_moment(text, _parse)


def _parse(text: str) -> dt.datetime:
    return msgspec.convert(text, _WITH_OFFSET)


@dataclass(frozen=True, slots=True)
class TextNode:
    """A text of some length without control characters."""

    shortest: int
    longest: int | None

    def faults(self, value: object, path: str, _region: str) -> Iterator[Fault]:
        """Say what is wrong with it."""
        if not isinstance(value, str) or isinstance(value, Number):
            yield path, "write a text"
        elif not _IS_PLAIN.match(value):
            yield path, "leave out control characters and lone surrogates"
        elif self.longest is not None and len(value) > self.longest:
            yield path, f"use at most {self.longest} characters"
        elif len(value) < self.shortest:
            yield path, "write something"

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        described: dict[str, Any] = {"type": "string", "pattern": PLAIN_IN_SCHEMA}
        if self.shortest:
            described["minLength"] = self.shortest
        if self.longest is not None:
            described["maxLength"] = self.longest
        return described


@dataclass(frozen=True, slots=True)
class WrittenNode:
    """A moment, a day or an id: read from a text of its own form."""

    read: Callable[[str], object]
    say: str
    form: str

    def faults(self, value: object, path: str, _region: str) -> Iterator[Fault]:
        """Say what is wrong with it."""
        if not isinstance(value, str) or isinstance(value, Number):
            yield path, self.say
            return
        try:
            self.read(value)
        except ValueError:
            yield path, self.say

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "string", "format": self.form}


class BirthNode(WrittenNode):
    """A day, whose year may be left out: a pattern describes it."""

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "string", "pattern": self.form}


def birth_date_of(text: str) -> dt.date:
    """Read a birth date, also one without its year (T17); raises ``ValueError``."""
    if text.startswith("--"):
        return msgspec.convert(f"{NO_YEAR:04}{text[1:]}", dt.date)
    day = msgspec.convert(text, dt.date)
    if day.year == NO_YEAR:
        raise ValueError("nobody is that old")
    return day


MOMENT = WrittenNode(
    moment_of,
    "write a time with its offset, such as 2026-11-21T12:00:00+03:00",
    "date-time",
)
DAY = WrittenNode(
    partial(msgspec.convert, type=dt.date), "write a date, such as 1990-05-17", "date"
)
BIRTH = BirthNode(
    birth_date_of,
    "write a date, such as 1990-05-17, or without its year --05-17",
    r"^([0-9]{4}-|--)[0-9]{2}-[0-9]{2}$",
)
ID = WrittenNode(partial(msgspec.convert, type=UUID), "write an id as we gave it", "uuid")

type Moment = Annotated[str, msgspec.Meta(extra={"node": MOMENT})]
"""Read by ``moment_of``: a text, because a decoder knows no leap seconds."""

type BirthDate = Annotated[str, msgspec.Meta(extra={"node": BIRTH})]
"""Read by ``birth_date_of``."""


@dataclass(frozen=True, slots=True)
class ChoiceNode:
    """One of a few words."""

    words: tuple[str, ...]

    def faults(self, value: object, path: str, _region: str) -> Iterator[Fault]:
        """Say what is wrong with it."""
        if value not in self.words or isinstance(value, Number):
            yield path, f"use one of: {', '.join(self.words)}"

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A text, a whole number, true, false or null: what a company may note of a member."""

    def faults(self, value: object, path: str, _region: str) -> Iterator[Fault]:
        """Say what is wrong with it."""
        match value:
            case Number():
                if not _IS_WHOLE.fullmatch(value):
                    yield path, "write a whole number"
            case str():
                yield from TextNode(0, LONGEST).faults(value, path, _region)
            case dict() | list():
                yield path, "write a text, a whole number, true, false or null"

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {
            "anyOf": [
                TextNode(0, LONGEST).schema(),
                {"type": "integer", "minimum": -(2**53), "maximum": 2**53},
                {"type": ["boolean", "null"]},
            ]
        }


_IS_WHOLE = re.compile(r"-?[0-9]{1,16}", re.ASCII)

type Scalar = Annotated[Any, msgspec.Meta(extra={"node": ScalarNode()})]

type Check = Callable[[str, str], object]
"""Reads a text for the tenant's region; raises ``ValueError`` or ``BadField``."""
