"""``python -m bench.activations``: codes activated over HTTP, by sales over HTTP.

Both come in turns to one server and one company, from the same clients and for the same members.
``--profile`` tells where the time of an activation goes instead.
"""

import argparse
import datetime as dt
import os
import random
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import django

from bench.cores import Cores, postgres_pids
from bench.crowd import MEMBERS
from bench.load import Sold, measured
from bench.people import add_members, phone
from bench.profile import LIST, SETTINGS, profiled, statements
from bench.ratio import Ratio
from bench.stage import Company, Server, Stage, stage

CLIENTS = 64
CODES = 200_000
"""More than are activated in all turns; of one member fewer than may be tried in a day."""


@dataclass(slots=True)
class Crowd:
    """Who buys and who has caps, at one server."""

    stage: Stage
    server: Server
    company: Company
    file: Path
    codes: list[str]
    used: int = 0
    turns: int = 0

    def sell(self, *, seconds: float) -> Sold:
        """Sell for a while."""
        self.turns += 1
        who = (self.company.outlet, f"a{self.turns}", str(MEMBERS))
        return self._load("bench.tills", *who, seconds=seconds)

    def activate(self, *, seconds: float) -> Sold:
        """Activate codes for a while."""
        told = self._load(
            "bench.caps", str(self.file), str(self.used), str(MEMBERS), seconds=seconds
        )
        self.used += told.sales
        return told

    def _load(self, module: str, *what: str, seconds: float) -> Sold:
        to = (str(self.server.port), self.company.key)
        load = (str(CLIENTS), str(seconds))
        return measured([sys.executable, "-m", module, *to, *what, *load])


def crowd(scratch: Stage, *, n_codes: int) -> Crowd:
    """Found a company with members and codes, and start a server."""
    company = scratch.found("caps")
    with scratch.connect() as connection:
        add_members(connection, company, MEMBERS)
    codes = make(company, n=n_codes)
    file = scratch.home / "codes.txt"
    file.write_text("\n".join(codes), encoding="ascii")
    with scratch.connect() as connection:
        connection.execute("VACUUM ANALYZE")
    return Crowd(scratch, scratch.serve(workers=os.cpu_count() or 1), company, file, codes)


def make(company: Company, *, n: int) -> list[str]:
    """Make a batch of codes of 50 points, and start it."""
    from plushka.config.task_kinds import KINDS
    from plushka.domain.codes import batches, making, states
    from plushka.domain.codes.giving import Fixed, Gives
    from plushka.domain.codes.queries import get_batch
    from plushka.domain.codes.terms import NewBatch, Terms
    from plushka.domain.tasks import working
    from plushka.domain.tenants.context import tenant_context
    from plushka.lib.db.connection import connection

    at = dt.datetime.now(dt.UTC)
    new = NewBatch(Terms("Bench", Gives(Fixed(5000))), n)
    with connection(), tenant_context(company.id):
        batch_id: UUID = batches.make(new=new, actor="system:bench", at=at).id
    while working.carry_on(tenant_id=company.id, kinds=KINDS, clock=lambda: at):
        pass
    with connection(), tenant_context(company.id):
        codes = [code for _, code in making.codes_of(get_batch(batch_id))]
        states.start(batch_id=batch_id, actor="system:bench", at=at)
    return codes


def by_sales(ground: Crowd, *, rounds: int, seconds: float) -> Ratio:
    """Activations a second, by sales a second."""
    groups = {
        "server": ground.server.pids,
        "PostgreSQL": lambda: postgres_pids(ground.stage.home),
    }
    ground.sell(seconds=1)
    ground.activate(seconds=1)
    ours: list[Sold] = []
    theirs: list[Sold] = []
    spent: dict[str, str] = {}
    for number in range(rounds):
        for is_ours in (True, False) if number % 2 else (False, True):
            with Cores(groups) as cores:
                act = ground.activate if is_ours else ground.sell
                told = act(seconds=seconds)
            (ours if is_ours else theirs).append(told)
            what = "an activation" if is_ours else "a sale"
            spent[what] = f"ms of a core for {what}: {cores.each(told.sales)}"
    return Ratio(
        name=f"activations over HTTP ÷ sales over HTTP, {CLIENTS} clients",
        rounds=[one.rate / other.rate for one, other in zip(ours, theirs, strict=True)],
        hold=0.8,
        more=True,
        sides=f"{_median(ours):.0f} activations/s ÷ {_median(theirs):.0f} sales/s",
        spent="\n".join(spent.values()),
    )


def profile(ground: Crowd) -> str:
    """Tell where the time goes: in Python, and in the database."""
    from plushka.domain.codes import operations
    from plushka.domain.codes.asking import Activation
    from plushka.domain.members.locator import Locator

    def activate(number: int) -> None:
        codes = ground.codes[ground.used : ground.used + LIST]
        ground.used += LIST
        calls = [
            Activation(
                code=code,
                member=Locator("PHONE", phone(random.randint(1, MEMBERS))),
                source="API",
                actor="key:bench",
                key=f"profile-{number}-{place}",
            )
            for place, code in enumerate(codes)
        ]
        operations.activate(
            tenant_id=ground.company.id, activations=calls, at=dt.datetime.now(dt.UTC)
        )

    told = profiled(activate, what=f"Lists of {LIST} activations in one process")
    told += statements(
        ground.stage, lambda: ground.activate(seconds=5).sales, what="activations over HTTP"
    )
    return told


def _median(told: list[Sold]) -> float:
    return statistics.median(one.rate for one in told)


def main() -> int:
    """Measure and print the ratio, or the profile."""
    parser = argparse.ArgumentParser(prog="python -m bench.activations", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="turns of both sides (5)")
    parser.add_argument("--seconds", type=float, default=5, help="seconds of a turn (5)")
    parser.add_argument("--codes", type=int, default=CODES, help=f"codes made ({CODES})")
    parser.add_argument("--profile", action="store_true", help="tell where the time goes instead")
    asked = parser.parse_args()
    with stage(SETTINGS if asked.profile else "") as scratch:
        os.environ |= {"PLUSHKA_HOME": str(scratch.home), "DATABASE_URL": scratch.url}
        os.environ["DJANGO_SETTINGS_MODULE"] = "plushka.config.settings"
        django.setup()
        ground = crowd(scratch, n_codes=asked.codes)
        if asked.profile:
            print(profile(ground))
            return 0
        ratio = by_sales(ground, rounds=asked.rounds, seconds=asked.seconds)
    print(ratio)
    return 0 if ratio.is_held else 1


if __name__ == "__main__":
    sys.exit(main())
