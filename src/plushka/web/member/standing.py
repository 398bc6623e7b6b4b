"""Where a member stands, ready for the pages: balances, lots, the way to the next tier."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.lots import Lot
from plushka.domain.ledger.queries import Expiring
from plushka.domain.ledger.terms import UNTIL_TOLD, Balance, PointsKind, points_kind
from plushka.domain.members import queries as members
from plushka.domain.members import tiers
from plushka.domain.members.queries import Profile
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.document import Unit
from plushka.domain.programmes.queries import rules
from plushka.domain.sales.queries import counted_for_tier
from plushka.lib.days import local_day
from plushka.web.member.visit import Visit

_WHOLE = 100
"""Percent."""


@dataclass(frozen=True, slots=True)
class NextTier:
    """How far the next tier is: ``missing`` kopecks, and ``percent`` of the way behind."""

    name: str
    missing: int
    percent: int
    #: Of how many days or months purchases count; nought is all of them.
    days: int
    months: int


@dataclass(frozen=True, slots=True)
class Tier:
    """The member's tier; ``until`` is the last day it is held for certain, where it has one."""

    name: str
    until: dt.date | None
    following: NextTier | None


@dataclass(frozen=True, slots=True)
class LotShown:
    """Points granted together: when they open, and the last day they can be spent (B11)."""

    kind: str
    points: int
    held: int
    opens_on: dt.date | None
    #: They wait for somebody's word, and nobody can say until when.
    waits: bool
    last_on: dt.date | None
    is_soon: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A member, their account and the programme that rules now."""

    visit: Visit
    member: Profile
    account: UUID
    programme: Compiled

    @property
    def unit(self) -> Unit:
        """What the company calls its points."""
        return self.programme.document.unit

    @property
    def currency(self) -> str:
        """Of the company's money."""
        return self.visit.place.currency

    def balance(self) -> Balance:
        """Spendable, pending, held and owed."""
        return ledger.balance(account=self.account, at=self.visit.at)

    def expiring(self) -> Expiring | None:
        """What ends next."""
        place = self.visit.place
        return ledger.expiring(account=self.account, at=self.visit.at, zone=place.zone)


def known(visit: Visit) -> Known:
    """Find out who is there."""
    member_id = visit.visitor.member_id
    return Known(
        visit,
        members.get_profile(member_id=member_id),
        ledger.accounts_of(members=[member_id])[member_id],
        rules(zone=visit.place.zone).at(visit.at),
    )


def tier_of(found: Known) -> Tier:
    """Tell the tier, how long it is certain, and what is missing to the next one (B33)."""
    place, programme, at = found.visit.place, found.programme, found.visit.at
    language = get_language() or "en"
    counted = counted_for_tier(place, found.member, programme=programme, at=at)
    following = programme.next_tier(counted, found.member.tier)
    shown = None
    if following is not None:
        code, missing = following
        window = programme.ladder.window
        shown = NextTier(
            name=programme.tier_name(code, language),
            missing=missing,
            percent=max(0, counted) * _WHOLE // max(1, counted + missing),
            days=window.days if window else 0,
            months=window.months if window else 0,
        )
    name = programme.tier_name(found.member.tier, language)
    return Tier(name, _held_until(found, zone=place.zone), shown)


def _held_until(found: Known, *, zone: str) -> dt.date | None:
    [(until, floor_until)] = tiers.terms_of(members=[found.member.id]).values()
    ends = [moment for moment in (until, floor_until) if moment and moment > found.visit.at]
    return local_day(max(ends) - dt.timedelta.resolution, zone) if ends else None


def lots_of(found: Known, lots: Sequence[Lot]) -> list[LotShown]:
    """Tell points lot by lot, in the order they end."""
    zone, at = found.visit.place.zone, found.visit.at
    soon = local_day(at, zone) + dt.timedelta(days=14)
    shown = []
    for lot in lots:
        last_on = lot.expires_at and local_day(lot.expires_at - dt.timedelta.resolution, zone)
        is_later = not lot.is_open
        waits = is_later and lot.available_at >= UNTIL_TOLD
        shown.append(
            LotShown(
                kind=lot.kind,
                points=lot.remaining,
                held=lot.held,
                opens_on=local_day(lot.available_at, zone) if is_later and not waits else None,
                waits=waits,
                last_on=last_on,
                is_soon=last_on is not None and last_on <= soon and not is_later,
            )
        )
    return shown


def by_kinds(lots: Sequence[Lot]) -> list[tuple[PointsKind, int]]:
    """Sum up what is spendable: points of purchases, and gifts (E26)."""
    sums: dict[PointsKind, int] = {}
    for lot in lots:
        if lot.is_open and lot.free:
            kind = points_kind(lot.kind)
            sums[kind] = sums.get(kind, 0) + lot.free
    return sorted(sums.items(), reverse=True)
