"""Whom it is about: a segment, a condition on members, or members that were chosen."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg
from msgspec import Struct

from plushka.domain.bulk.deed import Deed
from plushka.domain.rules.conditions.query import where
from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.writing import document
from plushka.domain.rules.fields.kinds import OF_MEMBERS
from plushka.domain.segments.operations import read_condition
from plushka.domain.segments.queries import get_segment, known_sql
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import load
from plushka.lib.refusal import BadField

MOST_CHOSEN = 1000
"""Members that are named one by one."""


class Audience(Struct, frozen=True):
    """One of the three. A segment is kept with the condition that it had, and its name."""

    segment: UUID | None = None
    name: str = ""
    condition: dict[str, Any] | None = None
    members: tuple[UUID, ...] = ()


def of_segment(segment_id: UUID) -> Audience:
    """Choose a segment as it is now; refuses ``SegmentUnknown``."""
    found = get_segment(segment_id=segment_id)
    return Audience(segment=found.id, name=found.name, condition=document(found.tree))


def of_condition(condition: object) -> Audience:
    """Choose the members of whom a condition holds; refuses one that cannot be asked of them."""
    return Audience(condition=document(read_condition(condition)))


def of_members(members: Sequence[UUID]) -> Audience:
    """Choose members one by one; refuses none, and too many."""
    chosen = tuple(dict.fromkeys(members))
    if not 0 < len(chosen) <= MOST_CHOSEN:
        raise BadField("members", f"choose 1 to {MOST_CHOSEN} members")
    return Audience(members=chosen)


def ask(
    name: str, audience: Audience, deed: Deed, *, at: dt.datetime, **more: Any
) -> list[tuple[Any, ...]]:
    """Run one of the statements over what is planned for an audience; a write gives no rows.

    Not through ``lib.db.wire``: every condition is a statement of its own.
    """
    tenant_id = current_tenant()
    sql, values = _chosen(audience, at=at)
    planned = load(__package__ or "", "planned").format(known=known_sql(), condition=sql)
    asked = load(__package__ or "", name).format(planned=planned)
    given: Mapping[str, Any] = {
        "tenant": tenant_id,
        "at": at,
        "kind": deed.kind,
        "points": deed.points,
        "is_up_to": deed.is_up_to or deed.points is None,
        "tag": deed.tag,
        **values,
        **more,
    }
    with psycopg.Cursor(raw()) as cursor:
        cursor.execute(asked.encode(), given)
        return cursor.fetchall() if cursor.description else []


def _chosen(audience: Audience, *, at: dt.datetime) -> tuple[str, Mapping[str, Any]]:
    if audience.condition is None:
        return "known.id = ANY (%(chosen)s::uuid[])", {"chosen": list(audience.members)}
    tree = read(audience.condition, OF_MEMBERS)
    found = where(tree, at=at, zone=get_place(current_tenant()).zone)
    return found.sql, found.values
