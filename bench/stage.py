"""A scratch PLUSHKA_HOME: a database of its own, companies, and real servers."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from plushka.integrations import postgres

READY_SECONDS = 90.0
_COMMAND = str(Path(sys.executable).with_name("plushka"))
_FOREIGN = ("DATABASE_URL", "PLUSHKA_OWN_DATABASE", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True, slots=True)
class Company:
    """A company that was founded, and the key that may do everything."""

    id: int
    slug: str
    outlet: str
    key: str


@dataclass(slots=True)
class Server:
    """One ``plushka serve``, as somebody would start it."""

    port: int
    workers: int
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                (_COMMAND, "serve", "--port", str(self.port), "--workers", str(self.workers)),
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait until ``/health/ready`` answers 200."""
        give_up = time.monotonic() + READY_SECONDS
        while not self.is_ready():
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError(f"the server ended:\n{self.log.read_text()[-2000:]}")
            if time.monotonic() > give_up:
                raise RuntimeError(f"the server is not ready:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.05)

    def is_ready(self) -> bool:
        """Ask once."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asking.request("GET", "/health/ready")
            return asking.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            asking.close()

    def pids(self) -> list[int]:
        """Give its processes, the first started first."""
        return [] if self.process is None else sorted(_descendants(self.process.pid))

    def kill(self) -> None:
        """Kill -9 the process that was started, and only it: its workers have to notice."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """End it as a service manager would."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None


@dataclass(slots=True)
class Stage:
    """The folder, its database, and the servers started in it."""

    home: Path
    url: str
    servers: list[Server] = field(default_factory=list)

    def serve(self, *, workers: int, database: str | None = None) -> Server:
        """Start a server on a free port of this machine alone."""
        server = Server(
            free_port(),
            workers,
            self.environment(database),
            self.home / f"server-{len(self.servers)}.log",
        )
        self.servers.append(server)
        server.start()
        return server

    def environment(self, database: str | None = None) -> dict[str, str]:
        """Give a command the environment in which it finds this folder, and nothing else."""
        kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
        kept |= {"PLUSHKA_HOME": str(self.home)}
        return kept | ({"DATABASE_URL": self.url_of(database)} if database else {})

    def url_of(self, database: str) -> str:
        """Name another database of the same server."""
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{database}"))

    def run(
        self, *arguments: str, database: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of ``plushka`` and give what it said, also where it failed."""
        return subprocess.run(
            (_COMMAND, *arguments),
            check=False,
            env=self.environment(database),
            capture_output=True,
            text=True,
        )

    def found(self, slug: str, *, database: str | None = None) -> Company:
        """Found a company with the programme every company begins with."""
        ran = self.run(
            "tenant", "create", slug, "--name", slug.title(), "--json", database=database
        )
        if ran.returncode:
            raise RuntimeError(ran.stderr)
        told = json.loads(ran.stdout)
        return Company(told["tenant_id"], slug, told["outlet"], told["key"])

    def verify(self, *, database: str | None = None) -> dict[str, Any]:
        """Run ``plushka verify``."""
        ran = self.run("verify", "--json", database=database)
        if not ran.stdout:
            raise RuntimeError(ran.stderr)
        told: dict[str, Any] = json.loads(ran.stdout)
        return told

    def connect(self, database: str | None = None) -> "psycopg.Connection[Any]":
        """Connect as the owner of the tables, whom no policy hides anything from."""
        return psycopg.connect(self.url_of(database) if database else self.url, autocommit=True)

    def copy_database(self, name: str) -> str:
        """Copy the database with all it holds; nobody may be connected to it."""
        with psycopg.connect(self.url_of("template1"), autocommit=True) as server:
            own = urlsplit(self.url).path.lstrip("/")
            server.execute(f"CREATE DATABASE {name} TEMPLATE {own}")
        return name


@contextmanager
def stage(settings: str = "", *, home: Path | None = None) -> Iterator[Stage]:
    """Set up a scratch home; afterwards nothing of it is left, running or lying about.

    ``settings`` are the database's own, beside those that Plushka gives it. ``home`` may be
    one that is set up already, with its database stopped.
    """
    home = home or Path(tempfile.mkdtemp(prefix="plushka-bench-"))
    made = Stage(home, "")
    try:
        made.url = postgres.ensure(home)
        if settings:
            with (home / "postgres" / "data" / "postgresql.conf").open("a") as file:
                file.write(settings)
            postgres.stop(home)
            made.url = postgres.ensure(home)
        yield made
    finally:
        for server in made.servers:
            server.stop()
        postgres.stop(home)
        shutil.rmtree(home, ignore_errors=True)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _descendants(root: int) -> set[int]:
    listed = subprocess.run(("ps", "-A", "-o", "pid=,ppid="), check=True, capture_output=True)
    parents = dict[int, int](
        (int(pid), int(parent)) for pid, parent in map(bytes.split, listed.stdout.splitlines())
    )
    found, size = {root}, 0
    while len(found) > size:
        size = len(found)
        found |= {pid for pid, parent in parents.items() if parent in found}
    return found
