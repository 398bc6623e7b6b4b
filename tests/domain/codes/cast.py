"""Batches of codes, said shortly."""

import datetime as dt
from collections.abc import Mapping

from plushka.domain.codes import batches, making, states
from plushka.domain.codes.activating import activate_in
from plushka.domain.codes.alphabets import checked
from plushka.domain.codes.asking import Activation, Answer, Outcome
from plushka.domain.codes.giving import Fixed, Gives
from plushka.domain.codes.models import Activation as Row
from plushka.domain.codes.models import Batch
from plushka.domain.codes.queries import get_batch
from plushka.domain.codes.spelling import shown
from plushka.domain.codes.terms import NewBatch, Terms
from plushka.domain.events.models import Event
from plushka.domain.ledger.models import Entry
from plushka.domain.members.locator import Locator
from plushka.domain.tasks.models import Task
from plushka.domain.tasks.running import Running
from plushka.lib.refusal import Refusal
from tests.conftest import NOON
from tests.domain.sales.cast import ANNA

__all__ = ["checked", "making", "shown"]

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


def told(batch: Batch) -> Mapping[str, object]:
    """What a batch came to."""
    return {"state": batch.state, "n_made": batch.n_made, "has_secret": batch.secret is not None}


def call(code: str, *, member: Locator = ANNA, source="API", **more) -> Activation:
    """Somebody wants a code; Анна, where nobody else is named."""
    return Activation(code=code, member=member, source=source, actor=ACTOR, **more)


def activate(*calls: Activation, at: dt.datetime = NOON) -> list[Answer]:
    """Activate a list; each one's own outcome or refusal."""
    return activate_in(calls, at=at)


def accepted(code: str, *, at: dt.datetime = NOON, **more) -> Outcome:
    """Activate one code that must not be refused."""
    [answer] = activate(call(code, **more), at=at)
    if isinstance(answer, Exception):
        raise answer
    return answer


def refusal_of(code: str, *, at: dt.datetime = NOON, **more) -> Refusal:
    """The refusal that one code is answered with; it moved no points."""
    before = (Row.objects.count(), Entry.objects.count(), Event.objects.count())
    [answer] = activate(call(code, **more), at=at)
    after = (Row.objects.count(), Entry.objects.count(), Event.objects.count())
    assert isinstance(answer, Refusal)
    assert after == before
    return answer


def wrong_code(number: int = 0) -> str:
    """A code that is typed right and that nobody made."""
    letters = "BCDFGHJKMNPQRSTVWXYZ"
    drawn = [letters[number // len(letters) ** place % len(letters)] for place in range(12)]
    return checked("".join(drawn))
