"""A PostgreSQL 15 of Debian's, for what has to hold on the oldest version we serve."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from plushka.integrations.postgres.places import Places
from plushka.integrations.postgres.runas import choose
from tests.programs import need


@pytest.fixture(scope="session")
def postgres_15_url() -> Iterator[str]:
    """URL of a database of its own, as an owner who may create roles and is no superuser."""
    postgres = need("postgresql-15")
    with tempfile.TemporaryDirectory(prefix="pg15-") as place:
        Path(place).chmod(0o755)
        places = Places.of(Path(place))
        places.make()
        runs_as = choose(places, postgres)
        runs_as.take(places.root)

        def run(program: str, *arguments: str) -> None:
            command = (*runs_as.prefix, str(postgres.with_name(program)), *arguments)
            with (places.home / "log").open("ab") as log:
                subprocess.run(command, check=True, stdout=log, stderr=log, **runs_as.options())

        data, server = str(places.data), str(places.root / "server.log")
        run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "admin", data)
        options = f"-k {places.root} -c listen_addresses= -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-l", server, "-o", options, "start")
        try:
            with psycopg.connect(_url(places, "admin", "postgres"), autocommit=True) as admin:
                admin.execute("CREATE ROLE shop LOGIN CREATEROLE")
                admin.execute("CREATE DATABASE shop OWNER shop")
            yield _url(places, "shop", "shop")
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _url(places: Places, user: str, database: str) -> str:
    return f"postgresql://{user}@/{database}?host={places.root}"
