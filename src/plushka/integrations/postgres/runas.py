"""Which user the server runs as: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plushka.integrations.postgres.places import Places, PostgresUnavailable

NAMES = ("plushka", "nobody")
"""System users the server may run as, the first that exists."""

ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
"""All that the server's programs are told: PGDATA, PGPORT and the like stay out."""

FIRST_CLOSED = 'for place; do [ -x "$place" ] || { echo "$place"; exit 3; }; done'
"""A shell line that names the first of its arguments which may not be entered or executed."""


@dataclass(frozen=True, slots=True)
class RunsAs:
    """A user the server may run as, and how to become it."""

    name: str
    #: Owner of the server's files, as we see it.
    uid: int
    gid: int
    #: What to put before a command.
    prefix: tuple[str, ...] = ()
    #: Whether another user than ours has to be taken on.
    switches: bool = False

    def options(self) -> dict[str, Any]:
        """Arguments for ``subprocess`` beside the command."""
        user = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switches else {}
        return {"env": ENVIRONMENT, "cwd": "/", "umask": 0o077, "stdin": subprocess.DEVNULL} | user

    def first_closed(self, *places: Path) -> str | None:
        """The first place on the way to `places` this user cannot enter, or None."""
        way = [str(step) for place in places for step in (*reversed(place.parents), place)]
        try:
            answer = subprocess.run(
                (*self.prefix, "/bin/sh", "-c", FIRST_CLOSED, "sh", *way),
                check=False,
                capture_output=True,
                text=True,
                **self.options(),
            )
        except (OSError, subprocess.SubprocessError):
            # A container may not let its root become every user.
            return "/"
        if answer.returncode == 0:
            return None
        return answer.stdout.strip() or "/"

    def take(self, path: Path) -> None:
        """Make a file or directory below PLUSHKA_HOME (or our own in /tmp) this user's."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def take_tree(self, root: Path) -> None:
        """The same for all below `root`; itself last, so that a walk cut short is walked again."""
        if root.exists() and root.stat().st_uid != self.uid:
            for place in root.rglob("*"):
                self.take(place)
            self.take(root)


def choose(places: Places, program: Path) -> RunsAs:
    """The user to run `program` on these places, by whom the data belong to.

    Raises PostgresUnavailable, naming the directory, where no user can reach both.
    """
    if os.geteuid() != 0:
        return RunsAs(name=str(os.geteuid()), uid=os.geteuid(), gid=os.getegid())
    data = places.data if places.data.exists() else None
    complaint = f"there is no user named {' or '.join(NAMES)}"
    for candidate in _candidates(places, data):
        if candidate.switches:
            _let_pass(places)
        closed = candidate.first_closed(program, places.home)
        if closed is None:
            return candidate
        complaint = f"the user {candidate.name} cannot enter {closed}"
    raise PostgresUnavailable(
        f"PostgreSQL does not run as root, and {complaint}: let that user in, or set PLUSHKA_HOME"
        " (and install Plushka) where every user may enter, such as below /var/lib or /opt."
    )


def _candidates(places: Places, data: Path | None) -> list[RunsAs]:
    """Who may run it for root, the best first; data of a user stay that user's."""
    if data is not None and (owner := data.stat()).st_uid != 0:
        return [_user(owner.st_uid, owner.st_gid)]
    found = places.home.stat()
    system = [entry for name in NAMES if (entry := _entry(name))]
    return [
        *_namespace(),
        *([_user(found.st_uid, found.st_gid)] if found.st_uid != 0 else []),
        *[_user(entry.pw_uid, entry.pw_gid) for entry in system[:1]],
    ]


def _namespace() -> list[RunsAs]:
    """Root as an ordinary user of a namespace, where the system lets us."""
    script = Path(__file__).with_name("namespace.py")
    # initdb looks its user up by number. Not nobody: that number stands for every outsider.
    inner = next((entry for entry in pwd.getpwall() if entry.pw_uid not in {0, 65534}), None)
    if inner is None or not hasattr(os, "unshare"):
        return []
    prefix = (sys.executable, "-I", "-S", str(script), str(inner.pw_uid), str(inner.pw_gid))
    candidate = RunsAs(name="root without its rights", uid=0, gid=os.getegid(), prefix=prefix)
    allowed = subprocess.run(
        (*prefix, "/bin/sh", "-c", "exit 0"),
        check=False,
        capture_output=True,
        **candidate.options(),
    )
    return [candidate] if allowed.returncode == 0 else []


def _user(uid: int, gid: int) -> RunsAs:
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:
        name = str(uid)
    return RunsAs(name=name, uid=uid, gid=gid, switches=True)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _let_pass(places: Places) -> None:
    """Let other users walk through PLUSHKA_HOME, without seeing what is in it."""
    mode = places.home.stat().st_mode
    places.home.chmod(mode | 0o011)
