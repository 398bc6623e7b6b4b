"""The very same value."""

from typing import Any

from plushka.domain.rules.fields.field import Get
from plushka.domain.rules.operators.operator import (
    Operator,
    Place,
    is_single,
    read_one,
    tell_one,
    write_one,
)
from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words


def _holds(get: Get, wanted: Any, facts: Any) -> bool:
    return bool(get(facts) == wanted)


def _sql(known: str, wanted: Any, kind: Type, place: Place) -> str:
    return f"{known} = {place(wanted, kind.cast)}"


IS = Operator(
    "is",
    is_single,
    read_one,
    write_one,
    _holds,
    _sql,
    Words("{field}: {value}", "{field}: {value}", "{field} is {value}"),
    tell_one,
)
