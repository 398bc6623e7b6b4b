"""What providers report later of what they took: once, twice, or before we know its name."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

import msgspec
from django.db.models import Exists, OuterRef, Q
from msgspec import Struct
from msgspec.structs import replace

from plushka.domain.messaging import costs, giving_up, keys
from plushka.domain.messaging.costs import Spent
from plushka.domain.messaging.models import Attempt, Connection, ParkedReport
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id

KEPT = dt.timedelta(days=3)
"""A report that nothing was sent for by then is of somebody else's message."""


class Told(Struct, frozen=True):
    """One report: ``state`` is DELIVERED or FAILED; ``cost`` in kopecks, if it was said.

    ``pressed`` is the key that was pressed in a call, ``gone`` an e-mail address of nobody.
    """

    provider_id: str
    state: str
    at: dt.datetime
    code: str = ""
    cost: int | None = None
    pressed: str = ""
    gone: str = ""


def report(*, connection_id: UUID, told: Iterable[Told], at: dt.datetime) -> None:
    """Write reports; those on messages without a name yet are kept until they have one."""
    newest: dict[str, Told] = {}
    for one in told:
        if one.provider_id:
            before = newest.get(one.provider_id)
            pressed = before.pressed if before else ""
            newest[one.provider_id] = replace(one, pressed=pressed or one.pressed)
    if not newest:
        return
    hold(connection_ids=[connection_id])
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


def hold(*, connection_ids: Iterable[UUID]) -> None:
    """Let others wait who write what became of messages by these connections.

    A report and the answer it overtook would miss each other, each written where the other does
    not see it yet.
    """
    rows = Connection.objects.select_for_update(no_key=True).filter(id__in=list(connection_ids))
    list(rows.order_by("id").values_list("id"))


def take_up(*, at: dt.datetime, most: int = 1000) -> int:
    """Write reports whose messages have a name by now; forget those nobody asks for.

    Those of somebody else's messages, where two share an account, stand in nobody's way.
    """
    ParkedReport.objects.filter(at__lt=at - KEPT).delete()
    named = Attempt.objects.filter(
        connection_id=OuterRef("connection_id"), provider_id=OuterRef("provider_id")
    ).exclude(provider_id="")
    return _take_up(ParkedReport.objects.filter(Exists(named)).order_by("at", "id")[:most], at=at)


def take_up_of(*, names: Mapping[UUID, Collection[str]], at: dt.datetime) -> int:
    """Write reports that came before the names of their messages, by connection, were written."""
    waiting = Q()
    for connection_id, known in names.items():
        waiting |= Q(connection_id=connection_id, provider_id__in=list(known))
    return _take_up(ParkedReport.objects.filter(waiting), at=at) if names else 0


def _take_up(found: Iterable[ParkedReport], *, at: dt.datetime) -> int:
    rows = list(found)
    by_connection: dict[UUID, list[ParkedReport]] = {}
    for row in rows:
        by_connection.setdefault(row.connection_id, []).append(row)
    n_taken = 0
    hold(connection_ids=by_connection)
    for connection_id, parked in by_connection.items():
        known = _write(connection_id, [msgspec.convert(row.told, Told) for row in parked], at=at)
        taken = [row.id for row in parked if row.provider_id in known]
        ParkedReport.objects.filter(id__in=taken).delete()
        n_taken += len(taken)
    return n_taken


def _press(connection_id: UUID, told: Sequence[Told], *, at: dt.datetime) -> None:
    """Write keys that were pressed, also in calls whose end is written already, and obey them."""
    rows = [one for one in told if one.pressed]
    if not rows:
        return
    values = {
        "tenant": current_tenant(),
        "connection": connection_id,
        "names": [one.provider_id for one in rows],
        "rows": msgspec.json.encode(rows).decode(),
    }
    [found] = run(raw(), [Statement("press", load(__package__, "press"), values)])
    keys.obey(pressed=[(member_id, pressed) for member_id, pressed in found], at=at)


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
        for _, state, code, message_id, way, *_ in rows
        if message_id is not None
    ]
    _press(connection_id, told, at=at)
    gone = {one.provider_id: one.gone for one in told if one.gone}
    failed = {row[3]: gone[row[0]] for row in rows if row[3] is not None and row[0] in gone}
    giving_up.give_up(failed, at=at)
    if fates:
        moved = {"tenant": current_tenant(), "rows": msgspec.json.encode(fates).decode()}
        run(raw(), [Statement("fates", load(__package__, "fates"), moved)])
    costs.spend(
        [
            Spent(kind, nature, way, 0, 0, dearer)
            for _, _, _, message_id, way, kind, nature, dearer in rows
            if message_id is not None
        ],
        at=at,
    )
    return {name for name, *_ in rows}
