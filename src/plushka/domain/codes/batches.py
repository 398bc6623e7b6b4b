"""Batches are made, changed and replaced. In the caller's transaction."""

import datetime as dt
from uuid import UUID

from django.db.models import Max

from plushka.domain.codes import odds
from plushka.domain.codes.keys import new_batch_secret
from plushka.domain.codes.models import Batch
from plushka.domain.codes.policies import lock_policy
from plushka.domain.codes.queries import OVER, BatchNotThere, alphabet_of, gives_of, n_issued
from plushka.domain.codes.states import lock_seen, record, revoke
from plushka.domain.codes.terms import (
    NewBatch,
    Terms,
    check_draw,
    checked,
    put,
    read_prefix,
    terms_of,
    told,
)
from plushka.domain.tasks import operations as tasks
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField

MAKING = "codes_make"
"""The kind of the task that makes codes."""


def make(
    *,
    new: NewBatch,
    actor: str,
    at: dt.datetime,
    id_: UUID | None = None,
    replaces: UUID | None = None,
) -> Batch:
    """Ask for a batch of codes, which are made in the background; ``id_`` makes twice once.

    Refuses what cannot be meant, by the field: also codes that are too easy to guess.
    """
    batch_id = id_ or new_id()
    known: Batch | None = Batch.objects.filter(id=batch_id).first()
    if known is not None:
        return known
    terms, prefix = checked(new.terms), read_prefix(new.prefix, new.alphabet)
    if replaces is None:
        check_draw(terms.gives, at=at)
    if not 1 <= new.n_codes <= odds.MOST_CODES:
        raise BadField("n_codes", f"1 to {odds.MOST_CODES} codes")
    lock_policy(at=at)
    issued = n_issued(prefix=prefix, alphabet=new.alphabet, length=new.length)
    odds.check(alphabet=new.alphabet, length=new.length, issued=issued + new.n_codes)
    row = Batch(
        tenant_id=current_tenant(),
        id=batch_id,
        number=1 + (Batch.objects.aggregate(last=Max("number"))["last"] or 0),
        prefix=prefix,
        alphabet=new.alphabet,
        length=new.length,
        n_codes=new.n_codes,
        secret=new_batch_secret(),
        replaces_id=replaces,
        made_by=actor,
        made_at=at,
    )
    put(row, terms)
    row.task_id = tasks.ask(
        kind=MAKING, request={"batch": str(batch_id)}, of=new.n_codes, actor=actor, at=at
    )
    row.save(force_insert=True)
    record(row, "codes_asked", actor=actor, at=at, after=told(row))
    return row


def change(
    *, batch_id: UUID, terms: Terms, seen: str | None, actor: str, at: dt.datetime
) -> Batch:
    """Set name, dates and limits of a batch; what its codes give only until it is active.

    ``seen`` is the stamp of what the person saw. Refuses ``BatchChanged``, ``BatchNotThere`` of
    one that is over, and what cannot be meant.
    """
    row = lock_seen(batch_id, seen)
    if row.state in OVER:
        raise BatchNotThere(state=row.state)
    wanted = checked(terms)
    if wanted.gives.draw_id != gives_of(row).draw_id:
        check_draw(wanted.gives, at=at)
    if row.state == Batch.State.ACTIVE and wanted.gives != gives_of(row):
        raise BatchNotThere(state=row.state)
    before = told(row)
    put(row, wanted)
    if (after := told(row)) != before:
        row.save()
        record(row, "codes_changed", actor=actor, at=at, before=before, after=after)
    return row


def replace(
    *,
    batch_id: UUID,
    reason: str,
    seen: str | None = None,
    actor: str,
    at: dt.datetime,
    id_: UUID | None = None,
) -> Batch:
    """Revoke a batch and make another one like it, with new codes; gives the new one."""
    if id_ is not None and (known := Batch.objects.filter(id=id_).first()):
        made: Batch = known
        return made
    old = lock_seen(batch_id, seen)
    if Batch.objects.filter(replaces_id=batch_id).exists():
        raise BatchNotThere(state=old.state)
    lock_policy(at=at)
    revoke(batch_id=batch_id, reason=reason, actor=actor, at=at)
    new = NewBatch(terms_of(old), old.n_codes, alphabet_of(old), old.length, old.prefix)
    return make(new=new, actor=actor, at=at, id_=id_, replaces=batch_id)
