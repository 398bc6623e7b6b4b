"""Replays are asked for, and made."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from plushka.domain.campaigns.queries import campaigns
from plushka.domain.ledger import queries as ledger
from plushka.domain.programmes import drafts, files
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled, compile_
from plushka.domain.replay import queries, recorded, totalling
from plushka.domain.replay.budgets import open_budgets
from plushka.domain.replay.figures import Figures, MemberRow
from plushka.domain.replay.models import Replay
from plushka.domain.replay.opening import open_
from plushka.domain.replay.plan import FOREVER, plan
from plushka.domain.replay.reading import history, outlets
from plushka.domain.replay.running import run
from plushka.domain.replay.state import State
from plushka.domain.sales.lines import EARLIEST, SKEW
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.days import local_day, start_of_day
from plushka.lib.garbage import uncollected
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField

KEPT = 20
"""Replays of one company that are kept; the oldest make room."""

_JUST = dt.timedelta.resolution

_TRIED = UUID(int=0)
"""The version of a programme that is none yet."""

type Source = Literal["draft", "unchanged"] | int
"""What is tried: the draft, a version by its number, or the rules as they were."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay came to, and its members one by one."""

    figures: Figures
    members: list[MemberRow]


def ask(
    *,
    source: Source,
    actor: str,
    at: dt.datetime,
    days: int | None = None,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    id_: UUID | None = None,
) -> Replay:
    """Ask for a replay, which a job then carries out.

    Of so many local days, of what was sold since a moment, or of everything; up to a moment, or
    to now. The programme is kept as it is now: whoever changes the draft meanwhile changes no
    replay. Asked again under the same ``id_``, it is asked once. Refuses a draft that is not
    there, a version nobody published, both ``days`` and ``since``, and a window that ends before
    it begins.
    """
    document = document_of(source)
    begins, ends = window_of(days=days, since=since, until=until, at=at)
    row: Replay
    row, is_new = Replay.objects.get_or_create(
        tenant_id=current_tenant(),
        id=id_ or new_id(),
        defaults={
            "document": document,
            "source": str(source),
            "since": begins,
            "until": ends,
            "asked_at": at,
            "actor": actor,
            "of": queries.count_receipts(),
        },
    )
    if not is_new:
        return row
    old = Replay.objects.exclude(state=Replay.State.RUNNING).order_by("-id")
    Replay.objects.filter(id__in=list(old.values_list("id", flat=True)[KEPT:])).delete()
    return row


def document_of(source: Source) -> dict[str, object] | None:
    """Give the document that is tried; None for the rules as they were."""
    match source:
        case "unchanged":
            return None
        case "draft":
            found: dict[str, object] = drafts.get_draft().document
        case int():
            found = programmes.get_version(source).document
    return found


def window_of(
    *,
    days: int | None,
    since: dt.datetime | None,
    until: dt.datetime | None,
    at: dt.datetime,
) -> tuple[dt.datetime, dt.datetime | None]:
    """Say from when to when receipts are replayed; an end that is ahead of us is none.

    So many local days, the last one among them: that of the end, or today. Refuses both ``days``
    and ``since``, and a window that ends before it begins.
    """
    if until is not None and until >= at:
        until = None
    if until is not None and until <= EARLIEST + SKEW:
        raise BadField("until", "this is before the year 2000")
    begins = _begins(days=days, since=since, last=at if until is None else until - _JUST)
    if until is not None and until <= begins:
        raise BadField("until", "this is before the beginning")
    if begins > at:
        raise BadField("since", "this is ahead of us")
    return begins, until


def _begins(*, days: int | None, since: dt.datetime | None, last: dt.datetime) -> dt.datetime:
    if days is not None and since is not None:
        raise BadField("since", "name days or since, not both")
    if since is not None:
        return max(since, EARLIEST + SKEW)
    if days is None:
        return EARLIEST + SKEW
    zone = get_place(current_tenant()).zone
    first = local_day(last, zone) - dt.timedelta(days=days - 1)
    return max(start_of_day(first, zone), EARLIEST + SKEW)


def compiled_of(document: dict[str, object] | None, *, zone: str) -> Compiled | None:
    """Make what is tried ready to decide."""
    if document is None:
        return None
    return compile_(files.read(document), version=_TRIED, zone=zone)


def replay_in(
    *,
    candidate: Compiled | None,
    since: dt.datetime,
    until: dt.datetime | None = None,
    at: dt.datetime,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Replayed:
    """Replay what happened since a moment, inside the tenant's transaction.

    ``candidate`` is the programme that shall have ruled receipts of the window, from ``since`` up
    to ``until``; None leaves the rules as they were, and the figures then tell whether they gave
    the ledger again. Nothing is locked and nothing written; what the transaction sees must be of
    one moment (``reading.one_moment``).
    """
    began = time.perf_counter()
    rules = programmes.rules(zone=get_place(current_tenant()).zone)
    state = State(
        plan(
            candidate=candidate,
            since=since,
            until=until or FOREVER,
            moment=at,
            rules=rules,
            conversions=ledger.conversions(),
        ),
        outlets=outlets(),
        campaigns=campaigns(),
    )
    begins = since - SKEW
    open_(state, begins=begins)
    open_budgets(state, begins=begins)
    with history(since=begins) as happened, uncollected():
        run(state, happened, on_progress=on_progress)
    was = recorded.read(state.plan)
    members = list(totalling.member_rows(state, was))
    seconds = round(time.perf_counter() - began, 3)
    return Replayed(totalling.figures(state, was, members, seconds=seconds), members)
