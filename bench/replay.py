"""A year replayed by the command, as an owner would: how long, how much memory, and how true.

The rules as they were have to give the ledger again. What a changed draft comes to before the
company's campaigns begin is reckoned a second time, with pandas, from the data itself.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.cores import Cores, postgres_pids
from bench.ratio import Ratio
from bench.reckoned import DRAFT, reckoned
from bench.stage import Stage

MOST_SECONDS, MOST_MEGABYTES = 20, 500
_DATABASE = "year"


@dataclass(frozen=True, slots=True)
class Ran:
    """A replay: seconds of a core and by the clock, megabytes, and what it told."""

    cpu: float
    wall: float
    megabytes: float
    told: dict[str, Any]
    spent: str


def replay_year(stage: Stage, *, rounds: int) -> Iterator[Ratio]:
    """Replay the year by the rules as they were, and a draft over a part of it."""
    with stage.connect() as server:
        server.execute(f"CREATE DATABASE {_DATABASE}".encode())
    year = _fill(stage)
    command = ("--tenant", year["slug"], "--json")
    ran = [_replay(stage, *command) for _ in range(rounds)]
    for one in ran:
        if not one.told["check"]["ok"] or one.told["was"] != one.told["would"]:
            raise RuntimeError(f"the year does not give the ledger again: {one.told['check']}")
    _check_draft(stage, year)
    name = f"replay of a year of {year['receipts']:,} receipts".replace(",", " ")
    yield Ratio(
        name=f"{name}, seconds of one core",
        rounds=[one.cpu for one in ran],
        hold=MOST_SECONDS,
        more=False,
        sides=f"{statistics.median(one.wall for one in ran):.1f} s by the clock",
        spent=ran[-1].spent,
        unit=" s",
    )
    yield Ratio(
        name=f"{name}, memory",
        rounds=[one.megabytes for one in ran],
        hold=MOST_MEGABYTES,
        more=False,
        sides="the most that the command had",
        unit=" MB",
    )


def _fill(stage: Stage) -> dict[str, Any]:
    ran = subprocess.run(
        (sys.executable, "-m", "bench.year"),
        check=False,
        env=stage.environment(_DATABASE),
        capture_output=True,
        text=True,
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told


def _replay(stage: Stage, *options: str) -> Ran:
    groups = {"PostgreSQL": lambda: postgres_pids(stage.home)}
    with tempfile.TemporaryFile() as told, Cores(groups) as cores:
        process = subprocess.Popen(
            (str(Path(sys.executable).with_name("plushka")), "programme", "replay", *options),
            env=stage.environment(_DATABASE),
            stdout=told,
            stderr=subprocess.DEVNULL,
        )
        # Its own account of what it used; those of other children are not in it.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        found = json.load(told)
    cpu = used.ru_utime + used.ru_stime
    return Ran(
        cpu=cpu,
        wall=found["seconds"],
        megabytes=used.ru_maxrss / 1024,
        told=found,
        spent=f"seconds of a core: replay {cpu:.1f}, PostgreSQL {cores.used['PostgreSQL']:.1f}",
    )


def _check_draft(stage: Stage, year: dict[str, Any]) -> None:
    """Hold what a draft comes to against the second reckoning."""
    tenant = ("--tenant", year["slug"])
    plain = yaml.safe_load(_done(stage, "programme", "export", *tenant))
    file = stage.home / "draft.yaml"
    file.write_text(yaml.safe_dump(plain | DRAFT), "utf-8")
    _done(stage, "programme", "import", str(file), *tenant)
    told = _replay(stage, *tenant, "--draft", "--until", year["until"], "--json").told
    told["tiers"] = {
        row["code"]: tuple(row["would"][name] for name in ("n", "paid", "accrued"))
        for row in told["tiers"]
    }
    for path, value in reckoned(year).items():
        found: Any = told
        for name in path.split("."):
            found = found[name]
        if found != value:
            raise RuntimeError(f"{path} is {found}, and reckoned again {value}")


def _done(stage: Stage, *arguments: str) -> str:
    ran = stage.run(*arguments, database=_DATABASE)
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    return ran.stdout
