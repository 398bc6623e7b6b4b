"""Five hundred sales in one call, against set-based SQL of the same rows."""

import http.client
import json
import random
import statistics
import time
from collections.abc import Sequence
from itertools import count
from typing import Any

import psycopg

from bench.cores import Cores
from bench.crowd import MEMBERS, Arena
from bench.people import sale
from bench.ratio import Ratio
from bench.sets import Buyer, InSets, buyers

SALES = 500
CALLS = 6
"""Calls of each side in a round."""

_numbers = count(1)


def batch(arena: Arena, *, rounds: int) -> Ratio:
    """Sales a second in one batch call, by sales a second written in sets by hand."""
    by_hand = InSets(arena.pattern)
    url = arena.stage.url_of(arena.copy)
    ours, theirs = [], []
    asking = http.client.HTTPConnection("127.0.0.1", arena.server.port, timeout=120)
    with psycopg.connect(url, autocommit=True, options="-c role=plushka_web") as connection:
        with arena.stage.connect(arena.copy) as owner:
            everybody = buyers(owner, arena.company.id)
        for _ in range(rounds + 1):
            with Cores(arena.groups) as cores:
                ours.append(statistics.median(_call(asking, arena) for _ in range(CALLS)))
            with Cores(arena.groups) as hand_cores:
                theirs.append(
                    statistics.median(_write(connection, by_hand, everybody) for _ in range(CALLS))
                )
    asking.close()
    # The first round warms both sides up.
    del ours[0], theirs[0]
    return Ratio(
        name=f"{SALES} sales in one batch call ÷ set-based SQL of the same rows",
        rounds=[other / one for one, other in zip(ours, theirs, strict=True)],
        hold=0.4,
        more=True,
        sides=f"{SALES / statistics.median(ours):.0f} sales/s"
        f" ({statistics.median(ours) * 1000:.0f} ms a call)"
        f" ÷ {SALES / statistics.median(theirs):.0f} sales/s"
        f" ({statistics.median(theirs) * 1000:.0f} ms)",
        spent=f"ms of a core for a call: {cores.each(CALLS)}\n"
        f"ms of a core by hand: {hand_cores.each(CALLS)}",
    )


def _call(asking: http.client.HTTPConnection, arena: Arena) -> float:
    prefix = f"batch{next(_numbers)}"
    members = random.sample(range(1, MEMBERS + 1), SALES)
    body = json.dumps({"sales": [sale(one, f"{prefix}-{one}") for one in members]})
    headers = {
        "Authorization": f"Bearer {arena.company.key}",
        "Content-Type": "application/json",
    }
    began = time.perf_counter()
    asking.request("POST", "/api/v1/sales/batch", body, headers)
    answer = asking.getresponse().read()
    took = time.perf_counter() - began
    results: Sequence[dict[str, Any]] = json.loads(answer)["results"]
    if [one["status"] for one in results] != [http.client.CREATED] * SALES:
        raise RuntimeError(f"not every sale was recorded: {answer[:500]!r}")
    return took


def _write(
    connection: "psycopg.Connection[Any]", by_hand: InSets, everybody: Sequence[Buyer]
) -> float:
    chosen = random.sample(everybody, SALES)
    values = by_hand.values(chosen)
    began = time.perf_counter()
    by_hand.write(connection, chosen, values)
    return time.perf_counter() - began
