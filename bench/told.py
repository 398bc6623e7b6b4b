"""``python -m bench.told``: sales over HTTP while members are told of each, beside while not.

Two companies sell in turns on one server, and ``plushka work`` does the jobs of both. Members of
one are told of every purchase, by a line to npm's ``smpp`` (``make programs``); the other has
switched that notice off. Before each turn everything that waits is worked off.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.counterparts.smsc import Smsc, centre

from bench.crowd import MEMBERS
from bench.kills import Line, Worker, queue
from bench.load import Sold, sell
from bench.needing import need
from bench.people import add_members
from bench.ratio import Ratio
from bench.stage import Company, Server, Stage, stage

CLIENTS = 64
_PATIENCE_SECONDS = 600.0


def with_notices(
    scratch: Stage, server: Server, told: Company, silent: Company, *, rounds: int, seconds: float
) -> Ratio:
    """Sales a second of a company that tells its members, by those of one that does not."""
    ours: list[Sold] = []
    theirs: list[Sold] = []
    for number in range(rounds):
        turns = [(told, ours), (silent, theirs)]
        for company, sold in turns if number % 2 else reversed(turns):
            _worked_off(scratch)
            sold.append(sell(server, company, members=MEMBERS, clients=CLIENTS, seconds=seconds))
    return Ratio(
        name=f"sales over HTTP with notices ÷ without, {CLIENTS} clients",
        rounds=[one.rate / other.rate for one, other in zip(ours, theirs, strict=True)],
        hold=0.95,
        more=True,
        sides=f"{_median(ours):.0f} ÷ {_median(theirs):.0f} sales/s",
    )


def _median(measured: list[Sold]) -> float:
    return statistics.median(one.rate for one in measured)


def _worked_off(scratch: Stage) -> None:
    """Wait until every event is followed and every message is sent and reported."""
    give_up = time.monotonic() + _PATIENCE_SECONDS
    with scratch.connect() as connection:
        while _waiting(connection):
            if time.monotonic() > give_up:
                raise RuntimeError("the worker does not keep up")
            time.sleep(0.5)


def _waiting(connection: Any) -> bool:
    [found] = connection.execute(
        "SELECT EXISTS (SELECT FROM messaging_message"
        " WHERE state IN ('WAITING', 'SENDING', 'SENT'))"
        " OR (SELECT count(*) FROM messaging_message) < (SELECT count(*) FROM sales_sale s"
        " JOIN tenants_tenant t ON t.id = s.tenant_id AND t.slug = 'told')"
    ).fetchone()
    return bool(found)


def _companies(scratch: Stage, smsc: Smsc) -> tuple[Company, Company]:
    told, silent = scratch.found("told"), scratch.found("silent")
    for company in (told, silent):
        queue(scratch, company, 0, smsc, Line(window=50))
        with scratch.connect() as connection:
            add_members(connection, company, MEMBERS)
    with scratch.connect() as connection:
        connection.execute(
            "INSERT INTO messaging_manner (tenant_id, id, kind, is_on, is_advertising, edition,"
            " changed_at, actor)"
            " VALUES (%s, uuidv7(), 'accrued', false, false, 1, now(), 'bench')",
            (silent.id,),
        )
    return told, silent


def main() -> int:
    """Measure and print the ratio."""
    parser = argparse.ArgumentParser(prog="python -m bench.told", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="turns of both sides (5)")
    parser.add_argument("--seconds", type=float, default=5, help="seconds of a turn (5)")
    asked = parser.parse_args()
    need("smpp")
    folder = Path(tempfile.mkdtemp(prefix="plushka-smsc-"))
    with stage() as scratch, centre(folder, counts_only=True) as smsc:
        told, silent = _companies(scratch, smsc)
        server = scratch.serve(workers=os.cpu_count() or 1)
        worker = Worker(scratch)
        worker.start()
        try:
            ratio = with_notices(
                scratch, server, told, silent, rounds=asked.rounds, seconds=asked.seconds
            )
        finally:
            worker.stop()
    print(ratio)
    return 0 if ratio.is_held else 1


if __name__ == "__main__":
    sys.exit(main())
