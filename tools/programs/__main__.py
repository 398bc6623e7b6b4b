"""Install what is missing of the programs that tests talk to, where that can be done.

Run ``make programs``. Debian's packages need root; npm's go into ``var/npm``. What happens is
told on stderr. On stdout are the names that can be had on this machine, with commas between: for
``PLUSHKA_NEEDS_PROGRAMS``, by which their absence is a fault and no reason to skip.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.programs import MODULES, PROGRAMS, Debian, Npm

HERE = Path(__file__).parent
LIST = "package.json"
LOCK = "package-lock.json"


def main() -> None:
    """Install, and print what can be had."""
    missing = [program for program in PROGRAMS.values() if program.place is None]
    offered = _debian([program for program in missing if isinstance(program, Debian)])
    npm = shutil.which("npm") is not None
    if npm and not _up_to_date():
        _npm()
    had = [
        name
        for name, program in PROGRAMS.items()
        if program.place is not None or (npm if isinstance(program, Npm) else program in offered)
    ]
    for name in sorted(PROGRAMS.keys() - had):
        _tell(f"{name} cannot be had here; its tests are skipped.")
    sys.stdout.write(",".join(had) + "\n")


def _debian(missing: list[Debian]) -> list[Debian]:
    """Install those that Debian offers here; none to who may not install."""
    if not missing or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return []
    _run("apt-get", "update", "-q")
    offered = [program for program in missing if all(map(_is_offered, program.packages))]
    packages = [package for program in offered for package in program.packages]
    if packages:
        _run("apt-get", "install", "-q", "-y", "--no-install-recommends", *packages)
    return offered


def _is_offered(package: str) -> bool:
    told = subprocess.run(
        ("apt-cache", "policy", package),
        env=os.environ | {"LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    return "Candidate:" in told.stdout and "Candidate: (none)" not in told.stdout


def _up_to_date() -> bool:
    """Say whether the packages are those of the lock: npm leaves the stamp last."""
    stamp = MODULES.parent / LOCK
    return (
        all(program.place for program in PROGRAMS.values() if isinstance(program, Npm))
        and stamp.exists()
        and stamp.read_bytes() == (HERE / LOCK).read_bytes()
    )


def _npm() -> None:
    MODULES.parent.mkdir(parents=True, exist_ok=True)
    for name in (LIST, LOCK):
        shutil.copy(HERE / name, MODULES.parent / name)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund")
    _run("npm", "ci", "--prefix", str(MODULES.parent), *quiet)


def _run(*command: str) -> None:
    """Run it; a failure is told here, and again by the tests that miss what it should bring.

    No service starts by itself: tests start their own.
    """
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
    )
    if done.returncode:
        _tell(f"{' '.join(command)} failed.")


def _tell(said: str) -> None:
    sys.stderr.write(f"programs: {said}\n")


if __name__ == "__main__":
    main()
