"""The repository as the tests of this folder read it."""

import ast
from collections.abc import Iterator
from configparser import ConfigParser
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "plushka"
DOMAIN = SOURCE / "domain"


def python_files(*folders: Path) -> list[Path]:
    """Everything written by hand in Python; migrations are written by Django."""
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts
    )


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def short(path: Path) -> str:
    """How a path is named in a failure."""
    return str(path.relative_to(ROOT))


def layers(contract: str) -> list[set[str]]:
    """The lines of a contract of .importlinter, top to bottom."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter")
    lines = contracts[f"importlinter:contract:{contract}"]["layers"].split("\n")
    return [{name.strip() for name in line.split("|")} for line in lines if line]


def height(contract: str) -> dict[str, int]:
    """How high each name of a contract stands; neighbours of one line stand equally high."""
    lines = layers(contract)
    return {name: len(lines) - place for place, line in enumerate(lines) for name in line}
