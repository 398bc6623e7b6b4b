"""A code is looked up by its digest among ten million, as an activation does."""

import random

import psycopg

from bench.ratio import Ratio
from bench.stage import Stage

AMONG, LOOKUPS = 10_000_000, 5_000
MOST_MILLISECONDS = 5

_FILL = """
INSERT INTO codes_code (tenant_id, id, batch_id, number)
SELECT %(tenant)s, gen_random_uuid(), %(batch)s, 10000000 + n
FROM generate_series(1, %(n)s) AS n
"""
_LOOK_UP = """
EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON)
SELECT batch_id, number, activated_at FROM codes_code WHERE tenant_id = %s AND id = %s
"""


def look_up(stage: Stage) -> Ratio:
    """Fill up the table with digests of nobody; ask the server what each lookup took."""
    with stage.connect() as owner:
        _fill(owner)
        # All over the table: digests written beside each other would share their pages.
        some = owner.execute(
            "SELECT tenant_id, id FROM codes_code TABLESAMPLE BERNOULLI (%s)",
            [120 * LOOKUPS / AMONG],
        ).fetchall()
        random.shuffle(some)
        took = sorted(_asked(owner, *one) for one in some[:LOOKUPS])
    half, slow = took[len(took) // 2], took[len(took) * 99 // 100]
    return Ratio(
        name=f"lookup of a code among {AMONG:,}, p99".replace(",", " "),
        rounds=[slow],
        hold=MOST_MILLISECONDS,
        more=False,
        sides=f"{len(took)} lookups in the database, p50 {half:.2f} ms",
        unit=" ms",
    )


def _fill(owner: "psycopg.Connection[tuple[object, ...]]") -> None:
    row = owner.execute("SELECT tenant_id, batch_id, count(*) OVER () FROM codes_code LIMIT 1")
    [(tenant, batch, known)] = row.fetchall()
    values = {"tenant": tenant, "batch": batch, "n": AMONG - int(str(known))}
    owner.execute("ALTER TABLE codes_code DISABLE TRIGGER ALL")
    owner.execute(_FILL, values)
    owner.execute("ALTER TABLE codes_code ENABLE TRIGGER ALL")
    owner.execute("ANALYZE codes_code")


def _asked(owner: "psycopg.Connection[tuple[object, ...]]", tenant: object, id_: object) -> float:
    """Give how many milliseconds the server itself needed: without the way there and back."""
    plan = owner.execute(_LOOK_UP, [tenant, id_]).fetchone()
    assert plan is not None  # noqa: S101 - EXPLAIN answers one row
    told = plan[0][0]  # type: ignore[index]
    return float(told["Planning Time"] + told["Execution Time"])
