"""Reads of the outbox."""

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import BadField

_CURSOR = re.compile(r"([0-9]{1,19})-([0-9a-f]{32})", re.ASCII)
_BEGINNING = (0, UUID(int=0))


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as a reader gets it; ``cursor`` is where to go on from after it."""

    id: UUID
    type: str
    at: dt.datetime
    member_id: UUID | None
    data: dict[str, Any]
    cursor: str


def after(*, cursor: str | None, limit: int) -> list[Happened]:
    """Events after a cursor, or from the beginning, oldest transaction first.

    Events of transactions that still run, and all that come after them, wait
    for the next call. Refuses a cursor that no event was given with.
    """
    transaction, event_id = _read_cursor(cursor)
    [rows] = run(
        raw(),
        [
            Statement(
                name="read_events",
                sql=load(__package__, "read_events"),
                values={
                    "tenant": current_tenant(),
                    "transaction": str(transaction),
                    "id": event_id,
                    "limit": limit,
                },
            )
        ],
    )
    return [
        Happened(
            id=id_,
            type=type_,
            at=at,
            member_id=member_id,
            data=json.loads(data),
            cursor=f"{written_by}-{id_.hex}",
        )
        for id_, member_id, type_, at, data, written_by in rows
    ]


def _read_cursor(cursor: str | None) -> tuple[int, UUID]:
    if cursor is None:
        return _BEGINNING
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        raise BadField("after", "use the cursor of an event")
    return int(match[1]), UUID(match[2])
