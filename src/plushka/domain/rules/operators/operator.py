"""What every operator says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plushka.domain.rules.fields.field import Field, Get
from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words

type Place = Callable[[Any, str], str]
"""Takes a value and its type in PostgreSQL; gives what stands for it in the statement."""


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to ask.

    ``read`` and ``write`` turn what is asked for from JSON and back. ``holds``
    answers in Python. ``sql`` answers over an expression that is NULL where
    the value is missing; it may answer NULL, which counts as no. ``tell``
    gives the words of what is asked for.
    """

    name: str
    #: Whether it may be asked of values of a type.
    fits: Callable[[Type], bool]
    read: Callable[[object, Field], Any]
    write: Callable[[Any, Field], object]
    holds: Callable[[Get, Any, Any], bool]
    sql: Callable[[str, Any, Type, Place], str]
    #: A phrase with {field} and {value}.
    words: Words
    tell: Callable[[Any, Field, str, str], str]


def read_one(value: object, field: Field) -> Any:
    """Read one value of the field's type. Refuses, with ``ValueError``, one that is no choice."""
    read = field.type.read(value)
    if field.choices and read not in field.choices:
        raise ValueError(f"one of {', '.join(field.choices)}")
    return read


def write_one(value: Any, field: Field) -> object:
    """Write one value of the field's type."""
    return field.type.write(value)


def tell_one(value: Any, field: Field, language: str, currency: str) -> str:
    """Tell one value of the field's type; of a choice, what it is called."""
    if value in field.choice_words:
        return field.told_choice(value, language)
    return field.type.tell(value, language, currency)


def is_single(kind: Type) -> bool:
    """Whether values of a type are compared with one another."""
    return kind.name not in {"words", "anything"}


def is_ordered(kind: Type) -> bool:
    """Whether values of a type stand in an order."""
    return kind.is_ordered
