"""``python -m bench.codes``: a million codes made and written as CSV, and lookups among millions.

- made and exported: at most 60 s, and at most 500 MB of memory;
- a lookup by digest, among so many codes: p99 at most 5 ms in the database.
"""

import argparse
import datetime as dt
import os
import random
import resource
import sys
import tempfile
import time
from itertools import batched
from uuid import UUID

import django
import psycopg

from bench.stage import Company, Stage, stage

CODES, AMONG, LOOKUPS = 1_000_000, 10_000_000, 5_000
_NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
_FILL = """
INSERT INTO codes_code (tenant_id, id, batch_id, number)
SELECT %(tenant)s, gen_random_uuid(), %(batch)s, 10000000 + n
FROM generate_series(1, %(n)s) AS n
"""


def make(company: Company, *, n: int) -> tuple[UUID, float, float, int]:
    """Make a batch and write its file; give its id, seconds of both, and bytes of the file."""
    from plushka.config.task_kinds import KINDS
    from plushka.domain.codes import batches, making
    from plushka.domain.codes.giving import Fixed, Gives
    from plushka.domain.codes.queries import get_batch
    from plushka.domain.codes.terms import NewBatch, Terms
    from plushka.domain.tasks import working
    from plushka.domain.tenants.context import tenant_context
    from plushka.lib.db.connection import connection
    from plushka.web.ui.printing import tables

    new = NewBatch(Terms("Bench", Gives(Fixed(5000))), n)
    began = time.monotonic()
    with connection(), tenant_context(company.id):
        batch = batches.make(new=new, actor="system:bench", at=_NOW)
    while working.carry_on(tenant_id=company.id, kinds=KINDS, clock=lambda: _NOW):
        pass
    made = time.monotonic()
    size = 0
    with connection(), tenant_context(company.id), tempfile.TemporaryFile() as file:
        codes = making.codes_of(get_batch(batch.id))
        for some in batched(codes, 10_000):
            rows = tables.csv_rows(some, root="https://bench.example/shop", language="en")
            size += file.write(rows)
    return batch.id, made - began, time.monotonic() - made, size


def look_up(stage: Stage, company: Company, batch: UUID, *, among: int) -> tuple[float, float]:
    """Fill the table and look codes up by their ids; give p50 and p99 in milliseconds."""
    with stage.connect() as owner:
        [(known,)] = owner.execute("SELECT count(*) FROM codes_code").fetchall()
        values = {"tenant": company.id, "batch": batch, "n": max(0, among - known)}
        owner.execute("ALTER TABLE codes_code DISABLE TRIGGER ALL")
        owner.execute(_FILL, values)
        owner.execute("ALTER TABLE codes_code ENABLE TRIGGER ALL")
        owner.execute("ANALYZE codes_code")
        rows = owner.execute(
            "SELECT id FROM codes_code TABLESAMPLE SYSTEM (0.5) LIMIT %s", [LOOKUPS]
        ).fetchall()
        random.shuffle(rows)
        return _timed(owner, company, [row[0] for row in rows])


def _timed(
    owner: "psycopg.Connection[tuple[object, ...]]", company: Company, ids: list[UUID]
) -> tuple[float, float]:
    """Ask the server itself how long each takes: without the way there and back."""
    took = []
    for id_ in ids[:LOOKUPS]:
        plan = owner.execute(
            "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON)"
            " SELECT batch_id, number, activated_at FROM codes_code"
            " WHERE tenant_id = %s AND id = %s",
            [company.id, id_],
        ).fetchone()
        assert plan is not None  # noqa: S101 - EXPLAIN answers one row
        told = plan[0][0]  # type: ignore[index]
        took.append(told["Planning Time"] + told["Execution Time"])
    took.sort()
    return took[len(took) // 2], took[len(took) * 99 // 100]


def main() -> None:
    """Run it, print what came of it; leave with 1 where something is too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codes", type=int, default=CODES)
    parser.add_argument("--among", type=int, default=AMONG)
    given = parser.parse_args()
    with stage() as ready:
        company = ready.found("codes")
        os.environ["PLUSHKA_HOME"] = str(ready.home)
        os.environ["DATABASE_URL"] = ready.url
        os.environ["DJANGO_SETTINGS_MODULE"] = "plushka.config.settings"
        django.setup()
        batch, making, writing, size = make(company, n=given.codes)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(
            f"{given.codes} codes: made in {making:.1f} s, written as CSV in {writing:.1f} s"
            f" ({size / 1e6:.0f} MB), at most {memory:.0f} MB of memory\n"
        )
        usual, slow = look_up(ready, company, batch, among=given.among)
        sys.stdout.write(f"lookup among {given.among}: p50 {usual:.2f} ms, p99 {slow:.2f} ms\n")
    is_good = making + writing <= 60 and memory <= 500 and slow <= 5
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
