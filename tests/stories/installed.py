"""Plushka as a person starts it: processes, a PLUSHKA_HOME of its own, exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from plushka.integrations import postgres

PATIENCE_SECONDS = 60
PLUSHKA = Path(sys.executable).with_name("plushka")


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        """The one JSON object on stdout."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Installed:
    """The command in a home of its own."""

    home: Path

    def environment(self) -> dict[str, str]:
        """The environment of a person who has set nothing but the home."""
        ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return ours | {"PLUSHKA_HOME": str(self.home)}

    def run(self, *arguments: str | Path) -> Said:
        """Run a command to its end."""
        done = subprocess.run(
            (PLUSHKA, *arguments),
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: str | Path) -> "subprocess.Popen[str]":
        """Start a command and leave it running."""
        return subprocess.Popen(
            (PLUSHKA, *arguments),
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database as its owner."""
        with psycopg.connect(postgres.ensure(self.home), autocommit=True) as owner:
            cursor = owner.execute(statement.encode(), values)
            return cursor.fetchall() if cursor.description else []


def wait_for(condition: Any) -> None:
    """Ask again and again until it is so."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < give_up, "this takes too long"
        time.sleep(0.05)


def installed(home: Path) -> Iterator[Installed]:
    """Give the command a home with its tables, and stop what runs there afterwards.

    We use the database too, so it does not start and stop with every command.
    """
    postgres.ensure(home)
    yield Installed(home)
    postgres.stop(home)


def stop(process: "subprocess.Popen[str]", number: signal.Signals = signal.SIGTERM) -> Said:
    """Send a signal to a command and wait for its end."""
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE_SECONDS)
    return Said(process.returncode, out, err)
