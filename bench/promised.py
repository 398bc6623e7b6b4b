"""What ten campaigns cost a sale over HTTP, beside a company that runs none."""

import http.client
import statistics
from typing import Any

from bench.campaigns import documents
from bench.crowd import MEMBERS, Arena
from bench.load import Sold, sell
from bench.people import add_members
from bench.ratio import Ratio
from bench.selling import call
from bench.stage import Company


def with_campaigns(arena: Arena, *, clients: int, rounds: int, seconds: float) -> Ratio:
    """Sales a second of a company with ten campaigns, by those of one with the bare preset."""
    busy = _company(arena)
    ours: list[Sold] = []
    theirs: list[Sold] = []
    for _ in range(rounds):
        ours.append(sell(arena.server, busy, members=MEMBERS, clients=clients, seconds=seconds))
        theirs.append(arena.sell(clients=clients, seconds=seconds))
    return Ratio(
        name=f"sales over HTTP with ten campaigns ÷ with none, {clients} clients",
        rounds=[one.rate / other.rate for one, other in zip(ours, theirs, strict=True)],
        hold=0.7,
        more=True,
        sides=f"{_median(ours):.0f} ÷ {_median(theirs):.0f} sales/s",
    )


def _company(arena: Arena) -> Company:
    company = arena.stage.found("promising")
    with arena.stage.connect() as connection:
        add_members(connection, company, MEMBERS)
    for document in documents():
        code = document["code"]
        known = {name: part for name, part in document.items() if name != "outlets"}
        _done(arena, company, "PUT", f"/campaigns/{code}", {"document": known})
        _done(arena, company, "POST", f"/campaigns/{code}/launch", {})
    return company


def _done(arena: Arena, company: Company, method: str, path: str, body: Any) -> None:
    status, told = call(arena.server, company, path, body, method=method)
    if status != http.client.OK:
        raise RuntimeError(f"{status}: {told}")


def _median(measured: list[Sold]) -> float:
    return statistics.median(one.rate for one in measured)
