"""What was made of invitations, and who came by whom."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from plushka.domain.members.models import Member
from plushka.domain.referrals.models import Invitation

STATES = ("MADE", "SENT", "OPENED", "JOINED", "ENDED", "WITHDRAWN")
"""How far an invitation has come; that it ended is decided by its date alone."""


@dataclass(frozen=True, slots=True)
class Told:
    """An invitation as its maker and the company see it; of a phone written to, nothing."""

    id: UUID
    inviter_id: UUID
    way: str
    state: str
    is_named: bool
    made_at: dt.datetime
    ends_at: dt.datetime
    opened_at: dt.datetime | None
    joined_at: dt.datetime | None
    joined_id: UUID | None

    @property
    def last_at(self) -> dt.datetime:
        """The last moment it is good."""
        return self.ends_at - dt.timedelta.resolution


@dataclass(frozen=True, slots=True)
class Referral:
    """Who came by whom, and how: by an invitation's way, or empty where they were named."""

    member_id: UUID
    referrer_id: UUID
    joined_at: dt.datetime
    way: str


@dataclass(frozen=True, slots=True)
class Inviter:
    """How many invitations a member made, how many were opened, and how many joined by them."""

    member_id: UUID
    made: int
    opened: int
    joined: int


def find_invitations(
    *,
    at: dt.datetime,
    limit: int,
    member: UUID | None = None,
    state: str = "",
    way: str = "",
    after: UUID | None = None,
    only: UUID | None = None,
) -> list[Told]:
    """List invitations for one person each, the newest first."""
    rows = _one_each()
    if only is not None:
        rows = rows.filter(id=only)
    if member is not None:
        rows = rows.filter(inviter_id=member)
    if way:
        rows = rows.filter(way=way)
    if state:
        rows = rows.filter(_in_state(at)[state])
    if after is not None:
        rows = rows.filter(id__lt=after)
    return [_told(row, at) for row in rows.order_by("-id")[:limit]]


def count_by_state(*, at: dt.datetime, since: dt.datetime) -> dict[str, int]:
    """Say how many invitations of a time are in each state."""
    cases = [When(condition, then=Value(state)) for state, condition in _in_state(at).items()]
    rows = _one_each().filter(made_at__gte=since)
    told = rows.annotate(state=Case(*cases, output_field=CharField()))
    counted = told.values_list("state").annotate(n=Count("id")).order_by("state")
    return dict.fromkeys(STATES, 0) | dict(counted)


def find_inviters(*, since: dt.datetime, limit: int) -> list[Inviter]:
    """Give who brought most since a moment, the most first."""
    rows = _one_each().filter(made_at__gte=since).values("inviter_id")
    counted = rows.annotate(
        made=Count("id"),
        opened=Count("id", filter=Q(opened_at__isnull=False)),
        brought=Count("joined_id"),
    )
    found = counted.order_by("-brought", "-made", "inviter_id")[:limit]
    return [Inviter(*row) for row in found.values_list("inviter_id", "made", "opened", "brought")]


def find_referrals(
    *, limit: int, referrer: UUID | None = None, after: UUID | None = None
) -> list[Referral]:
    """List who came by whom, the newest member first."""
    rows = Member.objects.filter(referrer__isnull=False)
    if referrer is not None:
        rows = rows.filter(referrer_id=referrer)
    if after is not None:
        rows = rows.filter(id__lt=after)
    found = list(rows.order_by("-id").values_list("id", "referrer_id", "created_at")[:limit])
    ways = _ways([member for member, _, _ in found])
    return [
        Referral(member, brought_by, at, ways.get(member, "")) for member, brought_by, at in found
    ]


def _ways(members: Collection[UUID]) -> Mapping[UUID, str]:
    rows = Invitation.objects.filter(joined_id__in=members)
    return dict(rows.values_list("joined_id", "way"))


def _one_each() -> QuerySet[Invitation]:
    found: QuerySet[Invitation] = Invitation.objects.exclude(way=Invitation.Way.OWN)
    return found


def _in_state(at: dt.datetime) -> dict[str, Q]:
    is_open = Q(joined_at=None, withdrawn_at=None, ends_at__gt=at)
    return {
        "MADE": is_open & Q(sent_at=None, opened_at=None),
        "SENT": is_open & Q(sent_at__isnull=False, opened_at=None),
        "OPENED": is_open & Q(opened_at__isnull=False),
        "JOINED": Q(joined_at__isnull=False),
        "ENDED": Q(joined_at=None, withdrawn_at=None, ends_at__lte=at),
        "WITHDRAWN": Q(withdrawn_at__isnull=False),
    }


def _told(row: Any, at: dt.datetime) -> Told:
    return Told(
        id=row.id,
        inviter_id=row.inviter_id,
        way=row.way,
        state=_state(row, at),
        is_named=row.is_named,
        made_at=row.made_at,
        ends_at=row.ends_at,
        opened_at=row.opened_at,
        joined_at=row.joined_at,
        joined_id=row.joined_id,
    )


def _state(row: Any, at: dt.datetime) -> str:
    if row.joined_at is not None:
        return "JOINED"
    if row.withdrawn_at is not None:
        return "WITHDRAWN"
    if at >= row.ends_at:
        return "ENDED"
    if row.opened_at is not None:
        return "OPENED"
    return "SENT" if row.sent_at is not None else "MADE"
