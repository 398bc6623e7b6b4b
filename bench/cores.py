"""Where the time goes: how much of a core each side used, as the kernel counts it."""

import os
import resource
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

_PROC = Path("/proc")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Cores:
    """Seconds of processor time that groups of processes used while this was open."""

    groups: Mapping[str, Callable[[], Iterable[int]]]
    used: dict[str, float] = field(default_factory=dict)
    _before: dict[str, dict[int, float]] = field(default_factory=dict)
    _children: float = 0.0

    def __enter__(self) -> Self:
        self._before = {name: _times(pids()) for name, pids in self.groups.items()}
        self._children = _of_children()
        return self

    def __exit__(self, *_: object) -> None:
        for name, pids in self.groups.items():
            before = self._before[name]
            self.used[name] = sum(
                spent - before.get(pid, 0.0) for pid, spent in _times(pids()).items()
            )
        self.used["load"] = _of_children() - self._children

    def each(self, times: int) -> str:
        """Say it in milliseconds of a core for each of so many calls."""
        return ", ".join(
            f"{name} {1000 * spent / times:.2f}" for name, spent in self.used.items() if spent
        )


def postgres_pids(home: Path) -> list[int]:
    """Find the processes of the database below a folder."""
    head = _PROC.glob("[0-9]*/cmdline")
    mine = str(home).encode()
    masters = {int(file.parent.name) for file in head if mine in _read(file) and _is_master(file)}
    return [pid for pid in _all_pids() if pid in masters or _parent(pid) in masters]


def _is_master(cmdline: Path) -> bool:
    return b"bin/postgres" in _read(cmdline).split(b"\0")[0]


def _all_pids() -> list[int]:
    return [int(entry.name) for entry in _PROC.glob("[0-9]*")] if _PROC.exists() else []


def _parent(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[1]) if fields else 0


def _times(pids: Iterable[int]) -> dict[int, float]:
    found = {}
    for pid in pids:
        if fields := _stat(pid):
            # Its own time and that of its children that have ended.
            found[pid] = sum(map(int, fields[11:15])) / _TICK
    return found


def _stat(pid: int) -> list[bytes]:
    # What follows the name in brackets: state, parent, …
    return _read(_PROC / str(pid) / "stat").rpartition(b") ")[2].split()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _of_children() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime
