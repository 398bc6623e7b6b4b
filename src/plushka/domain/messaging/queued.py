"""Messages as they come out of the queue, and how far they have come."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from msgspec import Struct

from plushka.domain.messaging.allowing import Go, Wanted
from plushka.domain.messaging.handing import Due
from plushka.domain.messaging.reaching import Addressed
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id


class Moved(Struct, frozen=True):
    """How far a message has come now, if it is where it was ``before``."""

    id: UUID
    state: str
    due_at: dt.datetime | None
    n_tries: int
    ways_tried: Sequence[str]
    way: str
    code: str
    before: str


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    member_id: UUID | None
    contact_id: UUID | None
    phone: str | None
    kind: str
    nature: int
    text: str
    subject: str
    by_way: str
    language: str
    valid_until: dt.datetime | None
    n_tries: int
    ways_tried: str
    way: str
    code: str
    cause: str = ""
    is_stale: bool = False
    """Whether it was looked at again and is true no more."""

    def wanted(self) -> Wanted:
        return Wanted(
            id=self.id,
            kind=self.kind,
            nature=self.nature,
            valid_until=self.valid_until,
            ways_tried=tuple(json.loads(self.ways_tried)),
            code=self.code,
        )

    def addressed(self) -> Addressed:
        return Addressed(self.wanted(), self.member_id, self.phone)

    def due(self, go: Go) -> Due:
        by_way: Mapping[str, str] = json.loads(self.by_way)
        return Due(
            id=self.id,
            attempt_id=new_id(),
            kind=self.kind,
            nature=self.nature,
            connection_id=go.connection_id,
            way=go.way,
            address=go.address,
            text=by_way.get(go.way, self.text),
            subject=self.subject,
            language=self.language,
            valid_until=self.valid_until,
            n_tries=self.n_tries if go.way == self.way else 0,
            ways_tried=tuple(json.loads(self.ways_tried)),
            member_id=self.member_id,
        )

    def past(self, way: str, *, at: dt.datetime) -> Moved:
        """Leave out a way by which it has no price, and try the next one."""
        tried = [*json.loads(self.ways_tried), way]
        return Moved(self.id, "WAITING", at, 0, tried, way, "no_price", "WAITING")

    def moved(
        self, state: str, *, way: str, due_at: dt.datetime | None = None, code: str = ""
    ) -> Moved:
        return Moved(
            id=self.id,
            state=state,
            due_at=due_at,
            n_tries=self.n_tries if way == self.way else 0,
            ways_tried=json.loads(self.ways_tried),
            way=way,
            code=code or self.code,
            before="WAITING",
        )


def move(moved: Sequence[Moved]) -> None:
    """Write how far messages have come."""
    if not moved:
        return
    rows = [{**msgspec.to_builtins(one), "before": [one.before]} for one in moved]
    values = {"tenant": current_tenant(), "rows": msgspec.json.encode(rows).decode()}
    run(raw(), [Statement("move_messages", load(__package__, "move_messages"), values)])
