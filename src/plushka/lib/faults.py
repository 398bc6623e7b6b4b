"""What a log may say of a fault: its kind and where it was, never the values it speaks of.

A database error quotes the row it refused, and rows hold phones and names.
"""

import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

_FRAMES = 12


def told_of(fault: BaseException) -> dict[str, Any]:
    """Describe a fault and what it came from, without a word of its message."""
    kinds: list[str] = []
    cause: BaseException | None = fault
    while cause is not None and len(kinds) < _FRAMES:
        kinds.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(fault.__traceback__)[-_FRAMES:]
    where = [f"{frame.filename.rpartition('plushka/')[2]}:{frame.lineno}" for frame in frames]
    return {"fault": kinds, "where": where}


def without_values(
    _logger: object, _method: str, told: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Tell of a fault, where a log is about one, what may be told: a processor of structlog."""
    if told.pop("exc_info", False) and (fault := sys.exc_info()[1]):
        told.update(told_of(fault))
    return told
