"""The job that carries replays out, one after the other, in transactions of its own.

Long work is not for a request: who asked may close the page and come back. One process does the
jobs at a time, so a replay that is running when a round begins was cut off, and begins again.
"""

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

import msgspec
import structlog
from django.db.models import F

from plushka.domain.replay.figures import Figures
from plushka.domain.replay.models import Replay, ReplayMember
from plushka.domain.replay.operations import Replayed, compiled_of, replay_in
from plushka.domain.replay.reading import one_moment
from plushka.domain.tenants.context import current_tenant, tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.db.connection import connection

ATTEMPTS = 3
"""How often a replay is begun."""

log = structlog.get_logger("plushka.replay")


def replay(
    *,
    tenant_id: int,
    document: dict[str, object] | None,
    since: dt.datetime,
    until: dt.datetime | None = None,
    at: dt.datetime,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Replayed:
    """Replay in a transaction of its own, which sees one moment of the database."""
    with tenant_context(tenant_id):
        one_moment()
        candidate = compiled_of(document, zone=get_place(tenant_id).zone)
        return replay_in(
            candidate=candidate, since=since, until=until, at=at, on_progress=on_progress
        )


def carry_out_all(*, clock: Callable[[], dt.datetime], stopping: threading.Event) -> None:
    """Carry out whatever waits, for every company, until somebody says stop."""
    try:
        with connection():
            tenants = list(Tenant.objects.order_by("id").values_list("id", flat=True))
        for tenant_id in tenants:
            while not stopping.is_set() and carry_out(tenant_id=tenant_id, clock=clock):
                pass
    except Exception:
        # The next round begins anew; what was cut off is told there.
        log.exception("replays_interrupted")


def carry_out(*, tenant_id: int, clock: Callable[[], dt.datetime]) -> int:
    """Carry out one replay that waits; give how many that were."""
    with connection(), tenant_context(tenant_id):
        row = _next()
    if row is None:
        return 0
    at = clock()
    with ThreadPoolExecutor(1) as beside:
        try:
            with connection():
                found = replay(
                    tenant_id=tenant_id,
                    document=row.document,
                    since=row.since,
                    until=row.until,
                    at=at,
                    on_progress=lambda done: _tell(beside, tenant_id, row.id, done),
                )
        except Exception:
            log.exception("replay_failed", tenant=tenant_id, replay=str(row.id))
            with connection(), tenant_context(tenant_id):
                fail(row.id, at=clock())
            return 1
    with connection(), tenant_context(tenant_id):
        keep(row.id, found, at=clock())
    return 1


def keep(replay_id: UUID, found: Replayed, *, at: dt.datetime) -> None:
    """Write down what a replay came to; one that made room meanwhile is forgotten."""
    figures: Figures = found.figures
    written = Replay.objects.filter(id=replay_id).update(
        state=Replay.State.DONE,
        figures=msgspec.to_builtins(figures),
        moment=figures.moment,
        ended_at=at,
        done=F("of"),
    )
    if not written:
        return
    ranked = sorted(found.members, key=lambda one: (-one.gain, one.member))
    ReplayMember.objects.bulk_create(
        (
            ReplayMember(
                tenant_id=current_tenant(),
                replay_id=replay_id,
                number=number,
                told=msgspec.to_builtins(one),
            )
            for number, one in enumerate(ranked, start=1)
        ),
        batch_size=2000,
    )


def fail(replay_id: UUID, *, at: dt.datetime) -> None:
    """Remember that a replay met a fault; what it was stands in the log."""
    Replay.objects.filter(id=replay_id).update(state=Replay.State.FAILED, ended_at=at)


def _next() -> Replay | None:
    """Choose the replay that has waited longest, or was cut off."""
    unfinished = Replay.objects.filter(state__in=("WAITING", "RUNNING")).order_by("id")
    row: Replay | None = unfinished.select_for_update(skip_locked=True, of=("self",)).first()
    if row is None:
        return None
    if row.attempts >= ATTEMPTS:
        row.state = Replay.State.FAILED
        row.save(update_fields=["state"])
        return None
    row.state, row.attempts, row.done = Replay.State.RUNNING, row.attempts + 1, 0
    row.save(update_fields=["state", "attempts", "done"])
    return row


def _tell(beside: ThreadPoolExecutor, tenant_id: int, replay_id: UUID, done: int) -> None:
    """Say how far it is, beside the transaction that reads; nobody waits for it."""
    beside.submit(partial(_write_progress, tenant_id, replay_id, done))


def _write_progress(tenant_id: int, replay_id: UUID, done: int) -> None:
    with connection(), tenant_context(tenant_id):
        Replay.objects.filter(id=replay_id).update(done=done)
