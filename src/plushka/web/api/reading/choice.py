"""Fields that go together or not at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plushka.web.api.reading.node import Fault, inside

_GIVEN = {"not": {"type": "null"}}
_NOT_GIVEN = {"type": "null"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Of the fields named, one is needed, or only one may be given, or both."""

    names: tuple[str, ...]
    is_needed: bool = True
    is_single: bool = True

    def faults(self, value: Mapping[str, object], path: str) -> Iterator[Fault]:
        """Say what is wrong with an object; null is not given."""
        given = [name for name in self.names if value.get(name) is not None]
        if self.is_needed and not given:
            yield path or self.names[0], f"one of these is needed: {', '.join(self.names)}"
        if self.is_single:
            for name in given[1:]:
                yield inside(path, name), f"{given[0]} says it already; give one of them"

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        if not self.is_needed:
            given = dict.fromkeys(self.names, _GIVEN)
            return {"not": {"required": list(self.names), "properties": given}}
        if not self.is_single:
            return {"anyOf": [_with(name, {name: _GIVEN}) for name in self.names]}
        return {
            "oneOf": [
                _with(one, {name: _GIVEN if name == one else _NOT_GIVEN for name in self.names})
                for one in self.names
            ]
        }


def _with(name: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {"required": [name], "properties": properties}
