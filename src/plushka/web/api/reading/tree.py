"""JSON as a plain tree in which a number is still what was written."""

import json
from dataclasses import dataclass
from typing import Any


class Number(str):
    """The token of a JSON number, or of the NaN and Infinity that JSON does not have."""

    __slots__ = ()

    @property
    def is_json(self) -> bool:
        """Tell whether JSON knows such a number."""
        return self[-1:].isdigit()


class Unreadable(Exception):  # noqa: N818 - answered as a problem, told in its words
    """The body is no JSON at all."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What was read, and whether all of it was JSON.

    ``NaN`` and bare control characters inside texts are let in, so that the
    fields they stand in can be named; such a body is still unreadable.
    """

    root: Any
    is_json: bool


def read_tree(body: bytes) -> Tree:
    """Read bytes into dicts, lists, texts, numbers as written, true, false and null.

    Raises ``Unreadable`` with a sentence. Nesting must have been looked at.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(f"Byte {error.start} is no UTF-8.") from None
    try:
        return Tree(_load(text, strict=True), is_json=True)
    except json.JSONDecodeError as error:
        return _lenient(text, error)
    except _NotJson:
        return Tree(_load(text, strict=False, constant=Number), is_json=False)


class _NotJson(Exception):  # noqa: N818 - never leaves this file
    """NaN, Infinity or -Infinity."""


def _refuse(_token: str) -> Number:
    raise _NotJson


def _lenient(text: str, error: json.JSONDecodeError) -> Tree:
    if "control character" not in error.msg:
        raise Unreadable(f"It is no JSON: see character {error.pos + 1}.") from None
    try:
        return Tree(_load(text, strict=False, constant=Number), is_json=False)
    except json.JSONDecodeError as worse:
        raise Unreadable(f"It is no JSON: see character {worse.pos + 1}.") from None


def _load(text: str, *, strict: bool, constant: Any = _refuse) -> Any:
    return json.loads(
        text, parse_int=Number, parse_float=Number, parse_constant=constant, strict=strict
    )
