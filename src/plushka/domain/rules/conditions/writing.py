"""A condition is written as the plain JSON that reads back as the same tree."""

from typing import Any

from plushka.domain.rules.conditions.tree import (
    AllLines,
    AllOf,
    AnyLine,
    AnyOf,
    Asked,
    Measured,
    NotSo,
    Tree,
)


def document(tree: Tree) -> dict[str, Any]:  # noqa: PLR0911 - one a kind
    """Write a condition as a document."""
    match tree:
        case AllOf(parts):
            return {"all": [document(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [document(part) for part in parts]}
        case NotSo(part):
            return {"not": document(part)}
        case AnyLine(part):
            return {"any_line": document(part)}
        case AllLines(part):
            return {"all_lines": document(part)}
        case Measured(part, asked):
            return {"lines": document(part), asked.field.name: _wanted(asked)}
    return {"field": tree.field.name, **_wanted(tree)}


def _wanted(asked: Asked) -> dict[str, object]:
    return {asked.operator.name: asked.operator.write(asked.value, asked.field)}
