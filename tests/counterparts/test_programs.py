"""Programs of others are found, started, waited for and ended; a missing one is not silent."""

import subprocess
import sys
from pathlib import Path

import pytest
from tools import programs as table

from tests.programs import free_port, loud_lines, need, running

ABSENT = table.Debian("plushka-has-no-such-program", ("no-such-package",))

SERVER = """
import socket, subprocess, sys, time
child = subprocess.Popen(("sleep", "600"))
with socket.socket() as listening:
    listening.bind(("127.0.0.1", int(sys.argv[1])))
    listening.listen()
    print("child", child.pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(table.PROGRAMS, "absent", ABSENT)
    return "absent"


def test_a_missing_program_skips_its_tests_and_is_told_loudly(
    absent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLUSHKA_NEEDS_PROGRAMS", "chromium,kannel")

    with pytest.raises(pytest.skip.Exception) as skipped:
        need(absent)

    reports = [_skipped(f"Skipped: {skipped.value.msg}"), _skipped("Skipped: of its own accord")]
    assert loud_lines([reports[0], *reports]) == [
        "2 TESTS WERE SKIPPED, PROGRAM MISSING: absent (apt-get install no-such-package)"
    ]


def test_a_missing_program_that_could_be_had_fails_its_tests(
    absent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLUSHKA_NEEDS_PROGRAMS", "chromium,absent")

    with pytest.raises(pytest.fail.Exception, match=r"PROGRAM MISSING: absent \(apt-get install"):
        need(absent)


def test_a_program_is_waited_for_and_ends_with_its_children(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"

    with running(sys.executable, "-c", SERVER, str(port), log=log, port=port, line="child") as it:
        [child] = [int(line.split()[1]) for line in log.read_text().splitlines()]
        assert it.poll() is None
        assert _lives(child)

    assert it.poll() is not None
    assert not _lives(child)


def test_a_program_that_ends_too_early_tells_why(tmp_path: Path) -> None:
    with (
        pytest.raises(AssertionError, match=r"(?s)it ended by itself.*no such wind"),
        running(sys.executable, "-c", "exit('no such wind')", log=tmp_path / "log", line="ready"),
    ):
        pass


@pytest.mark.parametrize("module", ["smpp", "web-push-testing/src/server.js"])
def test_scripts_for_node_find_the_packages(module: str, tmp_path: Path) -> None:
    need(module.partition("/")[0])
    script = tmp_path / "script.cjs"
    script.write_text(f"require({module!r}); console.log('found'); setInterval(() => 0, 1000)")

    with running("node", script, log=tmp_path / "log", line="found"):
        pass


def _skipped(reason: str) -> pytest.TestReport:
    place = ("tests/test_some.py", 1, reason)
    return pytest.TestReport("some", (*place[:2], "some"), {}, "skipped", place, "setup")


def _lives(process: int) -> bool:
    """Say whether it runs; who ended and was not asked for its end yet does not."""
    state = subprocess.run(
        ("ps", "-o", "stat=", "-p", str(process)), capture_output=True, text=True, check=False
    )
    return state.stdout[:1] not in {"", "Z"}
