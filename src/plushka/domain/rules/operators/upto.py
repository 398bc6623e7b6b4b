"""Up to and including a value."""

from typing import Any

from plushka.domain.rules.fields.field import Get
from plushka.domain.rules.operators.operator import (
    Operator,
    Place,
    is_ordered,
    read_one,
    tell_one,
    write_one,
)
from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words


def _holds(get: Get, wanted: Any, facts: Any) -> bool:
    value = get(facts)
    return value is not None and value <= wanted


def _sql(known: str, wanted: Any, kind: Type, place: Place) -> str:
    return f"{known} <= {place(wanted, kind.cast)}"


UPTO = Operator(
    "upto",
    is_ordered,
    read_one,
    write_one,
    _holds,
    _sql,
    Words(
        "{field}: не больше {value}", "{field}: не більше {value}", "{field} is at most {value}"
    ),
    tell_one,
)
