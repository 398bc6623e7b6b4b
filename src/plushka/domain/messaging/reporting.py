"""What providers report later of what they took: once, twice, or before we know its name."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec
from msgspec import Struct

from plushka.domain.messaging.models import ParkedReport
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id

KEPT = dt.timedelta(days=3)
"""A report that nothing was sent for by then is of somebody else's message."""


class Told(Struct, frozen=True):
    """One report: ``state`` is DELIVERED or FAILED; ``cost`` in kopecks, if it was said."""

    provider_id: str
    state: str
    at: dt.datetime
    code: str = ""
    cost: int | None = None


def report(*, connection_id: UUID, told: Iterable[Told], at: dt.datetime) -> None:
    """Write reports; those on messages without a name yet are kept until they have one."""
    newest = {one.provider_id: one for one in told if one.provider_id}
    if not newest:
        return
    known = _write(connection_id, list(newest.values()), at=at)
    if early := [one for name, one in newest.items() if name not in known]:
        rows = [{"id": new_id(), "provider_id": one.provider_id, "told": one} for one in early]
        values = {
            "tenant": current_tenant(),
            "connection": connection_id,
            "rows": msgspec.json.encode(rows).decode(),
            "at": at,
        }
        run(raw(), [Statement("park", load(__package__, "park"), values)])


def take_up(*, at: dt.datetime, most: int = 1000) -> int:
    """Write reports that came before their message had a name; forget those nobody asks for."""
    ParkedReport.objects.filter(at__lt=at - KEPT).delete()
    rows = list(ParkedReport.objects.order_by("at", "id")[:most])
    by_connection: dict[UUID, list[ParkedReport]] = {}
    for row in rows:
        by_connection.setdefault(row.connection_id, []).append(row)
    n_taken = 0
    for connection_id, parked in by_connection.items():
        known = _write(connection_id, [msgspec.convert(row.told, Told) for row in parked], at=at)
        taken = [row.id for row in parked if row.provider_id in known]
        ParkedReport.objects.filter(id__in=taken).delete()
        n_taken += len(taken)
    return n_taken


def _write(connection_id: UUID, told: Sequence[Told], *, at: dt.datetime) -> set[str]:
    """Write reports on attempts that are known; give the names that are."""
    values = {
        "tenant": current_tenant(),
        "connection": connection_id,
        "names": [one.provider_id for one in told],
        "rows": msgspec.json.encode(told).decode(),
    }
    [rows] = run(raw(), [Statement("report", load(__package__, "report"), values)])
    fates = [
        {
            "id": message_id,
            "state": "DELIVERED" if state == "DELIVERED" else "WAITING",
            "due_at": None if state == "DELIVERED" else at,
            "way": way,
            "code": code,
        }
        for _, state, code, message_id, way in rows
        if message_id is not None
    ]
    if fates:
        moved = {"tenant": current_tenant(), "rows": msgspec.json.encode(fates).decode()}
        run(raw(), [Statement("fates", load(__package__, "fates"), moved)])
    return {name for name, *_ in rows}
