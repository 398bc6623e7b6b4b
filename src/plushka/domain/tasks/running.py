"""What a kind of task is: a function that does one portion."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Running:
    """A task, as the portion that comes next is told of it."""

    id: UUID
    kind: str
    request: dict[str, Any]
    #: What the portion before left; empty for the first one.
    progress: dict[str, Any]
    #: What the portions before came to.
    result: dict[str, Any]
    actor: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Portion:
    """How far the task is after a portion: written in the portion's transaction."""

    done: int
    of: int
    is_over: bool
    progress: dict[str, Any] = field(default_factory=dict)
    result: dict[str, Any] = field(default_factory=dict)


type Step = Callable[[Running, dt.datetime], Portion]
"""Does one portion in the tenant's transaction, told the time; some seconds at most."""
