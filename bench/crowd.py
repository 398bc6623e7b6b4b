"""Many tills at once, and one till alone, against the same rows written by hand."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from bench.cores import Cores, postgres_pids
from bench.load import Sold, client, sell
from bench.people import add_members, phone, sale
from bench.pgbench import Committed, commit
from bench.ratio import Ratio
from bench.rows import Pattern, Watch, by_hand
from bench.selling import record
from bench.stage import Company, Server, Stage

MEMBERS = 10_000
BY_HAND_CLIENTS = 16


@dataclass(frozen=True)
class Arena:
    """A server with members to sell to, and beside it a copy of its tables with a script."""

    stage: Stage
    server: Server
    company: Company
    pattern: Pattern
    copy: str = "by_hand"

    @property
    def groups(self) -> dict[str, Callable[[], list[int]]]:
        """Whose use of the cores is told apart."""
        return {
            "server": self.server.pids,
            "PostgreSQL": lambda: postgres_pids(self.stage.home),
        }

    def by_hand(self, *, clients: int, seconds: float) -> Committed:
        """Write the rows by hand for a while."""
        script = by_hand(self.pattern, MEMBERS)
        return commit(self.stage.url_of(self.copy), script, clients=clients, seconds=seconds)

    def sell(self, *, clients: int, seconds: float) -> Sold:
        """Sell over HTTP for a while."""
        return sell(self.server, self.company, members=MEMBERS, clients=clients, seconds=seconds)


def arena(stage: Stage, *, workers: int) -> Arena:
    """Set everything up; the first sale shows what a sale writes."""
    company = stage.found("bench")
    with stage.connect() as connection:
        add_members(connection, company, MEMBERS)
    stage.copy_database(Arena.copy)
    server = stage.serve(workers=workers)
    record(server, company, sale(1, "warm"))
    with stage.connect() as connection:
        watch = Watch(connection, company.id, phone(2))
        record(server, company, sale(2, "watched"))
        return Arena(stage, server, company, watch.after("watched"))


def crowd(arena: Arena, *, clients: int, rounds: int, seconds: float) -> Ratio:
    """Sales a second over HTTP, by so many sales a second written by hand."""
    ours, theirs, spent = [], [], ""
    for _ in range(rounds):
        commits = _commits(arena)
        with Cores(arena.groups) as cores:
            ours.append(arena.sell(clients=clients, seconds=seconds))
        a_commit = ours[-1].sales / max(1, _commits(arena) - commits)
        with Cores(arena.groups) as hand_cores:
            theirs.append(arena.by_hand(clients=BY_HAND_CLIENTS, seconds=seconds))
        spent = (
            f"ms of a core for a sale: {cores.each(ours[-1].sales)} ({client()});"
            f" {a_commit:.0f} sales a commit\n"
            f"ms of a core by hand: {hand_cores.each(theirs[-1].transactions)}"
        )
    p50 = statistics.median(one.p50 for one in ours)
    return Ratio(
        name=f"sales over HTTP ÷ the same rows by hand, {clients} clients",
        rounds=[one.rate / other.rate for one, other in zip(ours, theirs, strict=True)],
        hold=1.0,
        more=True,
        sides=f"{_median_rate(ours):.0f} sales/s (p50 {p50 * 1000:.1f} ms)"
        f" ÷ {_median_rate(theirs):.0f} transactions/s by pgbench, {BY_HAND_CLIENTS} clients",
        spent=spent,
    )


def alone(arena: Arena, *, rounds: int, seconds: float) -> Ratio:
    """How long one till waits, by how long the same rows by hand take."""
    ours, theirs, spent = [], [], ""
    for _ in range(rounds):
        with Cores(arena.groups) as cores:
            ours.append(arena.sell(clients=1, seconds=seconds))
        with Cores(arena.groups) as hand_cores:
            theirs.append(arena.by_hand(clients=1, seconds=seconds))
        spent = (
            f"ms of a core for a sale: {cores.each(ours[-1].sales)}\n"
            f"ms of a core by hand: {hand_cores.each(theirs[-1].transactions)}"
        )
    sale_p50 = statistics.median(one.p50 for one in ours)
    hand_p50 = statistics.median(one.p50 for one in theirs)
    return Ratio(
        name="one client alone: p50 of a sale ÷ p50 of the same rows by hand",
        rounds=[one.p50 / other.p50 for one, other in zip(ours, theirs, strict=True)],
        hold=4.0,
        more=False,
        sides=f"{sale_p50 * 1000:.2f} ms ÷ {hand_p50 * 1000:.2f} ms",
        spent=spent,
    )


def _commits(arena: Arena) -> int:
    with arena.stage.connect() as connection:
        connection.execute("SELECT pg_stat_force_next_flush()")
        found = connection.execute(
            "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
        return int(found[0]) if found else 0


def _median_rate(measured: list[Sold] | list[Committed]) -> float:
    return statistics.median(one.rate for one in measured)
