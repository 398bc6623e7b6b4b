"""What a sale costs with a long history behind it, against a short one."""

import datetime as dt
import statistics
import time
from dataclasses import dataclass

from bench.cores import Cores, postgres_pids
from bench.load import Sold, sell
from bench.people import add_members, statement
from bench.ratio import Ratio
from bench.stage import Company, Stage

CLIENTS = 64
_LIVE = 10
"""So many of a member's last sales have points left."""


@dataclass(frozen=True, slots=True)
class Histories:
    """Of how many members, and how many entries the long and the short one have."""

    long: int
    short: int = 10_000
    members: int = 100_000


def growth(
    stage: Stage, histories: Histories, *, rounds: int, seconds: float, workers: int
) -> Ratio:
    """Sell beside a long history and beside a short one, in turns, in a database each."""
    company = _prepare(stage, histories)
    young, old = (stage.serve(workers=workers, database=name) for name in ("young", "old"))
    beside_old: list[Sold] = []
    beside_young: list[Sold] = []
    spent: dict[str, str] = {}
    for _ in range(rounds):
        for server, sold, name in ((old, beside_old, "long"), (young, beside_young, "short")):
            groups = {"server": server.pids, "PostgreSQL": lambda: postgres_pids(stage.home)}
            with Cores(groups) as cores:
                sold.append(
                    sell(
                        server,
                        company,
                        members=histories.members,
                        clients=CLIENTS,
                        seconds=seconds,
                    )
                )
            told = cores.each(sold[-1].sales)
            spent[name] = f"ms of a core for a sale, {name} history: {told}"
    name = f"a sale with {histories.long:,} entries behind it ÷ with {histories.short:,}"
    return Ratio(
        name=f"{name.replace(',', ' ')}, {CLIENTS} clients",
        rounds=[
            other.rate / one.rate for one, other in zip(beside_old, beside_young, strict=True)
        ],
        hold=1.3,
        more=False,
        sides=" ÷ ".join(
            f"{1000 / statistics.median(one.rate for one in sold):.2f} ms"
            for sold in (beside_old, beside_young)
        ),
        spent="\n".join(spent.values()),
    )


def _prepare(stage: Stage, histories: Histories) -> Company:
    with stage.connect() as server:
        server.execute("CREATE DATABASE young")
    company = stage.found("grown", database="young")
    with stage.connect("young") as connection:
        add_members(connection, company, histories.members)
    with stage.connect() as server:
        server.execute("CREATE DATABASE old TEMPLATE young")
    for database, wanted in (("young", histories.short), ("old", histories.long)):
        began = time.monotonic()
        write_history(
            stage, company, database, entries=wanted, members=min(histories.members, wanted)
        )
        print(f"    {wanted:,} entries written in {time.monotonic() - began:.0f} s", flush=True)
        began = time.monotonic()
        told = stage.verify(database=database)
        if not told["ok"]:
            raise RuntimeError(f"the history is not as Plushka would have written it: {told}")
        print(f"    and verified in {time.monotonic() - began:.0f} s", flush=True)
    return company


def write_history(
    stage: Stage, company: Company, database: str, *, entries: int, members: int
) -> None:
    """Write so many entries of so many members, with all that belongs to them, week by week."""
    weeks = entries // members
    pairs = max(weeks - _LIVE, 0) // 2 * 2
    now = dt.datetime.now(dt.UTC)
    with stage.connect(database) as connection:
        # The rows fit one another by construction; what the filling writes is verified afterwards.
        connection.execute("SET session_replication_role TO replica")
        connection.execute("SET synchronous_commit TO off")
        [outlet], [version] = (
            connection.execute(f"SELECT id FROM {table}".encode()).fetchone() or [None]
            for table in ("tenants_outlet", "programmes_version")
        )
        for number in range(1, weeks + 1):
            beyond = number - pairs
            values = {
                "tenant": company.id,
                "outlet": outlet,
                "version": version,
                "members": members,
                "number": number,
                "pairs": pairs,
                "balance": 5000 * (beyond if beyond > 0 else number % 2),
                "at": now - dt.timedelta(weeks=weeks - number + 1, days=1),
            }
            connection.execute(statement("history"), values)
        connection.execute(statement("history_sums"), {"tenant": company.id})
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
