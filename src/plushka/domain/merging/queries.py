"""What merges there were, and what one would come to."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.terms import Balance
from plushka.domain.members.queries import Profile, get_profile
from plushka.domain.merging import moving
from plushka.domain.merging.models import Merge
from plushka.domain.merging.operations import merge, why_not
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.statements import load


@dataclass(frozen=True, slots=True)
class Person:
    """A member and their points."""

    profile: Profile
    balance: Balance


@dataclass(frozen=True, slots=True)
class Preview:
    """Both as they are, what they would be as one, and the gifts that would go back."""

    kept: Person
    merged: Person
    together: Person
    gifts: int


@dataclass(frozen=True, slots=True)
class Told:
    """A merge of a member, and why it cannot be undone; empty where it can."""

    row: Merge
    why_not: str
    points: int
    gifts: int


def person(member: UUID, *, at: dt.datetime) -> Person:
    """Give a member with their points; refuses one nobody knows."""
    profile = get_profile(member_id=member)
    account = ledger.accounts_of(members=[profile.id])[profile.id]
    return Person(profile, ledger.balance(account=account, at=at))


def preview(*, kept: UUID, merged: UUID, at: dt.datetime) -> Preview:
    """Say what merging would come to: it is done and taken back. Refuses as ``merge`` does."""
    one, other = person(kept, at=at), person(merged, at=at)
    with transaction.atomic():
        row = merge(kept=kept, merged=merged, actor="system:preview", at=at)
        together, points = person(kept, at=at), moving.read(row.moved).points
        transaction.set_rollback(True)
    return Preview(one, other, together, points.gifts)


def of_member(member: UUID, *, at: dt.datetime) -> Sequence[Told]:
    """Give the merges of a member, newest first, whichever of the two they were."""
    rows = Merge.objects.filter(Q(kept_id=member) | Q(merged_id=member)).order_by("-at", "-id")
    return [_told(row, at=at) for row in rows[:20]]


def sales_brought(*, member: UUID, sales: Collection[UUID]) -> set[UUID]:
    """Give those of some sales that were somebody's who was merged into a member since."""
    if not sales:
        return set()
    with connection.cursor() as cursor:
        values: dict[str, Any] = {
            "tenant": current_tenant(),
            "member": member,
            "sales": list(sales),
        }
        cursor.execute(load(__package__ or "", "sales_brought"), values)
        return {row[0] for row in cursor.fetchall()}


def _told(row: Merge, *, at: dt.datetime) -> Told:
    points = moving.read(row.moved).points
    return Told(row, why_not(row, at=at), points.points, points.gifts)
