"""Numbers, lists and objects, and what stands around a value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plushka.lib.refusal import Refusal
from plushka.web.api.reading.choice import Choice
from plushka.web.api.reading.node import Fault, Node, inside
from plushka.web.api.reading.texts import Check
from plushka.web.api.reading.tree import Number
from plushka.web.api.reading.values import Value


@dataclass(frozen=True, slots=True)
class ValueNode:
    """A value read from its own token."""

    value: Value

    def faults(self, value: object, path: str, _region: str) -> Iterator[Fault]:
        """Say what is wrong with it."""
        if not isinstance(value, str):
            yield path, "write a decimal, such as 146.98"
            return
        try:
            self.value.read(value)
        except ValueError as wrong:
            yield path, str(wrong)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return self.value.schema


@dataclass(frozen=True, slots=True)
class WholeNode:
    """A whole number within bounds."""

    least: int | None
    most: int | None

    def faults(self, value: object, path: str, _region: str) -> Iterator[Fault]:
        """Say what is wrong with it."""
        try:
            number = int(value) if isinstance(value, Number) and len(value) < _LONGEST else None
        except ValueError:
            number = None
        if number is None:
            yield path, "write a whole number"
        elif (self.least is not None and number < self.least) or (
            self.most is not None and number > self.most
        ):
            yield path, f"use a whole number from {self.least} to {self.most}"

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        bounds = {"minimum": self.least, "maximum": self.most}
        return {"type": "integer"} | {k: v for k, v in bounds.items() if v is not None}


_LONGEST = 20
"""Digits of any whole number we read."""


@dataclass(frozen=True, slots=True)
class FlagNode:
    """True or false."""

    def faults(self, value: object, path: str, _region: str) -> Iterator[Fault]:
        """Say what is wrong with it."""
        if not isinstance(value, bool):
            yield path, "write true or false"

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class ItemsNode:
    """A list of values of one kind."""

    item: Node
    least: int
    most: int | None

    def faults(self, value: object, path: str, region: str) -> Iterator[Fault]:
        """Say what is wrong with it, and with each item."""
        if not isinstance(value, list):
            yield path, "write a list"
            return
        if len(value) < self.least:
            yield path, f"give at least {self.least}"
        if self.most is not None and len(value) > self.most:
            yield path, f"give at most {self.most}, not {len(value)}"
            return
        for place, item in enumerate(value):
            yield from self.item.faults(item, f"{path}[{place}]", region)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        described: dict[str, Any] = {"type": "array", "items": self.item.schema()}
        if self.least:
            described["minItems"] = self.least
        if self.most is not None:
            described["maxItems"] = self.most
        return described


@dataclass(frozen=True, slots=True)
class FieldsNode:
    """An object with fields of its own, no others."""

    name: str
    about: str
    fields: Mapping[str, Node]
    needed: frozenset[str]
    choices: tuple[Choice, ...]

    def faults(self, value: object, path: str, region: str) -> Iterator[Fault]:
        """Say what is wrong with it, and with each field."""
        if not isinstance(value, dict):
            yield path, "write an object"
            return
        for name in value:
            if name not in self.fields:
                yield inside(path, name), "there is no such field"
        for name, node in self.fields.items():
            if name in value:
                yield from node.faults(value[name], inside(path, name), region)
            elif name in self.needed:
                yield inside(path, name), "this is needed"
        for choice in self.choices:
            yield from choice.faults(value, path)

    def schema(self) -> dict[str, Any]:
        """Describe it by reference; ``definition`` is what is referred to."""
        return {"$ref": f"#/components/schemas/{self.name}"}

    def definition(self) -> dict[str, Any]:
        """Describe it in full."""
        described: dict[str, Any] = {
            "type": "object",
            "description": self.about,
            "properties": {name: node.schema() for name, node in self.fields.items()},
            "additionalProperties": False,
        }
        if self.needed:
            described["required"] = [name for name in self.fields if name in self.needed]
        if self.choices:
            described["allOf"] = [choice.schema() for choice in self.choices]
        return described


@dataclass(frozen=True, slots=True)
class MaybeNode:
    """A value that may also be null, which says the same as leaving it out."""

    node: Node

    def faults(self, value: object, path: str, region: str) -> Iterator[Fault]:
        """Say what is wrong with it."""
        if value is not None:
            yield from self.node.faults(value, path, region)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        described = self.node.schema()
        if list(described) == ["type"] or isinstance(described.get("type"), str):
            return described | {"type": [described["type"], "null"]}
        if "anyOf" in described:
            return described | {"anyOf": [*described["anyOf"], {"type": "null"}]}
        return {"anyOf": [described, {"type": "null"}]}


@dataclass(frozen=True, slots=True)
class NotedNode:
    """A value with something more to read about it, and perhaps one more question to ask."""

    node: Node
    notes: Mapping[str, Any]
    check: Check | None

    def faults(self, value: object, path: str, region: str) -> Iterator[Fault]:
        """Say what is wrong with it; the question is asked of what is well formed."""
        found = list(self.node.faults(value, path, region))
        yield from found
        if found or self.check is None:
            return
        try:
            self.check(str(value), region)
        except Refusal as refusal:
            yield path, str(refusal).removeprefix(": ")
        except ValueError as wrong:
            yield path, str(wrong)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return self.node.schema() | dict(self.notes)


@dataclass(frozen=True, slots=True)
class AnyNode:
    """Whatever it is: somebody else looks at it."""

    def faults(self, _value: object, _path: str, _region: str) -> Iterator[Fault]:
        """Say nothing."""
        return iter(())

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {}


@dataclass(frozen=True, slots=True)
class LooseNode:
    """A value that is read and refused on its own, without refusing what it stands in."""

    node: Node

    def faults(self, value: object, path: str, region: str) -> Iterator[Fault]:
        """Say what is wrong with it."""
        return self.node.faults(value, path, region)

    def schema(self) -> dict[str, Any]:
        """Describe it: what is wanted, and that anything is let through."""
        return {"anyOf": [self.node.schema(), {}]}


@dataclass(frozen=True, slots=True)
class MapNode:
    """An object with names of the caller's own."""

    value: Node

    def faults(self, value: object, path: str, region: str) -> Iterator[Fault]:
        """Say what is wrong with it, and with each value."""
        if not isinstance(value, dict):
            yield path, "write an object"
            return
        for name, item in value.items():
            yield from self.value.faults(item, inside(path, name), region)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "object", "additionalProperties": self.value.schema()}


def refused(faults: Iterator[Fault]) -> list[dict[str, str]]:
    """Write faults as problems carry them, as many as anybody will read."""
    return [
        {"path": path, "message": message}
        for (path, message), _ in zip(faults, range(_MOST_TOLD), strict=False)
    ]


_MOST_TOLD = 100
