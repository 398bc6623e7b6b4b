"""Replay a programme over what really happened."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.domain.replay import operations as replays
from plushka.domain.replay.operations import Source
from plushka.domain.replay.queries import count_receipts
from plushka.domain.replay.working import replay
from plushka.domain.tenants.context import tenant_context


def run(
    *,
    slug: str,
    source: Source,
    days: int | None,
    since: dt.datetime | None,
    until: dt.datetime | None,
    on_progress: Callable[[int, int], None],
) -> dict[str, Any]:
    """Give the figures as plain values; points in hundredths and money in kopecks."""
    company, at = get_company(slug), now()
    zone = ZoneInfo(company.timezone)
    with tenant_context(company.id):
        document = replays.document_of(source)
        begins, ends = replays.window_of(
            days=days, since=_placed(since, zone), until=_placed(until, zone), at=at
        )
        receipts = count_receipts()
    found = replay(
        tenant_id=company.id,
        document=document,
        since=begins,
        until=ends,
        at=at,
        on_progress=lambda done: on_progress(done, receipts),
    )
    told: dict[str, Any] = msgspec.to_builtins(found.figures)
    return told


def _placed(moment: dt.datetime | None, zone: ZoneInfo) -> dt.datetime | None:
    """Read a moment without an offset by the company's clocks."""
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=zone)
