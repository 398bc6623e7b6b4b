"""Tiers as members hold them: when to look whether they still stand, and floors under them (T15).

A floor is a tier that a member holds at least until a moment, whatever was
bought; ``beneath`` is then the tier that purchases give. A member has one
floor by hand, and one for each effect that gave them a tier (R41): the highest
counts as long as it lasts, then the next one does, and each is taken away by
itself. Floors are changed only under the lock of the member's account.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

import msgspec
from django.db.models import Value
from django.db.models.functions import Least

from plushka.domain.members.models import PurchaseSummary

HAND = "hand"
"""Whose floor it is that people decided on."""


class Steps(Protocol):
    """Which tiers there are, the lowest at place nought, and which of two is the higher."""

    @property
    def places(self) -> Mapping[str, int]:
        """Give the place of each."""
        ...

    def higher(self, one: str, other: str) -> str:
        """Give it; the first where they are equal."""
        ...


class OneFloor(msgspec.Struct, frozen=True):
    """One floor: by hand, or by the effect of an id."""

    by: str
    tier: str
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Floor:
    """A member's tier, the floor that counts under it, empty for none, and the tier beneath.

    ``floors`` are all of them, also that one.
    """

    tier: str
    floor: str
    until: dt.datetime | None
    beneath: str
    check_at: dt.datetime | None
    floors: tuple[OneFloor, ...] = ()


def stand(now: Floor, floors: Iterable[OneFloor], *, ladder: Steps, at: dt.datetime) -> Floor:
    """Let a member hold the highest of floors, of two alike the one that lasts longer.

    Where all of them are over, the highest counts until somebody looks.
    """
    known = tuple(floors)
    earned = now.beneath or now.tier
    live = [one for one in known if one.until > at] or known
    if not live:
        return replace(now, tier=earned, floor="", until=None, beneath="", floors=())
    top = max(live, key=lambda one: (ladder.places.get(one.tier, -1), one.until))
    return Floor(
        ladder.higher(earned, top.tier),
        top.tier,
        top.until,
        earned,
        _by(now.check_at, top.until),
        known,
    )


def put(floors: Iterable[OneFloor], one: OneFloor) -> list[OneFloor]:
    """Add a floor, in the place of the one by the same."""
    return [*without(floors, one.by), one]


def without(floors: Iterable[OneFloor], by: str) -> list[OneFloor]:
    """Leave out the floor by somebody."""
    return [one for one in floors if one.by != by]


def check_all(*, by: dt.datetime) -> None:
    """Ask for a look at everybody's tier, no later than at a moment."""
    # LEAST passes over a null: whoever was to be looked at earlier still is.
    PurchaseSummary.objects.update(check_at=Least("check_at", Value(by)))


def find_floors(*, members: Collection[UUID]) -> dict[UUID, Floor]:
    """Give the tiers and floors of members."""
    found = PurchaseSummary.objects.filter(member_id__in=members).values_list(
        "member_id", "tier", "floor", "floor_until", "beneath", "check_at", "floors"
    )
    return {
        member: Floor(
            tier,
            floor,
            until,
            beneath,
            check_at,
            msgspec.convert(floors, tuple[OneFloor, ...]),
        )
        for member, tier, floor, until, beneath, check_at, floors in found
    }


def terms_of(
    *, members: Collection[UUID]
) -> dict[UUID, tuple[dt.datetime | None, dt.datetime | None]]:
    """Say until when members hold their tiers: by what they bought, and by a floor."""
    found = PurchaseSummary.objects.filter(member_id__in=members).values_list(
        "member_id", "tier_until", "floor_until"
    )
    return {member: (until, floor_until) for member, until, floor_until in found}


def save_floors(floors: Iterable[tuple[UUID, Floor]]) -> None:
    """Write floors whose accounts are locked."""
    for member, one in floors:
        PurchaseSummary.objects.filter(member_id=member).update(
            tier=one.tier,
            floor=one.floor,
            floor_until=one.until,
            beneath=one.beneath,
            check_at=one.check_at,
            floors=msgspec.to_builtins(one.floors),
        )


def _by(check_at: dt.datetime | None, moment: dt.datetime) -> dt.datetime:
    return moment if check_at is None else min(check_at, moment)
