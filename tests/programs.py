"""Programs of others that tests start themselves: found, started, waited for and ended.

A test that needs one says so by a fixture, which begins with ``need``. Where it is missing the
test is skipped, and a loud line at the end of the run tells so; where it can be had, which
``.ci/run`` says by ``PLUSHKA_NEEDS_PROGRAMS`` (names with commas between), the test fails.

    @pytest.fixture(scope="session")
    def smsc(tmp_path_factory):
        box, port = need("kannel"), free_port()
        ...
        with running(box, settings, port=port, log=folder / "log") as process:
            yield port
"""

import os
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tools.programs import MODULES, PATH, PROGRAMS

PATIENCE_SECONDS = 30
MISSING = "PROGRAM MISSING: "


def need(name: str) -> Path:
    """Where this program is (an npm package: its folder), or the end of the test."""
    program = PROGRAMS[name]
    if (place := program.place) is not None:
        return place
    told = f"{MISSING}{name} ({program.advice})"
    if name in os.environ.get("PLUSHKA_NEEDS_PROGRAMS", "").split(","):
        pytest.fail(told)
    pytest.skip(told)


def loud_lines(reports: list[pytest.TestReport]) -> list[str]:
    """Tell of what tests were skipped for want of a program, a line for each program."""
    reasons = [str(report.longrepr[2]) for report in reports if isinstance(report.longrepr, tuple)]
    missing = Counter(reason.partition(MISSING)[2] for reason in reasons if MISSING in reason)
    return [
        f"{times} TESTS WERE SKIPPED, {MISSING}{name}" for name, times in sorted(missing.items())
    ]


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A port of this machine on which nobody listened a moment ago."""
    with socket.socket(type=kind) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    *command: str | Path,
    log: Path,
    port: int | None = None,
    line: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program until the block ends, beginning when it is ready.

    Ready is who listens on ``port`` and has written ``line``, whichever of them is told. What it
    writes is in ``log``, also in the failure of one that ends or does not get ready. Scripts
    (``.cjs``) for node find npm's packages by their names. All its children end with it.
    """
    paths = {"PATH": PATH, "NODE_PATH": str(MODULES)}
    with log.open("ab") as written:
        process = subprocess.Popen(
            command,
            env=os.environ | paths | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(process, log, port, line)
        yield process
    finally:
        _end(process)


def _wait(
    process: "subprocess.Popen[bytes]", log: Path, port: int | None, line: str | None
) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not (_listens(port) and (line is None or line in log.read_text(errors="replace"))):
        told = f"{process.args!r}\n{log.read_text(errors='replace')[-2000:]}"
        assert process.poll() is None, f"it ended by itself: {told}"
        assert time.monotonic() < give_up, f"it does not get ready: {told}"
        time.sleep(0.02)


def _listens(port: int | None) -> bool:
    if port is None:
        return True
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ask the whole group to end, then make it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
