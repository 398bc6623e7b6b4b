"""Tiers as members hold them: when to look whether they still stand, and floors under them (T15).

A floor is a tier that a member holds at least until a moment, whatever was
bought; ``beneath`` is then the tier that purchases give. Floors are changed
only under the lock of the member's account.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from django.db.models import Value
from django.db.models.functions import Least

from plushka.domain.members.models import PurchaseSummary


class Steps(Protocol):
    """Which of two tiers is the higher."""

    def higher(self, one: str, other: str) -> str:
        """Give it; the first where they are equal."""
        ...


@dataclass(frozen=True, slots=True)
class Floor:
    """A member's tier, the floor under it, empty for none, and the tier beneath."""

    tier: str
    floor: str
    until: dt.datetime | None
    beneath: str
    check_at: dt.datetime | None


def check_all(*, by: dt.datetime) -> None:
    """Ask for a look at everybody's tier, no later than at a moment."""
    # LEAST passes over a null: whoever was to be looked at earlier still is.
    PurchaseSummary.objects.update(check_at=Least("check_at", Value(by)))


def find_floors(*, members: Collection[UUID]) -> dict[UUID, Floor]:
    """Give the tiers and floors of members."""
    found = PurchaseSummary.objects.filter(member_id__in=members).values_list(
        "member_id", "tier", "floor", "floor_until", "beneath", "check_at"
    )
    return {member: Floor(*rest) for member, *rest in found}


def save_floors(floors: Iterable[tuple[UUID, Floor]]) -> None:
    """Write floors whose accounts are locked."""
    for member, one in floors:
        PurchaseSummary.objects.filter(member_id=member).update(
            tier=one.tier,
            floor=one.floor,
            floor_until=one.until,
            beneath=one.beneath,
            check_at=one.check_at,
        )


def raised(
    now: Floor, tier: str, *, until: dt.datetime, ladder: Steps, at: dt.datetime
) -> Floor | None:
    """Put a floor under a tier; None where a higher one stands, or the same for longer."""
    stands = now.until is not None and now.until > at
    if stands and now.floor == tier and now.until is not None and now.until >= until:
        return None
    if stands and now.floor != tier and ladder.higher(now.floor, tier) == now.floor:
        return None
    earned = now.beneath or now.tier
    return Floor(ladder.higher(earned, tier), tier, until, earned, _by(now.check_at, until))


def lowered(
    now: Floor,
    tier: str,
    *,
    until: dt.datetime,
    before: tuple[str, dt.datetime] | None,
    ladder: Steps,
    at: dt.datetime,
) -> Floor | None:
    """Take away the floor that was put there; None where another one stands by now.

    The one ``before`` it comes back as long as its own time lasts.
    """
    if (now.floor, now.until) != (tier, until):
        return None
    bare = replace(now, tier=now.beneath, floor="", until=None, beneath="")
    if before is None or before[1] <= at:
        return bare
    return raised(bare, before[0], until=before[1], ladder=ladder, at=at)


def _by(check_at: dt.datetime | None, moment: dt.datetime) -> dt.datetime:
    return moment if check_at is None else min(check_at, moment)
