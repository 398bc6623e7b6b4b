"""What every kind of value can do: name its faults, describe itself."""

from collections.abc import Iterator
from typing import Any, Protocol

type Fault = tuple[str, str]
"""A path such as ``lines[0].price``, and a message for whoever writes the caller."""


class Node(Protocol):
    """One value of a shape."""

    def faults(self, value: object, path: str, region: str) -> Iterator[Fault]:
        """Name everything that is wrong with a value of a tree; ``region`` reads phones."""
        ...

    def schema(self) -> dict[str, Any]:
        """Describe the values as JSON Schema 2020-12."""
        ...


def inside(path: str, name: str) -> str:
    """Write the path of a field; the longest and strangest names are shortened."""
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    shown = shown.encode("utf-8", "replace").decode()
    return f"{path}.{shown}" if path else shown


_SHOWN = 60
