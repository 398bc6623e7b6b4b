"""A server of its own for each test, and processes that use it beside ours."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from plushka.integrations import postgres

USER_OF_THE_SERVER = """
import sys
from pathlib import Path
from plushka.integrations import postgres

home = Path(sys.argv[1])
print(postgres.ensure(home), flush=True)
sys.stdin.readline()
print(postgres.stop_if_last(home), flush=True)
"""
"""Uses the server until a line arrives, then leaves cleanly."""


@pytest.fixture
def home() -> Iterator[Path]:
    """A PLUSHKA_HOME that every user could enter."""
    with tempfile.TemporaryDirectory(prefix="home-") as place:
        Path(place).chmod(0o755)
        home = Path(place) / "var"
        yield home
        end(home)


@pytest.fixture
def beside() -> Iterator[Callable[[Path], subprocess.Popen[str]]]:
    """Starts another process that uses the server of a home."""
    started: list[subprocess.Popen[str]] = []

    def start(home: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            (sys.executable, "-c", USER_OF_THE_SERVER, str(home)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> str:
    """The URL a process beside us was given; it has it once it says so."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(home: Path) -> None:
    """Leave no server behind, whatever the test did to it."""
    postgres.stop_if_last(home)
    postgres.stop(home)


def postmaster(home: Path) -> int:
    return int((home / "postgres/data/postmaster.pid").read_text().split()[0])


def kill_postmaster(home: Path) -> int:
    pid = postmaster(home)
    os.kill(pid, signal.SIGKILL)
    return pid


def ask(url: str, statement: str) -> object:
    """The one value a statement answers."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(statement.encode()).fetchone()
        assert row is not None
        return row[0]


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def answers(url: str) -> bool:
    try:
        return ask(url, "SELECT 1") == 1
    except psycopg.OperationalError:
        return False
