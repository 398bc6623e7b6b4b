"""How far the demo's year is, kept where the start page reads it."""

import contextlib
import datetime as dt
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

type State = Literal["RUNNING", "DONE", "FAILED"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Receipts done of all there are; moments as RFC 3339."""

    done: int
    of: int
    state: State
    started_at: str
    updated_at: str
    #: Whose year it is; a new company begins a new one.
    company: int


def place(home: Path) -> Path:
    """Say where the progress is kept."""
    return home / "demo-import.json"


def read(home: Path) -> Progress | None:
    """Read how far the year is; None before it begins."""
    with contextlib.suppress(FileNotFoundError, ValueError, TypeError):
        return Progress(**json.loads(place(home).read_text(encoding="utf-8")))
    return None


def write(home: Path, progress: Progress) -> None:
    """Keep how far the year is; a reader finds the old or the new whole."""
    draft = place(home).with_name(f"demo-import.{os.getpid()}")
    draft.write_text(json.dumps(asdict(progress), ensure_ascii=False), encoding="utf-8")
    draft.replace(place(home))


def stamp(at: dt.datetime) -> str:
    """Write a moment."""
    return at.isoformat(timespec="seconds")
