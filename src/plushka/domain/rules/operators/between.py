"""From a value up to and including another."""

from typing import Any

from plushka.domain.rules.fields.field import Field, Get
from plushka.domain.rules.operators.operator import Operator, Place, is_ordered, read_one
from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words

type Ends = tuple[Any, Any]


def _read(value: object, field: Field) -> Ends:
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - two ends
        raise ValueError("write a list of two values, the lower one first")
    low, high = (read_one(end, field) for end in value)
    if low > high:
        raise ValueError("the lower value comes first")
    return low, high


def _write(ends: Ends, field: Field) -> list[object]:
    return [field.type.write(end) for end in ends]


def _holds(get: Get, ends: Ends, facts: Any) -> bool:
    value = get(facts)
    return value is not None and ends[0] <= value <= ends[1]


def _sql(known: str, ends: Ends, kind: Type, place: Place) -> str:
    low, high = (place(end, kind.cast) for end in ends)
    return f"{known} BETWEEN {low} AND {high}"


def _tell(ends: Ends, field: Field, language: str, currency: str) -> str:
    low, high = (field.type.tell(end, language, currency) for end in ends)
    return f"{low} – {high}"


BETWEEN = Operator(
    "between",
    is_ordered,
    _read,
    _write,
    _holds,
    _sql,
    Words("{field}: {value}", "{field}: {value}", "{field} is within {value}"),
    _tell,
)
