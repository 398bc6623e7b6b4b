"""The documentation as its tests read it: sections, tables, fenced blocks."""

import re
from itertools import takewhile
from pathlib import Path
from textwrap import dedent

from tests.architecture.tree import ROOT

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"

_HEADING = re.compile(r"^#{2,3} (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_CELLS = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"`([^`]+)`")

type Row = dict[str, str]


def reference(name: str) -> str:
    """The text of a page of the reference."""
    return (REFERENCE / f"{name}.md").read_text(encoding="utf-8")


def sections(text: str) -> dict[str, str]:
    """What stands under each heading, down to the next one."""
    parts = _HEADING.split(text)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def table(text: str) -> list[Row]:
    """The rows of the first table, by the words of its head."""
    lines = iter(text.splitlines())
    head = next((_cells(line) for line in lines if line.startswith("|")), [])
    next(lines, "")
    rows = takewhile(lambda line: line.startswith("|"), lines)
    return [dict(zip(head, _cells(row), strict=True)) for row in rows]


def codes(cell: str) -> list[str]:
    """What a cell has between backticks."""
    return _CODE.findall(cell)


def code(cell: str) -> str:
    """The one thing a cell has between backticks."""
    [found] = codes(cell)
    return found


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    found = _BLOCK.findall(path.read_text("utf-8"))
    return [dedent(text) for _, name, text in found if name == language]


def _cells(line: str) -> list[str]:
    return [cell.strip().replace(r"\|", "|") for cell in _CELLS.split(line)[1:-1]]
