"""How each of the staff looks at members is kept: filters without a name, chosen columns."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.tree import Tree
from plushka.domain.rules.conditions.writing import document
from plushka.domain.rules.fields.kinds import OF_MEMBERS
from plushka.domain.segments.models import KeptFilter, ListColumns
from plushka.domain.segments.operations import read_condition
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import BadField, Refusal

MOST_FILTERS = 50
"""Filters kept of one person; the oldest go first."""

MOST_COLUMNS = 60


class FilterUnknown(Refusal):
    """Nobody of the company keeps such a filter any more."""

    code = "filter_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such filter any more.")


def keep_filter(*, staff_id: UUID, condition: object, at: dt.datetime) -> UUID:
    """Keep a condition on members; give the id it is found by. The same again is kept once.

    Refuses one that cannot be asked of members.
    """
    written = document(read_condition(condition))
    own = KeptFilter.objects.filter(staff_id=staff_id)
    row = own.filter(condition=written).first()
    if row is not None:
        own.filter(id=row.id).update(kept_at=at)
    else:
        row = KeptFilter.objects.create(
            tenant_id=current_tenant(), staff_id=staff_id, condition=written, kept_at=at
        )
    newest = own.order_by("-kept_at", "-id").values_list("id", flat=True)
    own.exclude(id__in=list(newest[:MOST_FILTERS])).delete()
    filter_id: UUID = row.id
    return filter_id


def get_filter(*, filter_id: UUID) -> Tree:
    """Give a kept condition, whoever of the company keeps it; refuses ``FilterUnknown``."""
    found = KeptFilter.objects.filter(id=filter_id).first()
    if found is None:
        raise FilterUnknown
    return read(found.condition, OF_MEMBERS)


def choose_columns(*, staff_id: UUID, columns: Sequence[str]) -> None:
    """Keep which columns somebody wants to see, in their order; refuses none, and too many."""
    chosen = list(dict.fromkeys(columns))
    if not 0 < len(chosen) <= MOST_COLUMNS:
        raise BadField("columns", f"choose 1 to {MOST_COLUMNS} columns")
    ListColumns.objects.update_or_create(
        staff_id=staff_id,
        defaults={"columns": chosen},
        create_defaults={"tenant_id": current_tenant(), "columns": chosen},
    )


def columns_of(*, staff_id: UUID) -> list[str]:
    """Give the columns somebody chose; none where they chose nothing yet."""
    found = ListColumns.objects.filter(staff_id=staff_id).values_list("columns", flat=True)
    return list(next(iter(found), []))
