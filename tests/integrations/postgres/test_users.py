"""Whom the server runs as, for root and for everybody else."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest

from plushka.integrations import postgres
from plushka.integrations.postgres import runas
from tests.integrations.postgres.conftest import ask, end, kill_postmaster, postmaster

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can be several users"),
]

AS_NOBODY = """
import os, pwd, sys
from pathlib import Path
from plushka.integrations import postgres

nobody = pwd.getpwnam("nobody")
os.setgroups([])
os.setgid(nobody.pw_gid)
os.setuid(nobody.pw_uid)
try:
    print(postgres.ensure(Path(sys.argv[1])))
except postgres.PostgresUnavailable as refusal:
    print(refusal)
"""


@pytest.fixture
def without_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a Mac, or in a container that allows none."""
    monkeypatch.delattr(os, "unshare")


@pytest.fixture
def nobody() -> pwd.struct_passwd:
    entry = pwd.getpwnam("nobody")
    programs = postgres.binaries() / "postgres"
    closed = runas.RunsAs("nobody", entry.pw_uid, entry.pw_gid, switches=True).first_closed(
        programs
    )
    if closed:
        pytest.skip(f"the checkout lies below {closed}, which nobody else can enter")
    return entry


@pytest.fixture
def owned_by_nobody(home: Path, nobody: pwd.struct_passwd) -> Path:
    home.mkdir()
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return home


def server_owner(home: Path) -> int:
    return Path(f"/proc/{postmaster(home)}").stat().st_uid


def ensure_as_nobody(home: Path) -> str:
    answer = subprocess.run(
        (sys.executable, "-c", AS_NOBODY, str(home)), check=True, capture_output=True, text=True
    )
    return answer.stdout.strip()


@pytest.mark.skipif(
    sys.platform != "linux" or not runas._namespace(), reason="no user namespaces here"
)
def test_root_runs_it_without_a_capability_where_only_root_may_go(home: Path) -> None:
    home.parent.chmod(0o700)

    url = postgres.ensure(home)

    assert ask(url, "SELECT 1") == 1
    status = Path(f"/proc/{postmaster(home)}/status").read_text()
    assert "CapEff:\t0000000000000000\n" in status
    assert home.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("without_namespaces")
def test_root_without_namespaces_runs_it_as_a_system_user(
    home: Path, nobody: pwd.struct_passwd
) -> None:
    assert ask(postgres.ensure(home), "SELECT 1") == 1
    assert server_owner(home) == (home / "postgres").stat().st_uid == nobody.pw_uid

    kill_postmaster(home)

    assert ask(postgres.ensure(home), "SELECT 1") == 1
    assert server_owner(home) == nobody.pw_uid


@pytest.mark.usefixtures("without_namespaces", "nobody")
def test_root_without_namespaces_is_told_which_directory_is_closed(home: Path) -> None:
    home.parent.chmod(0o700)

    with pytest.raises(postgres.PostgresUnavailable, match=f"nobody cannot enter {home.parent}:"):
        postgres.ensure(home)

    assert home.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("nobody")
def test_data_of_root_move_to_a_system_user_where_namespaces_went_away(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres.ensure(home)
    postgres.stop(home)
    monkeypatch.delattr(os, "unshare")

    assert ask(postgres.ensure(home), "SELECT 1") == 1


def test_a_user_runs_it_as_themselves_and_root_joins(
    owned_by_nobody: Path, nobody: pwd.struct_passwd
) -> None:
    url = ensure_as_nobody(owned_by_nobody)

    assert ask(url, "SELECT 1") == 1
    assert server_owner(owned_by_nobody) == nobody.pw_uid
    assert postgres.ensure(owned_by_nobody) == url


def test_root_starts_a_users_data_as_that_user(
    owned_by_nobody: Path, nobody: pwd.struct_passwd
) -> None:
    url = ensure_as_nobody(owned_by_nobody)
    postgres.stop(owned_by_nobody)

    assert postgres.ensure(owned_by_nobody) == url
    assert server_owner(owned_by_nobody) == nobody.pw_uid
    assert ensure_as_nobody(owned_by_nobody) == url


@pytest.mark.usefixtures("without_namespaces")
def test_root_leaves_a_fresh_home_to_the_user_it_belongs_to(
    owned_by_nobody: Path, nobody: pwd.struct_passwd
) -> None:
    url = postgres.ensure(owned_by_nobody)

    assert server_owner(owned_by_nobody) == nobody.pw_uid
    assert ensure_as_nobody(owned_by_nobody) == url


@pytest.mark.usefixtures("nobody")
def test_a_user_is_told_that_the_data_are_somebody_elses(home: Path) -> None:
    postgres.ensure(home)

    assert ensure_as_nobody(home).endswith(
        "belongs to another user: start Plushka as that user or set PLUSHKA_HOME to another"
        " directory."
    )


@pytest.mark.usefixtures("nobody")
def test_a_user_is_told_that_a_home_cannot_be_made(home: Path) -> None:
    assert ensure_as_nobody(home).startswith(f"Cannot create {home}/postgres (Permission denied)")
    end(home)
