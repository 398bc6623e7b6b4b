"""Who is in a segment, asked of all members at once."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from plushka.domain.rules.conditions.query import where
from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.tree import Tree
from plushka.domain.rules.facts import Member
from plushka.domain.rules.fields.kinds import OF_MEMBERS
from plushka.domain.segments.models import Segment
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load
from plushka.lib.refusal import Refusal

MOST_ON_A_PAGE = 100_000

_KNOWN = (
    *(UUID, str, str, str, dt.date | None, dt.datetime, bool, bool, bool, str, list[str]),
    *(int | None, int | None, dt.datetime | None),
)
"""The types of what is known of a member."""


class SegmentUnknown(Refusal):
    """The tenant has no such segment."""

    code = "segment_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such segment.")


@dataclass(frozen=True, slots=True)
class Named:
    """A segment as whoever asks for it sees it."""

    id: UUID
    name: str
    tree: Tree
    version: int
    changed_at: dt.datetime


def get_segment(*, segment_id: UUID) -> Named:
    """Give a segment, or refuse as ``segment_unknown``."""
    found = Segment.objects.filter(id=segment_id).first()
    if found is None:
        raise SegmentUnknown
    return _named(found)


def find_segments() -> list[Named]:
    """Give all segments of the tenant, by name."""
    return [_named(found) for found in Segment.objects.order_by("folded", "id")]


def count_members(*, tree: Tree, at: dt.datetime) -> int:
    """Count the members of whom a condition holds at a moment."""
    [[count]] = _asked("count_members", tree, at, {})
    return int(count)


def find_members(
    *, tree: Tree, at: dt.datetime, after: UUID | None = None, limit: int = 1000
) -> list[UUID]:
    """Give the ids of members of whom a condition holds, in their order, after one of them.

    A page shorter than ``limit``, which is at most 100 000, is the last.
    """
    values = {"after": after, "limit": min(limit, MOST_ON_A_PAGE)}
    return [member_id for (member_id,) in _asked("find_members", tree, at, values)]


def known_sql() -> str:
    """Give the SQL of a row a member that conditions are asked of; a caller names it ``known``."""
    return load(__package__, "known")


def known_statement(*, member_ids: Collection[UUID]) -> Statement:
    """Give the statement that reads what rules may ask of members; ``known_of`` reads its rows."""
    values = {"tenant": current_tenant(), "members": list(member_ids)}
    return Statement("find_known", load(__package__, "find_known"), values, columns=_KNOWN)


def known_of(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, Member]:
    """Read the rows of ``known_statement``, by member."""
    return {row[0]: _known(*row) for row in rows}


def find_known(*, member_ids: Collection[UUID]) -> dict[UUID, Member]:
    """Give what rules may ask of members, in one statement; the erased are left out."""
    sql = load(__package__, "find_known")
    with psycopg.Cursor(raw()) as cursor:
        cursor.execute(sql.encode(), {"tenant": current_tenant(), "members": list(member_ids)})
        return {row[0]: _known(*row) for row in cursor.fetchall()}


def _known(
    member_id: UUID,
    tier: str,
    sex: str,
    outlet: str,
    birth_date: dt.date | None,
    created_at: dt.datetime,
    is_blocked: bool,  # noqa: FBT001 - a column like any other
    is_invited: bool,  # noqa: FBT001
    has_alias: bool,  # noqa: FBT001
    attributes: str,
    tags: list[str],
    paid_total: int | None,
    n_purchases: int | None,
    last_purchase_at: dt.datetime | None,
) -> Member:
    return Member(
        id=member_id,
        tier=tier,
        sex=sex.lower(),
        outlet=outlet,
        birth_date=birth_date,
        created_at=created_at,
        is_blocked=is_blocked,
        is_invited=is_invited,
        has_alias=has_alias,
        attributes=json.loads(attributes),
        tags=tuple(tags),
        paid_total=paid_total,
        n_purchases=n_purchases,
        last_purchase_at=last_purchase_at,
    )


def _named(segment: Segment) -> Named:
    return Named(
        id=segment.id,
        name=segment.name,
        tree=read(segment.condition, OF_MEMBERS),
        version=segment.version,
        changed_at=segment.changed_at,
    )


def _asked(
    name: str, tree: Tree, at: dt.datetime, values: Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    """Ask with the condition's own SQL, which has no text from outside.

    Not through ``lib.db.wire``: every condition is a statement of its own,
    and those would stay prepared for ever.
    """
    tenant_id = current_tenant()
    condition = where(tree, at=at, zone=get_place(tenant_id).zone)
    known = load(__package__, "known")
    sql = load(__package__, name).format(known=known, condition=condition.sql)
    with psycopg.Cursor(raw()) as cursor:
        cursor.execute(sql.encode(), {"tenant": tenant_id, **condition.values, **values})
        return cursor.fetchall()
