"""The schemas that bodies, answers and problems refer to."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from plushka.web.api import problems
from plushka.web.api.endpoint import Endpoint
from plushka.web.api.reading.node import Node
from plushka.web.api.reading.nodes import FieldsNode, ItemsNode, LooseNode, MaybeNode, NotedNode

_REF = "#/components/schemas/{name}"

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "A refusal (RFC 9457). Facts a program needs stand beside the fixed fields.",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "code": {"enum": sorted(problems.KINDS)},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "Every field that is wrong.",
            "items": {
                "type": "object",
                "properties": {
                    "path": {"type": "string", "examples": ["lines[0].price"]},
                    "message": {"type": "string"},
                },
                "required": ["path", "message"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["type", "title", "status", "code", "detail"],
}


def reference(kind: Any) -> dict[str, str]:
    """Refer to a struct's schema."""
    return {"$ref": _REF.format(name=kind.__name__)}


def components(table: Iterable[Endpoint]) -> dict[str, Any]:
    """Describe all that the endpoints take and answer."""
    endpoints = list(table)
    described: dict[str, Any] = {"Problem": PROBLEM}
    for endpoint in endpoints:
        if endpoint.body is not None:
            for node in _objects(endpoint.body.node):
                described[node.name] = node.definition()
    answers = sorted({endpoint.answers for endpoint in endpoints}, key=lambda one: one.__name__)
    _, told = msgspec.json.schema_components(answers, ref_template=_REF)
    described |= {name: _of_answer(schema) for name, schema in told.items()}
    return dict(sorted(described.items()))


def _of_answer(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "title"}


def _objects(node: Node) -> Iterator[FieldsNode]:
    match node:
        case FieldsNode():
            yield node
            for field in node.fields.values():
                yield from _objects(field)
        case MaybeNode() | NotedNode() | LooseNode():
            yield from _objects(node.node)
        case ItemsNode():
            yield from _objects(node.item)
