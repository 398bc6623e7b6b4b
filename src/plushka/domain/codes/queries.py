"""What is asked of codes and their batches. Nothing here writes."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from plushka.domain.codes import giving
from plushka.domain.codes.alphabets import Alphabet
from plushka.domain.codes.giving import Gives
from plushka.domain.codes.models import Batch, Policy
from plushka.domain.codes.odds import Odds, odds
from plushka.domain.codes.spelling import folded
from plushka.lib.refusal import Refusal
from plushka.lib.stamps import stamp_of

OVER = (Batch.State.CLOSED, Batch.State.REVOKED)


class BatchUnknown(Refusal):
    """The company has no such batch of codes."""

    code = "batch_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such batch of codes.")


class BatchNotThere(Refusal):
    """The batch is not where this could be done: not made yet, not active, over."""

    code = "batch_not_there"

    def __init__(self, *, state: str) -> None:
        super().__init__(f"This batch is {state.lower()}.", state=state.lower())
        self.state = state


def get_batch(batch_id: UUID, *, is_locked: bool = False) -> Batch:
    """Give a batch, or refuse as ``batch_unknown``."""
    found = Batch.objects.select_for_update(of=("self",)) if is_locked else Batch.objects.all()
    row: Batch | None = found.filter(id=batch_id).first()
    if row is None:
        raise BatchUnknown
    return row


def find_batches(
    *, states: Collection[str] = (), limit: int = 50, before: int | None = None
) -> list[Batch]:
    """Give the newest batches, or those before a number; of some states, or of all."""
    found = Batch.objects.order_by("-number")
    if states:
        found = found.filter(state__in=states)
    if before is not None:
        found = found.filter(number__lt=before)
    return list(found[:limit])


def is_active() -> bool:
    """Tell whether the company has codes that can be activated."""
    found: bool = Batch.objects.filter(state=Batch.State.ACTIVE).exists()
    return found


def gives_of(batch: Batch) -> Gives:
    """Give what a code of a batch gives."""
    return giving.read(batch.gives)


def alphabet_of(batch: Batch) -> Alphabet:
    """Give what the codes of a batch are written with."""
    return "DIGITS" if batch.alphabet == Batch.Alphabet.DIGITS else "LETTERS"


def stamp(batch: Batch) -> str:
    """Give what a form about a batch was filled with, so that a change meanwhile is noticed."""
    told = (
        batch.name,
        batch.state,
        _moment(batch.valid_from),
        _moment(batch.valid_until),
        batch.most_per_member,
        batch.most_per_day,
        batch.gives,
        batch.secret is None,
    )
    return stamp_of(told)


def n_issued(*, prefix: str, alphabet: Alphabet, length: int, but: UUID | None = None) -> int:
    """Say how many codes a guess of this shape might meet: those of batches that are not over."""
    found = Batch.objects.filter(alphabet=alphabet, length=length)
    rows = found.exclude(Q(state__in=OVER) | Q(id=but)).values_list("prefix", "n_codes")
    return sum(n for other, n in rows if folded(other) == folded(prefix))


def odds_of(batch: Batch) -> Odds:
    """Give the odds of a guess at a batch, with the codes of others that look the same."""
    alphabet = alphabet_of(batch)
    others = n_issued(prefix=batch.prefix, alphabet=alphabet, length=batch.length, but=batch.id)
    return odds(alphabet=alphabet, length=batch.length, issued=batch.n_codes + others)


def policy() -> Policy:
    """Give what the company wants of its codes; there is none before its first batch."""
    row: Policy = Policy.objects.get()
    return row


def _moment(at: dt.datetime | None) -> str | None:
    return None if at is None else at.astimezone(dt.UTC).isoformat()
