"""Who imports whom."""

import ast

import pytest
from importlinter.cli import lint_imports

from tests.architecture.tree import SOURCE, functions, python_files, short

IMPORTS_INSIDE: dict[str, str] = {}
"""Files that import inside a function, each with the reason why it must."""

FORBIDDEN_NAMES = {
    "base",
    "common",
    "exceptions",
    "handler",
    "handlers",
    "helpers",
    "manager",
    "managers",
    "misc",
    "service",
    "services",
    "utils",
}
"""Names of modules that say nothing of what is in them."""


@pytest.mark.slow
def test_imports_go_down_the_map(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(no_cache=True, no_logo=True)

    assert status == 0, capsys.readouterr().out


def test_imports_stand_at_the_top_of_files() -> None:
    inside = {
        short(path)
        for path in python_files(SOURCE)
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }

    assert inside == set(IMPORTS_INSIDE)


def test_no_signals() -> None:
    signalled = {
        short(path)
        for path in python_files(SOURCE)
        if "django.dispatch" in (text := path.read_text()) or "db.models.signals" in text
    }

    assert signalled == set()


def test_modules_are_named_by_what_is_in_them() -> None:
    vague = {short(path) for path in python_files(SOURCE) if path.stem in FORBIDDEN_NAMES}

    # Django looks for the connections of a backend in a module of this name.
    assert vague == {"src/plushka/lib/db/backend/base.py"}
