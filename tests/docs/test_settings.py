"""The page of settings has every environment variable that the code reads, and no other."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.architecture.tree import SOURCE, parsed, python_files
from tests.docs.pages import code, codes, reference, sections, table

DEFAULTS_IN_WORDS = {"DATABASE_URL"}
"""What the code falls back to is never used: the command line has started a database by then."""


def read_by_code() -> dict[str, set[str]]:
    """Names of variables, each with the defaults it is read with."""
    found: dict[str, set[str]] = {}
    for path in python_files(SOURCE):
        for name, default in _reads(path):
            found.setdefault(name, set()).update([default] if default else [])
    return found


def _reads(path: Path) -> Iterator[tuple[str, str]]:
    tree = parsed(path)
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=place, attr="get"), args=[name, *rest]):
                default = rest
            case ast.Subscript(value=place, slice=name, ctx=ast.Load()):
                default = []
            case _:
                continue
        if ast.unparse(place) == "os.environ":
            yield _text(name, constants), _text(default[0], constants) if default else ""


def _text(node: ast.expr, constants: Mapping[str, object]) -> str:
    if isinstance(node, ast.Name):
        return str(constants[node.id])
    assert isinstance(node, ast.Constant)
    return str(node.value)


def test_every_variable_that_is_read_is_told() -> None:
    page = sections(reference("settings"))
    told = [code(row["variable"]) for row in table(page["For you to set"])]
    ours = codes(page["Set by Plushka itself"])

    assert sorted(told + ours) == sorted(read_by_code())


def test_defaults_are_those_of_the_code() -> None:
    rows = table(sections(reference("settings"))["For you to set"])
    told = {code(row["variable"]): set(codes(row["default"])) for row in rows}

    for name, defaults in read_by_code().items():
        if defaults and name not in DEFAULTS_IN_WORDS:
            assert told[name] == defaults, name
