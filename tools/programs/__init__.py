"""Programs of others that the tests look at and talk to, and where they are found.

A new one is a line of its table (an npm package also one of ``package.json``). Tests ask by
``tests.programs.need``, and are skipped where it cannot be had.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "var" / "npm" / "node_modules"
"""Where npm's packages of this checkout lie."""

PATH = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))
"""Servers lie where only an administrator's shell looks."""


@dataclass(frozen=True, slots=True)
class Debian:
    """A command, or the path of one, and the packages it comes with."""

    command: str
    packages: tuple[str, ...]

    @property
    def place(self) -> Path | None:
        """Where it is, if it is."""
        found = shutil.which(self.command, path=PATH)
        return Path(found) if found else None

    @property
    def advice(self) -> str:
        """How a person gets it."""
        return f"apt-get install {' '.join(self.packages)}"


@dataclass(frozen=True, slots=True)
class Npm:
    """A package for Node.js, as ``package-lock.json`` pins it."""

    package: str

    @property
    def place(self) -> Path | None:
        """Its folder, if it is there and something can run it."""
        folder = MODULES / self.package
        return folder if (folder / "package.json").exists() and shutil.which("node") else None

    @property
    def advice(self) -> str:
        """How a person gets it."""
        return "install Node.js with npm, then run `make programs`"


PROGRAMS: dict[str, Debian | Npm] = {
    "chromium": Debian("chromium", ("chromium",)),
    "chromium-headless-shell": Debian("chromium-headless-shell", ("chromium-headless-shell",)),
    "postgresql-15": Debian("/usr/lib/postgresql/15/bin/postgres", ("postgresql-15",)),
    "kannel": Debian("bearerbox", ("kannel",)),
    "kamailio": Debian("kamailio", ("kamailio", "kamailio-utils-modules")),
    "baresip": Debian("baresip", ("baresip",)),
    "sipp": Debian("sipp", ("sip-tester",)),
    "espeak-ng": Debian("espeak-ng", ("espeak-ng",)),
    "sox": Debian("sox", ("sox",)),
    "smpp": Npm("smpp"),
    "web-push-testing": Npm("web-push-testing"),
}
"""By the name that tests ask for."""
