"""What every type of value can do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Type:
    """A type of value.

    ``read`` turns plain JSON into a value and refuses, with ``ValueError``,
    what is of another type; ``write`` turns it back. ``tell`` takes the value,
    the language and the currency. ``cast`` is the type in PostgreSQL.
    """

    name: str
    cast: str
    read: Callable[[object], Any]
    write: Callable[[Any], Any]
    tell: Callable[[Any, str, str], str]
    is_ordered: bool = False
