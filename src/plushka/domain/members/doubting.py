"""A phone is where somebody was found, not who they are (T43).

After a long silence it may be another's. Who comes by it then, and buys, would end the silence:
so they are doubted from their first purchase on, until something proves them.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.members.models import Member
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.statements import Statement, load

PROVING = frozenset({"CARD", "TOKEN"})
"""Who shows these has more than the phone: the card, or the device they are proved on."""


class Met(msgspec.Struct, frozen=True, gc=False):
    """A member whose phone was silent, and whether something else proved them."""

    member: UUID
    is_proved: bool


def prove(*, member_id: UUID, at: dt.datetime) -> None:
    """Remember that somebody proved to be a member."""
    Member.objects.filter(id=member_id).update(proved_at=at, doubted_at=None)


def met_statements(*, met: Iterable[Met], at: dt.datetime) -> list[Statement]:
    """Give what remembers who came after a silence, proved or doubted: nothing, or a statement."""
    found: dict[UUID, bool] = {}
    for one in met:
        found[one.member] = one.is_proved or found.get(one.member, False)
    if not found:
        return []
    rows = msgspec.json.encode([Met(*pair) for pair in sorted(found.items())]).decode()
    values: dict[str, Any] = {"tenant": current_tenant(), "at": at, "rows": rows}
    return [Statement("meet_silent", load(__package__ or "", "meet_silent"), values, len(found))]
