"""The bench table of the documentation, with the machine named."""

import datetime as dt
import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

from bench.load import client
from bench.ratio import Ratio
from bench.stage import Stage

_HEAD = """\
# Speed

What `make bench` measured on {day}. Each ratio is of one run on one machine: both sides are
measured in turns, and the number is the median of {rounds} rounds. The machine: {machine}.
PostgreSQL {postgres}, as Plushka starts it; {workers} server processes; the load is made on the
same machine by {client}.

| what | measured | hold | the two sides |
| --- | --- | --- | --- |
"""

_FOOT = """
"By hand" is what the server itself was seen to write for one sale, row by row: entry, lot, sale,
two lines, event, account and summary, in a copy of the database with the same indexes,
constraints, policies and role. pgbench writes it one sale a transaction, 16 at a time; in sets it
is one statement a table. Run `python -m bench --full` for the history of 10 million entries and
`python -m bench profile` for where the time of a sale goes.

## Where the time goes

Milliseconds of a core, as the kernel counted them while the last round ran.
"""


def table(stage: Stage, ratios: Sequence[Ratio]) -> str:
    """Write the whole page."""
    head = _HEAD.format(
        day=dt.datetime.now(dt.UTC).date().isoformat(),
        rounds=max(len(ratio.rounds) for ratio in ratios),
        machine=machine(),
        postgres=_postgres(stage),
        workers=os.cpu_count(),
        client=client(),
    )
    rows = "".join(
        f"| {ratio.name} | **{ratio.told}** | {ratio.wanted} | {ratio.sides} |\n"
        for ratio in ratios
    )
    spent = "".join(
        f"\n- {ratio.name}:\n" + "".join(f"  - {line}\n" for line in ratio.spent.splitlines())
        for ratio in ratios
        if ratio.spent
    )
    return head + rows + _FOOT + spent


def machine() -> str:
    """Name the processor, the cores and the memory, and nothing that tells whose they are."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB of memory"


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    found = re.search(r"model name\s*:\s*(.+)", told)
    return found[1].strip() if found else platform.machine()


def _postgres(stage: Stage) -> str:
    with stage.connect() as connection:
        found = connection.execute("SHOW server_version").fetchone()
        return str(found[0]) if found else "?"
