"""``python -m bench.crash``: kill servers and databases under load, and count what is left.

Clerks sell while processes are killed with -9 at random moments. Afterwards
every acknowledged sale and return must be there, none twice, with the answer
that was given, and ``plushka verify`` must find nothing. Then all connections
of the database are cut under load, and every clerk's next call must work.
"""

import argparse
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from bench.clerks import GOOD, Clerks, Heard, Line, Unheard, all_at_once
from bench.cores import postgres_pids
from bench.people import add_members, sale
from bench.stage import Company, Server, Stage, stage

CLERKS, MEMBERS, WORKERS = 12, 40, 2
_PATIENCE_SECONDS = 60.0


def kill_server(_stage: Stage, server: Server) -> None:
    """Kill the process that was started; its workers have to notice."""
    server.kill()


def kill_worker(_stage: Stage, server: Server) -> None:
    """Kill one process that serves; the first starts another."""
    os.kill(random.choice(server.pids()[1:]), signal.SIGKILL)


def kill_database(stage: Stage, _server: Server) -> None:
    """Kill the first process of the database; the rest of it ends by itself."""
    os.kill(_postmaster(stage), signal.SIGKILL)


def kill_backend(stage: Stage, _server: Server) -> None:
    """Kill any other process of the database, which then recovers as a whole."""
    os.kill(random.choice(postgres_pids(stage.home)[1:]), signal.SIGKILL)


def kill_both(stage: Stage, server: Server) -> None:
    """Kill the server and the database at the same time."""
    server.kill()
    kill_database(stage, server)


KILLS: dict[str, Callable[[Stage, Server], None]] = {
    "server": kill_server,
    "database": kill_database,
    "both": kill_both,
    "worker": kill_worker,
    "backend": kill_backend,
}


def crash(
    stage: Stage,
    server: Server,
    company: Company,
    kills: Sequence[str],
    *,
    say: Callable[[str], object] = print,
) -> Heard:
    """Kill under load, one after another at random moments; give what the clerks heard."""
    with Clerks([server], company, clerks=CLERKS, members=MEMBERS) as heard:
        for kind in kills:
            time.sleep(random.uniform(0.2, 1.5))
            before = len(heard.sales)
            KILLS[kind](stage, server)
            began = time.monotonic()
            recover(server)
            _wait_for_more(heard, than=before)
            say(
                f"killed the {kind}: selling again after {time.monotonic() - began:.1f} s,"
                f" {len(heard.sales)} sales acknowledged so far"
            )
    return heard


def furnish(stage: Stage, members: int = MEMBERS) -> Company:
    """Found a company with members."""
    company = stage.found("crash")
    with stage.connect() as connection:
        add_members(connection, company, members)
    return company


def recover(server: Server) -> None:
    """Do what a service manager does: start the server again when it has ended."""
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while server.process is None or server.process.poll() is not None:
        try:
            server.start()
        except RuntimeError:
            # The workers of the killed one may still hold the port for a moment.
            if time.monotonic() > give_up:
                raise
            time.sleep(0.2)
    server.wait_until_ready()


def lost(stage: Stage, company: Company, heard: Heard) -> list[str]:
    """Hold what clerks heard against what is there; give what differs."""
    with stage.connect() as connection:
        sales = _receipts(connection, "sales_sale", company)
        returns = _receipts(connection, "sales_return", company)
    told = list(heard.wrong)
    for kind, known, there in (
        ("sale", heard.sales, sales),
        ("return", heard.returns, returns),
    ):
        for receipt, answer in known.items():
            found = there.get(receipt, [])
            if found != [answer["id"]]:
                told.append(f"{kind} {receipt} was told {answer['id']}; there is {found}")
    verified = stage.verify()
    return told + [str(one) for one in verified["broken"]]


def cut(stage: Stage, servers: Sequence[Server], company: Company, *, cuts: int) -> list[str]:
    """Cut all connections under load; give the next calls that did not work."""
    failed: list[str] = []
    with Clerks(servers, company, clerks=CLERKS, members=MEMBERS) as heard:
        for number in range(cuts):
            time.sleep(random.uniform(0.2, 0.6))
            with stage.connect() as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
                )
            # More calls at once than any server has threads.
            failed += [
                told
                for told in all_at_once(
                    [
                        partial(_call, servers, company, f"cut{number}-{call}")
                        for call in range(3 * CLERKS)
                    ]
                )
                if told
            ]
    return failed + lost(stage, company, heard)


def _call(servers: Sequence[Server], company: Company, receipt: str) -> str:
    line = Line([server.port for server in servers], company.key)
    try:
        status, _, told = line.ask("POST", "/sales", sale(random.randint(1, MEMBERS), receipt))
    except Unheard as unheard:
        return f"{receipt}: {unheard}"
    finally:
        line.close()
    return "" if status in GOOD else f"{receipt}: {status} {told}"


def _receipts(connection: Any, table: str, company: Company) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for receipt, id_ in connection.execute(
        f"SELECT receipt, id::text FROM {table} WHERE tenant_id = %s".encode(), (company.id,)
    ):
        found.setdefault(receipt, []).append(id_)
    return found


def _postmaster(stage: Stage) -> int:
    return int((stage.home / "postgres" / "data" / "postmaster.pid").read_text().split()[0])


def _wait_for_more(heard: Heard, *, than: int) -> None:
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while len(heard.sales) <= than + CLERKS:
        if time.monotonic() > give_up:
            raise RuntimeError(f"nobody sells any more: {heard.wrong}")
        time.sleep(0.02)


def main() -> int:
    """Kill as often as asked and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="how many (20)")
    parser.add_argument("--only", choices=list(KILLS), help="kill nothing else")
    asked = parser.parse_args()
    kinds = [asked.only] if asked.only else list(KILLS)[:3]
    kills = [kinds[number % len(kinds)] for number in range(asked.kills)]
    random.shuffle(kills)
    with stage() as scratch:
        company = furnish(scratch)
        server = scratch.serve(workers=WORKERS)
        heard = crash(scratch, server, company, kills)
        told = lost(scratch, company, heard)
        print(
            f"{len(heard.sales)} sales and {len(heard.returns)} returns acknowledged,"
            f" {heard.repeats} asked again; lost, doubled or broken: {len(told)}"
        )
        failed = cut(scratch, [server], company, cuts=10)
        print(f"all connections cut 10 times; next calls that failed: {len(failed)}")
        told += failed
    for one in told[:20]:
        print(one)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
