"""Batches of codes, said shortly."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from plushka.domain.codes import batches, making, states
from plushka.domain.codes.giving import Fixed, Gives
from plushka.domain.codes.models import Batch
from plushka.domain.codes.queries import get_batch
from plushka.domain.codes.terms import NewBatch, Terms
from plushka.domain.tasks.models import Task
from plushka.domain.tasks.running import Running
from tests.conftest import NOON

ACTOR = "system:test"


def terms(points=5000, *, gives=None, name="Крышки", **more) -> Terms:
    """50 points a code, where nothing else is said."""
    return Terms(name, gives or Gives(Fixed(points)), **more)


def ask(n=3, *, prefix="", alphabet="LETTERS", length=12, at=NOON, **more) -> Batch:
    """Ask for a batch; its codes are still to be made."""
    new = NewBatch(terms(**more), n, alphabet, length, prefix)
    return batches.make(new=new, actor=ACTOR, at=at)


def portion(batch: Batch, *, at: dt.datetime = NOON) -> bool:
    """Make the next portion as the worker does; tells whether it was the last."""
    task = Task.objects.get(id=batch.task_id)
    asked = Running(
        task.id, task.kind, task.request, task.progress, task.result, task.actor, 0, task.of
    )
    done = making.step(asked, at)
    task.progress, task.done = done.progress, done.done
    task.save()
    return done.is_over


def made(n=3, **more) -> Batch:
    """A batch whose codes are there."""
    batch = ask(n, **more)
    while not portion(batch):
        pass
    return get_batch(batch.id)


def active(n=3, **more) -> tuple[Batch, list[str]]:
    """A batch that was started, and its codes."""
    batch = made(n, **more)
    codes = [code for _, code in making.codes_of(batch)]
    return states.start(batch_id=batch.id, actor=ACTOR, at=NOON), codes


def skipped_of(batch_id: UUID) -> list[int]:
    """The numbers that have no code."""
    return list(get_batch(batch_id).skipped)


def told(batch: Batch) -> Mapping[str, object]:
    """What a batch came to."""
    return {"state": batch.state, "n_made": batch.n_made, "has_secret": batch.secret is not None}
