"""A list has a word among its own."""

from typing import Any

from plushka.domain.rules.fields.field import Get
from plushka.domain.rules.operators.operator import (
    Operator,
    Place,
    read_one,
    tell_one,
    write_one,
)
from plushka.domain.rules.values.texts import WORDS
from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words


def _fits(kind: Type) -> bool:
    return kind is WORDS


def _holds(get: Get, wanted: str, facts: Any) -> bool:
    values = get(facts)
    return values is not None and wanted in values


def _sql(known: str, wanted: str, kind: Type, place: Place) -> str:
    return f"{place(wanted, kind.cast)} = ANY({known})"


HAS = Operator(
    "has",
    _fits,
    read_one,
    write_one,
    _holds,
    _sql,
    Words("{field}: есть {value}", "{field}: є {value}", "{field} have {value}"),
    tell_one,
)
