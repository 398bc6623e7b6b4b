"""Files and functions one can read at a sitting."""

from tests.architecture.tree import ROOT, functions, python_files, short

LONGEST_FILE = 300
LONGEST_FUNCTION = 60

FOLDERS = tuple(ROOT / name for name in ("src", "tests", "bench"))


def test_files_are_short() -> None:
    long = {
        short(path): lines
        for path in python_files(*FOLDERS)
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_functions_are_short() -> None:
    long = {
        f"{short(path)} {function.name}": lines
        for path in python_files(*FOLDERS)
        for function in functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }

    assert long == {}
