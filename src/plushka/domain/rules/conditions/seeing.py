"""What a condition saw: the values it asked of, fit for JSON, to explain what was decided."""

from typing import Any

from plushka.domain.rules.conditions.tree import AllOf, AnyOf, Asked, NotSo, Tree
from plushka.domain.rules.facts import Facts
from plushka.domain.rules.fields.field import Field


def seen(tree: Tree, facts: Facts) -> dict[str, Any]:
    """Give the values of the fields a condition asks of; the missing are left out.

    Lines are not told: they are kept with the sale.
    """
    return {
        asked.name: _plain(value, asked)
        for asked in fields(tree)
        if (value := asked.get(facts)) is not None
    }


def fields(tree: Tree) -> list[Field]:
    """Give the fields a condition asks of, each once, without those of lines."""
    match tree:
        case AllOf(parts) | AnyOf(parts):
            return list(dict.fromkeys(found for part in parts for found in fields(part)))
        case NotSo(part):
            return fields(part)
        case Asked():
            return [tree.field]
        case _:
            return []


def _plain(value: Any, asked: Field) -> Any:
    return list(value) if isinstance(value, tuple) else asked.type.write(value)
