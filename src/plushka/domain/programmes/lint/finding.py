"""What the lint tells of one place of a programme."""

from dataclasses import dataclass, field
from typing import Any, Literal

type Level = Literal["error", "warning"]
"""An error keeps a draft from being published; a warning is the author's to judge."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place. Facts are what its sentence needs: see ``telling``."""

    path: str
    level: Level
    code: str
    facts: dict[str, Any] = field(default_factory=dict)
