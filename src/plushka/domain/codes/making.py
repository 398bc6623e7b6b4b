"""Codes are made: a long task, some ten thousand in a portion; and written again for files."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from uuid import UUID

import psycopg

from plushka.domain.codes.deriving import Shape, derived
from plushka.domain.codes.keys import batch_secret, company_key, id_of
from plushka.domain.codes.models import Batch
from plushka.domain.codes.queries import BatchNotThere, alphabet_of, get_batch, policy
from plushka.domain.codes.spelling import folded
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import Refusal

AT_ONCE = 20_000
"""Codes of a portion: half a second, and some megabytes."""


class CodesForgotten(Refusal):
    """Nobody can write these codes any more."""

    code = "codes_forgotten"

    def __init__(self) -> None:
        super().__init__("These codes were handed over; they cannot be written again.")


def step(task: Running, at: dt.datetime) -> Portion:
    """Make the next codes of a batch; numbers whose code is somebody's already are left out."""
    batch = get_batch(UUID(task.request["batch"]), is_locked=True)
    if batch.state != Batch.State.MAKING or batch.secret is None:
        return Portion(batch.n_made, batch.n_codes, is_over=True)
    key = company_key(policy().key)
    first = task.progress.get("next", 1)
    wanted = min(AT_ONCE, batch.n_codes - batch.n_made)
    drawn = derived(batch_secret(batch.secret), shape_of(batch), first=first)
    made = [(id_of(key, code).hex, number) for number, code in islice(drawn, wanted)]
    last = made[-1][1]
    # In the order of the index, which is then written page by page.
    skipped = _write(batch.id, sorted(made))
    batch.n_made += wanted - len(skipped)
    batch.skipped = [*batch.skipped, *skipped]
    is_over = batch.n_made == batch.n_codes
    if is_over:
        batch.state, batch.printed_at = Batch.State.PRINTED, at
    batch.save(update_fields=["n_made", "skipped", "state", "printed_at"])
    return Portion(batch.n_made, batch.n_codes, is_over, progress={"next": last + 1})


def codes_of(batch: Batch) -> Iterator[tuple[int, str]]:
    """Give the numbers and codes of a batch, for a file; a million are never in memory at once.

    Refuses ``CodesForgotten``, and ``BatchNotThere`` while they are being made.
    """
    if batch.secret is None:
        raise CodesForgotten
    if batch.state == Batch.State.MAKING:
        raise BatchNotThere(state=batch.state)
    return _written(batch, batch_secret(batch.secret))


def shape_of(batch: Batch) -> Shape:
    """Give how the codes of a batch look."""
    return Shape(folded(batch.prefix), alphabet_of(batch), batch.length)


def _written(batch: Batch, secret: bytes) -> Iterator[tuple[int, str]]:
    skipped = frozenset(batch.skipped)
    drawn = derived(secret, shape_of(batch))
    return islice((one for one in drawn if one[0] not in skipped), batch.n_codes)


def _write(batch_id: UUID, made: list[tuple[str, int]]) -> list[int]:
    """Write a portion; give the numbers that were skipped."""
    values = {
        "tenant": current_tenant(),
        "batch": batch_id,
        # Arrays written out: as values one by one they would take longer than the rows.
        "ids": "{" + ",".join(id_ for id_, _ in made) + "}",
        "numbers": "{" + ",".join(str(number) for _, number in made) + "}",
    }
    with psycopg.Cursor(raw()) as cursor:
        cursor.execute(load(__package__ or "", "write_codes").encode(), values)
        if cursor.rowcount == len(made):
            return []
    sql = load(__package__ or "", "find_skipped")
    [rows] = run(raw(), [Statement("find_skipped", sql, values)])
    return [number for (number,) in rows]
