"""Where the server keeps what, below ``PLUSHKA_HOME``."""

import os
import re
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

USER = "plushka"
DATABASE = "plushka"
SOCKET = ".s.PGSQL.5432"

SOCKET_PATH_LIMIT = 103
"""Bytes of a socket's path that every system takes: macOS 103, Linux 107."""

PLAIN_PATH = re.compile(r"[\w./-]+", re.ASCII)
"""Paths that mean the same to PostgreSQL's settings and to libpq, which both split at commas."""


class PostgresUnavailable(Exception):  # noqa: N818 - a state of the world, said in one sentence
    """The embedded PostgreSQL cannot be had; the text is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one embedded server."""

    home: Path
    #: Everything of the server; belongs to the user it runs as.
    root: Path

    @classmethod
    def of(cls, home: Path) -> "Places":
        home = home.absolute()
        return cls(home=home, root=home / "postgres")

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def starting(self) -> Path:
        """Locked by whoever makes, starts or stops the server."""
        return self.root / "starting"

    @property
    def alive(self) -> Path:
        """Locked by every process of the server for as long as it lives."""
        return self.root / "alive"

    @property
    def leases(self) -> Path:
        """Locked, shared, by every process that uses the server."""
        return self.root / "leases"

    @property
    def password(self) -> Path:
        return self.root / "password"

    @property
    def socket_record(self) -> Path:
        """Names the directory of the socket."""
        return self.root / "socket"

    def socket_directory(self) -> Path | None:
        """Where the server last listened, if it ever did."""
        try:
            return Path(self.socket_record.read_text().strip())
        except FileNotFoundError:
            return None

    def make(self) -> None:
        """Create the directories, private to their owner; refuse those of somebody else."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            self.root.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise PostgresUnavailable(
                f"Cannot create {self.root} ({error.strerror}): set PLUSHKA_HOME to a directory"
                " you may write."
            ) from error
        if not os.access(self.root, os.W_OK | os.X_OK):
            raise PostgresUnavailable(
                f"{self.root} belongs to another user: start Plushka as that user or set"
                " PLUSHKA_HOME to another directory."
            )

    def url(self) -> str:
        """The URL of the database, by the socket that was last recorded."""
        password = self.password.read_text().strip()
        host = quote(str(self.socket_directory()), safe="")
        return f"postgresql://{USER}:{password}@/{DATABASE}?host={host}"


def choose_socket_directory(places: Places, owner: int) -> Path:
    """A directory only `owner` can enter, with a path short enough for a socket.

    It lies beside the data where that path is short and plain, else under
    /tmp with a name nobody can guess, which is kept while it stays ours.
    """
    inside = places.root / "run"
    if len(bytes(inside / SOCKET)) <= SOCKET_PATH_LIMIT and PLAIN_PATH.fullmatch(str(inside)):
        inside.mkdir(mode=0o700, exist_ok=True)
        return inside
    recorded = places.socket_directory()
    if recorded not in {None, inside} and is_private(recorded, owner):
        return recorded
    return Path(tempfile.mkdtemp(prefix="plushka-", dir="/tmp"))


def is_private(directory: Path, owner: int) -> bool:
    """Whether it is a real directory of `owner` that nobody else can enter."""
    try:
        found = directory.lstat()
    except OSError:
        return False
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == owner
        and stat.S_IMODE(found.st_mode) == stat.S_IRWXU
    )


def write_whole(path: Path, text: str) -> None:
    """Write a private file so that a reader finds all of it or none."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
