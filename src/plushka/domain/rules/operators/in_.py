"""One of several values."""

from typing import Any

from plushka.domain.rules.fields.field import Field, Get
from plushka.domain.rules.operators.operator import Operator, Place, is_single, read_one, tell_one
from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words

MOST = 500


def _read(value: object, field: Field) -> frozenset[Any]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST:
        raise ValueError(f"write a list of 1 to {MOST} values")
    return frozenset(read_one(one, field) for one in value)


def _write(values: frozenset[Any], field: Field) -> list[object]:
    return [field.type.write(value) for value in sorted(values)]


def _holds(get: Get, wanted: frozenset[Any], facts: Any) -> bool:
    return get(facts) in wanted


def _sql(known: str, wanted: frozenset[Any], kind: Type, place: Place) -> str:
    return f"{known} = ANY({place(sorted(wanted), f'{kind.cast}[]')})"


def _tell(values: frozenset[Any], field: Field, language: str, currency: str) -> str:
    # Days of the week in their own order, everything else in that of its values.
    ordered = [one for one in field.choices if one in values] or sorted(values)
    return ", ".join(tell_one(value, field, language, currency) for value in ordered)


IN = Operator(
    "in",
    is_single,
    _read,
    _write,
    _holds,
    _sql,
    Words(
        "{field}: одно из списка {value}",
        "{field}: одне зі списку {value}",
        "{field} is one of {value}",
    ),
    _tell,
)
