"""A condition as SQL over ``known``, a row a member; what is asked for travels as values.

Every leaf answers yes or no, never NULL, so that ``NOT`` means in SQL what it
means in Python.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from plushka.domain.rules.conditions.tree import AllOf, AnyOf, Asked, NotSo, Tree
from plushka.lib.days import local_day


@dataclass(frozen=True, slots=True)
class Where:
    """What stands after WHERE, and the values that its ``%(names)s`` stand for."""

    sql: str
    values: dict[str, Any]


@dataclass(slots=True)
class _Values:
    named: dict[str, Any] = field(default_factory=dict)

    def place(self, value: Any, cast: str) -> str:
        name = f"asked_{len(self.named)}"
        self.named[name] = value
        return f"%({name})s::{cast}"


def where(tree: Tree, *, at: dt.datetime, zone: str) -> Where:
    """Write a condition on members, as of a moment in the tenant's zone."""
    values = _Values({"today": local_day(at, zone), "zone": zone})
    return Where(_written(tree, values), values.named)


def _written(tree: Tree, values: _Values) -> str:
    match tree:
        case AllOf(parts):
            return _joined(" AND ", parts, values) if parts else "TRUE"
        case AnyOf(parts):
            return _joined(" OR ", parts, values)
        case NotSo(part):
            return f"NOT {_written(part, values)}"
        case Asked() if tree.field.sql:
            return _leaf(tree, values)
        case _:
            raise TypeError(f"{type(tree).__name__} cannot be asked of members")


def _joined(word: str, parts: tuple[Tree, ...], values: _Values) -> str:
    return f"({word.join(_written(part, values) for part in parts)})"


def _leaf(asked: Asked, values: _Values) -> str:
    argument = asked.field.argument and values.place(asked.field.argument, "text")
    known = asked.field.sql.format(
        today="%(today)s::date", zone="%(zone)s::text", argument=argument
    )
    held = asked.operator.sql(f"({known})", asked.value, asked.field.type, values.place)
    return f"({held} IS TRUE)" if asked.operator.name == "exists" else f"(({held}) IS TRUE)"
