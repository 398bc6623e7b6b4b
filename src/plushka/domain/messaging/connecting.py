"""Providers that a company set up; their secrets are read by who sends, and by nobody else."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max

from plushka.domain.audit import operations as audit
from plushka.domain.messaging.models import Connection
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField, Refusal
from plushka.lib.sealing import Unreadable, seal, unseal

_PURPOSE = "connections"
_SENDER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_LONGEST_SENDER = 11


class ConnectionUnknown(Refusal):
    """The company has no such connection."""

    code = "connection_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such connection.")


class ConnectionChanged(Refusal):
    """Somebody else changed it meanwhile."""

    code = "connection_changed"

    def __init__(self) -> None:
        super().__init__("This connection was changed meanwhile; look at it again.")


def check_sender(sender: str) -> str:
    """Refuse a name of a sender that networks do not carry: up to 11 Latin letters (E1)."""
    if len(sender) > _LONGEST_SENDER or not set(sender) <= _SENDER:
        raise BadField("sender", "use up to 11 Latin letters")
    return sender


def add(
    *,
    way: str,
    provider: str,
    settings: Mapping[str, Any],
    secrets: Mapping[str, str],
    actor: str,
    at: dt.datetime,
    sender: str = "",
    connection_id: UUID | None = None,
) -> UUID:
    """Set a provider up, after those of the company's that serve the same way.

    With an id of the caller's it is done once, however often it is asked for.
    """
    last = Connection.objects.aggregate(last=Max("position"))["last"]
    made = Connection(
        id=connection_id or new_id(),
        tenant_id=current_tenant(),
        way=way,
        provider=provider,
        settings=dict(settings),
        secrets=_seal(secrets),
        sender=check_sender(sender),
        position=0 if last is None else last + 1,
        created_at=at,
    )
    made_id: UUID = made.id
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return made_id
    _record(made, action="connection_added", actor=actor, at=at)
    return made_id


def change(
    *,
    connection_id: UUID,
    version: int,
    settings: Mapping[str, Any],
    secrets: Mapping[str, str],
    actor: str,
    at: dt.datetime,
    sender: str = "",
    is_on: bool = True,
) -> None:
    """Set it up anew; a secret that is left out stays, if this machine can read it.

    Refuses a change of somebody else's.
    """
    row = get(connection_id)
    if row.version != version or row.removed_at is not None:
        raise ConnectionChanged
    row.settings, row.sender, row.is_on = dict(settings), check_sender(sender), is_on
    try:
        kept = secrets_of(row)
    except Unreadable:
        kept = {}
    row.secrets = _seal({**kept, **secrets})
    row.version = version + 1
    row.save()
    _record(row, action="connection_changed", actor=actor, at=at)


def remove(*, connection_id: UUID, actor: str, at: dt.datetime) -> None:
    """Send nothing by it any more, and forget its secrets; what it sent stays in the journal."""
    row = get(connection_id)
    if row.removed_at is not None:
        return
    row.is_on, row.secrets, row.version, row.removed_at = False, b"", row.version + 1, at
    row.save()
    _record(row, action="connection_removed", actor=actor, at=at)


def switch(*, connection_id: UUID, is_on: bool, actor: str, at: dt.datetime) -> None:
    """Send by it, or send nothing by it for now; asked for twice it is the same."""
    row = get(connection_id)
    if row.removed_at is not None:
        raise ConnectionUnknown
    if row.is_on == is_on:
        return
    row.is_on, row.version = is_on, row.version + 1
    row.save()
    _record(row, action="connection_changed", actor=actor, at=at)


def put_before(*, connection_id: UUID, other_id: UUID, actor: str, at: dt.datetime) -> None:
    """Try it right before another one of the same way; asked for twice it is the same."""
    rows = list(standing())
    moved = next((row for row in rows if row.id == connection_id), None)
    other = next((row for row in rows if row.id == other_id), None)
    if moved is None or other is None or moved.way != other.way:
        raise ConnectionUnknown
    of_way = [row.id for row in rows if row.way == moved.way]
    if of_way.index(connection_id) == of_way.index(other_id) - 1 or connection_id == other_id:
        return
    ids = [row.id for row in rows if row.id != connection_id]
    ids.insert(ids.index(other_id), connection_id)
    order(connection_ids=ids)
    _record(moved, action="connection_changed", actor=actor, at=at)


def order(*, connection_ids: Sequence[UUID]) -> None:
    """Put connections into the order in which they are tried."""
    for place, connection_id in enumerate(connection_ids):
        Connection.objects.filter(id=connection_id).update(position=place)


def get(connection_id: UUID) -> Connection:
    """Give a connection; refuses one the company has not."""
    row: Connection | None = (
        Connection.objects.select_for_update(no_key=True).filter(id=connection_id).first()
    )
    if row is None:
        raise ConnectionUnknown
    return row


def find() -> list[Connection]:
    """Give the company's connections in the order in which they are tried."""
    return list(Connection.objects.order_by("position", "id"))


def standing() -> list[Connection]:
    """Give those of them that were not taken away."""
    return [row for row in find() if row.removed_at is None]


def secrets_of(row: Connection) -> dict[str, str]:
    """Read the secrets of a connection; raises ``Unreadable`` under another key."""
    if not row.secrets:
        return {}
    text = unseal(bytes(row.secrets), key=django_settings.SECRET_KEY, purpose=_PURPOSE)
    return msgspec.json.decode(text, type=dict[str, str])


def note_health(
    *,
    connection_id: UUID,
    at: dt.datetime,
    trouble: str | None,
    balance: int | None = None,
    known_as: str = "",
) -> None:
    """Keep that a connection worked, or what stood in its way; and what it said of us."""
    rows = Connection.objects.filter(id=connection_id)
    if trouble is None:
        rows.update(worked_at=at, balance=F("balance") if balance is None else balance)
        if known_as:
            rows.update(known_as=known_as[:100])
    else:
        rows.update(trouble_at=at, trouble=trouble[:200])


def note_balance(*, connection_id: UUID, balance: int) -> None:
    """Keep what is left at a provider, in kopecks, as it says itself."""
    Connection.objects.filter(id=connection_id).update(balance=balance)


def _seal(secrets: Mapping[str, str]) -> bytes:
    if not secrets:
        return b""
    text = msgspec.json.encode(dict(secrets)).decode()
    return seal(text, key=django_settings.SECRET_KEY, purpose=_PURPOSE)


def _record(row: Connection, *, action: str, actor: str, at: dt.datetime) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="connection",
        subject_id=row.id,
        at=at,
        before={},
        after={"provider": row.provider, "way": row.way, "is_on": row.is_on},
    )
