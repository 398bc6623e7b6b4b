"""Events are written, many as one statement."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Something that has just happened; ``data`` names nobody but by id."""

    type: str
    at: dt.datetime
    member_id: UUID | None = None
    data: dict[str, Any] = field(default_factory=dict)
    id: UUID = field(default_factory=new_id)


def statement(*, events: Sequence[NewEvent]) -> Statement:
    """Give the statement that writes events, to be sent with others of the transaction."""
    return Statement(
        name="write_events",
        sql=load(__package__, "write_events"),
        values={
            "tenant": current_tenant(),
            "rows": msgspec.json.encode(events).decode(),
        },
        rows=len(events),
    )


def write(*, events: Sequence[NewEvent]) -> None:
    """Write events in the transaction of what they tell of."""
    run(raw(), [statement(events=events)])
