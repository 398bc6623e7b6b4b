"""Homes that are set up already: the tables are made once for all tests of a run."""

import subprocess
from pathlib import Path

import pytest

from plushka.integrations import postgres
from plushka.integrations.postgres import locks
from tests.stories.installed import Installed


def copied_home(factory: pytest.TempPathFactory, home: Path) -> Path:
    """Give ``home``, which is not there yet, as a first command leaves one: with its tables.

    The workers of a run share what is copied.
    """
    own = factory.getbasetemp()
    shared = own.parent if own.name.startswith("popen-") else own
    first = shared / "set-up"
    with locks.exclusive(shared / "set-up.lock"):
        if not first.exists():
            _set_up(shared / "setting-up").rename(first)
    home.parent.mkdir(parents=True, exist_ok=True)
    # The files may belong to the user that the database runs as.
    subprocess.run(("cp", "-a", first, home), check=True)
    return home


def _set_up(home: Path) -> Path:
    postgres.ensure(home)
    said = Installed(home).run("verify")
    postgres.stop_if_last(home)
    assert said.code == 0, said.err
    # It names the place of a socket that is no more.
    (home / "postgres" / "socket").unlink()
    return home
