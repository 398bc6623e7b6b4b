"""There is a value, or there is none; all that a missing value can satisfy."""

from typing import Any

from plushka.domain.rules.fields.field import Field, Get
from plushka.domain.rules.operators.operator import Operator, Place
from plushka.domain.rules.values.truth import TRUTH
from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words

_THERE = Words("указано", "вказано", "known")
_MISSING = Words("не указано", "не вказано", "not known")


def _fits(_kind: Type) -> bool:
    return True


def _read(value: object, _field: Field) -> bool:
    return bool(TRUTH.read(value))


def _write(value: bool, _field: Field) -> bool:  # noqa: FBT001 - a value like any other
    return value


def _holds(get: Get, wanted: bool, facts: Any) -> bool:  # noqa: FBT001
    return (get(facts) is not None) is wanted


def _sql(known: str, wanted: bool, _kind: Type, _place: Place) -> str:  # noqa: FBT001
    return f"{known} IS {'NOT ' if wanted else ''}NULL"


def _tell(value: bool, _field: Field, language: str, _currency: str) -> str:  # noqa: FBT001
    return (_THERE if value else _MISSING).said_in(language)


EXISTS = Operator(
    "exists",
    _fits,
    _read,
    _write,
    _holds,
    _sql,
    Words("{field}: {value}", "{field}: {value}", "{field} is {value}"),
    _tell,
)
