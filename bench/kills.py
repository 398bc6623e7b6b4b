"""``python -m bench.kills``: kill the worker while it sends, and count what reached people.

The centre is npm's ``smpp`` (``make programs``), which counts our messages by their ids. After
the kills every message must have come once: none is missing and none came twice, but those that
the journal calls perhaps sent.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.counterparts.smsc import Smsc, centre

from bench.needing import need
from bench.people import add_members
from bench.stage import Company, Stage, stage

_COMMAND = str(Path(sys.executable).with_name("plushka"))
_PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Line:
    """How messages go to the centre: so many on their way together, and a second (0: no limit)."""

    window: int = 10
    per_second: int = 0


@dataclass(slots=True)
class Worker:
    """One ``plushka work``, as somebody would start it."""

    stage: Stage
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it; nobody is told when it is at work."""
        with (self.stage.home / "worker.log").open("ab") as log:
            self.process = subprocess.Popen(
                (_COMMAND, "work"),
                env=self.stage.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """Kill -9."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """End it as a service manager would."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=60)
            self.process = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of messages, by the centre's count and by the journal's."""

    by_state: dict[str, int]
    missing: list[str]
    twice: list[str]
    #: Called perhaps sent: those that came, and those that did not.
    perhaps_came: int
    perhaps_lost: int

    def __str__(self) -> str:
        """Tell it in a line."""
        states = ", ".join(f"{number} {state}" for state, number in sorted(self.by_state.items()))
        return (
            f"{states}; missing {len(self.missing)}, twice {len(self.twice)}; of those perhaps"
            f" sent {self.perhaps_came} came and {self.perhaps_lost} did not"
        )


def queue(stage: Stage, company: Company, messages: int, smsc: Smsc, line: Line) -> None:
    """Set up a line, and queue so many messages for as many members."""
    with stage.connect() as connection:
        add_members(connection, company, messages)
    asked = (company.slug, str(messages), str(smsc.port))
    how = ("--window", str(line.window), "--per-second", str(line.per_second))
    ran = subprocess.run(
        (sys.executable, "-m", "bench.queueing", *asked, *how),
        check=False,
        env=stage.environment() | {"DATABASE_URL": stage.url},
        capture_output=True,
        text=True,
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr)


def kill_often(stage: Stage, company: Company, smsc: Smsc, *, messages: int, kills: int) -> int:
    """Send all there is, killing the worker at random moments; give how often it was killed.

    What is perhaps sent is sent no more, so the last moments may come when nothing is left.
    """
    worker = Worker(stage)
    moments = sorted(random.sample(range(1, messages), kills))
    n_killed = 0
    with stage.connect() as connection:
        try:
            worker.start()
            for moment in moments:
                _wait(stage, partial(_is_time, connection, company, smsc, moment))
                if not _left(connection, company):
                    break
                worker.kill()
                n_killed += 1
                worker.start()
            _wait(stage, lambda: not _left(connection, company))
        finally:
            worker.stop()
    return n_killed


def count(stage: Stage, company: Company, smsc: Smsc) -> Counted:
    """Hold the centre's count against the journal."""
    times: dict[str, int] = smsc.seen()["times"]
    with stage.connect() as connection:
        rows = connection.execute(
            "SELECT id::text, state FROM messaging_message WHERE tenant_id = %s", (company.id,)
        ).fetchall()
    by_state: dict[str, int] = {}
    for _, state in rows:
        by_state[state] = by_state.get(state, 0) + 1
    told = {id_: state for id_, state in rows if state != "PERHAPS"}
    perhaps = [id_ for id_, state in rows if state == "PERHAPS"]
    return Counted(
        by_state,
        missing=[id_ for id_ in told if id_ not in times],
        twice=[id_ for id_ in told if times.get(id_, 0) > 1],
        perhaps_came=sum(id_ in times for id_ in perhaps),
        perhaps_lost=sum(id_ not in times for id_ in perhaps),
    )


def _is_time(connection: Any, company: Company, smsc: Smsc, moment: int) -> bool:
    return smsc.seen()["submitted"] >= moment or not _left(connection, company)


def _wait(stage: Stage, until: Callable[[], bool]) -> None:
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while not until():
        if time.monotonic() > give_up:
            log = (stage.home / "worker.log").read_text()[-2000:]
            raise RuntimeError(f"messages are not sent any more:\n{log}")
        time.sleep(0.02)


def _left(connection: Any, company: Company) -> int:
    found = connection.execute(
        "SELECT count(*) FROM messaging_message"
        " WHERE tenant_id = %s AND state IN ('WAITING', 'SENDING')",
        (company.id,),
    ).fetchone()
    return int(found[0])


@contextmanager
def _ground() -> Iterator[tuple[Stage, Smsc]]:
    folder = Path(tempfile.mkdtemp(prefix="plushka-smsc-"))
    with stage() as scratch, centre(folder, counts_only=True) as smsc:
        yield scratch, smsc


def main() -> int:
    """Kill as often as asked and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="how often (20)")
    parser.add_argument("--messages", type=int, default=10_000, help="how many (10 000)")
    parser.add_argument("--window", type=int, default=10, help="on their way together (10)")
    asked = parser.parse_args()
    need("smpp")
    with _ground() as (scratch, smsc):
        company = scratch.found("messages")
        queue(scratch, company, asked.messages, smsc, Line(asked.window))
        killed = kill_often(scratch, company, smsc, messages=asked.messages, kills=asked.kills)
        counted = count(scratch, company, smsc)
    print(f"the worker was killed {killed} times in {asked.messages} messages: {counted}")
    return 1 if counted.missing or counted.twice else 0


if __name__ == "__main__":
    sys.exit(main())
