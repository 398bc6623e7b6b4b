"""Console blocks of the documentation, run as a reader would run them."""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.docs.pages import blocks

_LEFT_OUT = re.compile(r",\s*…\s*(?=})")
_OPEN = "…"
_END = "=== said ==="

NOT_RUN = ("make", "export PLUSHKA_HOME", ".venv/bin/plushka serve", "systemctl", "sudo")
"""What the tests set up by themselves."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command, and what the page says it answers."""

    command: str
    answer: str


def steps(page: Path) -> Iterator[Step]:
    """Every command of a page's console blocks with its answer, in order."""
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines()
            more = next(
                (place for place, line in enumerate(lines[1:], 1) if line[:2] != "> "), len(lines)
            )
            command = "\n".join([lines[0], *(line[2:] for line in lines[1:more])])
            yield Step(command, "\n".join(lines[more:]).strip())


class Shell:
    """One bash that remembers what earlier commands have set."""

    def __init__(self, *, folder: Path, environment: dict[str, str]) -> None:
        self._bash = subprocess.Popen(
            ("bash",),
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, command: str) -> str:
        """Give what a command writes."""
        stdin, stdout = self._bash.stdin, self._bash.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{command}\nprintf '\\n{_END}\\n'\n")
        stdin.flush()
        said = []
        for line in stdout:
            if line.strip() == _END:
                break
            said.append(line)
        return "".join(said).replace("\r", "").strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bash.communicate("exit\n")


def is_as_told(said: str, told: str) -> bool:
    """Compare what was said with what a page tells; ``…`` stands for anything.

    Of the spaces between digits a page does not show which never break.
    """
    said = said.replace("\N{NO-BREAK SPACE}", " ")
    if told.startswith("{"):
        return _fits(json.loads(said), json.loads(_LEFT_OUT.sub(f', "{_OPEN}": null', told)))
    return _is_like(said, told)


def _fits(said: Any, told: Any) -> bool:
    match told:
        case dict():
            names = told.keys() - {_OPEN}
            is_whole = _OPEN in told or names == said.keys()
            return is_whole and all(
                name in said and _fits(said[name], told[name]) for name in names
            )
        case list():
            return len(said) == len(told) and all(map(_fits, said, told))
        case str():
            return isinstance(said, str) and _is_like(said, told)
        case _:
            return bool(said == told)


def _is_like(said: str, told: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in told.split(_OPEN))
    return re.fullmatch(pattern, said, re.DOTALL) is not None
