"""Whatever is killed, the next call has a server with everything that was committed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import psycopg
import pytest

from plushka.integrations import postgres
from plushka.integrations.postgres import server
from tests.integrations.postgres.conftest import (
    ask,
    first_line,
    kill_postmaster,
    postmaster,
    wait_until,
)

pytestmark = pytest.mark.slow

type Beside = Callable[[Path], Popen[str]]

ADOPTS_THE_SERVER = """
import ctypes, os, signal, sys
from pathlib import Path
from plushka.integrations import postgres

PR_SET_CHILD_SUBREAPER = 36
assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
home = Path(sys.argv[1])
postgres.ensure(home)
pid = int((home / "postgres/data/postmaster.pid").read_text().split()[0])
status = Path(f"/proc/{pid}/status")
assert f"PPid:\\t{os.getpid()}\\n" in status.read_text()
os.kill(pid, signal.SIGKILL)
while "State:\\tZ" not in status.read_text():
    pass
print(postgres.ensure(home), flush=True)
"""
"""Has the server for a child, as process 1 of a container would, and leaves it a zombie."""


def table_of_seven(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")


def test_a_killed_server_comes_back_with_what_was_committed(home: Path) -> None:
    table_of_seven(postgres.ensure(home))

    kill_postmaster(home)

    assert ask(postgres.ensure(home), "SELECT n FROM kept") == 7


def test_a_killed_server_and_user_come_back(home: Path, beside: Beside) -> None:
    user = beside(home)
    table_of_seven(first_line(user))

    user.kill()
    kill_postmaster(home)

    assert ask(postgres.ensure(home), "SELECT n FROM kept") == 7


def test_a_server_outlives_the_kill_of_who_started_it(home: Path, beside: Beside) -> None:
    user = beside(home)
    first_line(user)
    first = postmaster(home)

    user.kill()
    user.wait()

    postgres.ensure(home)
    assert postmaster(home) == first


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives orphans to a child's parent")
def test_a_killed_server_that_is_our_own_child_is_not_taken_for_a_living_one(home: Path) -> None:
    answer = subprocess.run(
        (sys.executable, "-c", ADOPTS_THE_SERVER, str(home)),
        check=True,
        capture_output=True,
        text=True,
    )

    assert ask(answer.stdout.strip(), "SELECT 1") == 1


def test_a_pid_file_that_names_a_stranger_is_a_leftover(home: Path) -> None:
    table_of_seven(postgres.ensure(home))
    pid_file = home / "postgres/data/postmaster.pid"
    left = pid_file.read_text()
    dead = kill_postmaster(home)

    pid_file.write_text(left.replace(str(dead), str(os.getpid()), 1))

    assert ask(postgres.ensure(home), "SELECT n FROM kept") == 7


def test_a_stop_beside_a_stranger_with_the_old_pid_leaves_the_stranger_alone(home: Path) -> None:
    postgres.ensure(home)
    pid_file = home / "postgres/data/postmaster.pid"
    left = pid_file.read_text()
    dead = kill_postmaster(home)
    stranger = Popen(("sleep", "60"))

    pid_file.write_text(left.replace(str(dead), str(stranger.pid), 1))
    postgres.stop(home)

    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def orphan(home: Path) -> int:
    """Leave a backend of a killed server behind, stopped so that it cannot notice."""
    with psycopg.connect(postgres.ensure(home)) as connection:
        backend = connection.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        kill_postmaster(home)
    return backend


def test_ensure_waits_for_the_backends_of_a_killed_server(home: Path) -> None:
    backend = orphan(home)
    ended = threading.Timer(1, os.kill, (backend, signal.SIGKILL))
    ended.start()

    url = postgres.ensure(home)

    assert ended.finished.is_set()
    assert ask(url, "SELECT 1") == 1


def test_ensure_gives_up_on_backends_that_never_end(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = orphan(home)
    monkeypatch.setattr(server, "SILENCE_SECONDS", 0.3)

    with pytest.raises(postgres.PostgresUnavailable, match="processes of a killed one are still"):
        postgres.ensure(home)
    os.kill(backend, signal.SIGKILL)


def test_ensure_waits_for_a_server_that_is_recovering(home: Path) -> None:
    url = postgres.ensure(home)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE big AS SELECT generate_series(1, 500000) AS n")
    kill_postmaster(home)
    starter = threading.Thread(target=postgres.ensure, args=(home,))
    starter.start()

    assert ask(postgres.ensure(home), "SELECT count(*) FROM big") == 500_000
    starter.join()


def test_a_backend_killed_alone_is_recovered_from(home: Path) -> None:
    url = postgres.ensure(home)
    table_of_seven(url)
    with psycopg.connect(url) as connection:
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        wait_until(lambda: not _alive(connection.info.backend_pid))

    assert ask(postgres.ensure(home), "SELECT n FROM kept") == 7


@pytest.mark.parametrize("seconds", [0.15, 0.3, 0.45, 0.6])
def test_a_start_killed_half_way_is_done_again(home: Path, beside: Beside, seconds: float) -> None:
    starter = beside(home)
    time.sleep(seconds)

    starter.kill()

    assert ask(postgres.ensure(home), "SELECT 1") == 1
    assert list((home / "postgres").glob("new-*")) == []


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
