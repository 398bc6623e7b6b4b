"""What the head of a member's page tells: who they are, their points and their tier."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plushka.domain.ledger import queries as ledger
from plushka.domain.members import tagging
from plushka.domain.members.queries import MemberUnknown, Profile, find_profiles, get_profile
from plushka.domain.members.tiers import find_floors
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import rules
from plushka.domain.sales.queries import counted_for_tier
from plushka.domain.tenants.queries import outlets_by_id
from plushka.domain.tenants.rights import Right
from plushka.lib.days import NO_YEAR, local_day
from plushka.lib.stamps import stamp_of
from plushka.web.manager.cabinet import Cabinet
from plushka.web.manager.members import cells
from plushka.web.manager.members.about import About
from plushka.web.manager.members.columns import SEXES

WHOLE = 100
"""Percent."""


@dataclass(frozen=True, slots=True)
class NextTier:
    """How far the next tier is: ``missing`` kopecks, and ``percent`` of the way behind."""

    name: str
    missing: int
    percent: int


@dataclass(frozen=True, slots=True)
class Door:
    """A button that leads to a page which may be there."""

    words: str
    icon: str
    address: str


def profile_of(member_id: UUID) -> Profile:
    """Give a member of this company; another's, or an erased one, is not there."""
    try:
        return get_profile(member_id=member_id)
    except MemberUnknown:
        raise Http404 from None


def about_of(profile: Profile, cabinet: Cabinet, *, at: dt.datetime, after: str = "") -> About:
    """Say whose story is told; refuses 404 for a member who is not there."""
    account = ledger.accounts_of(members=[profile.id]).get(profile.id)
    if account is None:
        raise Http404
    programme = rules(zone=cabinet.place.zone).at(at)
    return About(profile.id, account, cabinet, programme, at, after)


def head(profile: Profile, about: About) -> dict[str, Any]:
    """Give what the head of the page shows."""
    cabinet, programme, at = about.cabinet, about.programme, about.at
    language = get_language() or "en"
    referrer = find_profiles(member_ids=[profile.referrer_id] if profile.referrer_id else [])
    floor = find_floors(members=[profile.id]).get(profile.id)
    tags = tagging.tags_of(member_id=profile.id)
    return {
        "profile": profile,
        "phone": _phone(profile, cabinet),
        "sex": SEXES.get(profile.sex, ""),
        "birth_date": cells.day(profile.birth_date) if profile.birth_date else "",
        "age": _age(profile, local_day(at, cabinet.place.zone)),
        "outlet": outlets_by_id().get(profile.outlet_id, "") if profile.outlet_id else "",
        "referrer": next(iter(referrer.values()), None),
        "attributes": [
            (code, cells.shown(value, "scalar", cabinet.place.zone))
            for code, value in sorted(profile.attributes.items())
        ],
        "tags": tags,
        "tags_stamp": stamp_of(tags),
        "tier": programme.tier_name(profile.tier, language),
        "held_until": floor.until if floor and floor.until and floor.until > at else None,
        "next_tier": _next_tier(cabinet, profile, programme, at=at),
        "balance": ledger.balance(account=about.account, at=at),
        "expiring": ledger.expiring(account=about.account, at=at, zone=cabinet.place.zone),
        "unit": programme.document.unit,
        "currency": programme.document.money.currency,
        "doors": list(_doors(profile.id, cabinet)),
    }


def _phone(profile: Profile, cabinet: Cabinet) -> str:
    return (profile.phone if cabinet.may(Right.SEE_PHONES) else profile.masked_phone) or ""


def _age(profile: Profile, today: dt.date) -> int | None:
    born = profile.birth_date
    if born is None or born.year == NO_YEAR:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _next_tier(
    cabinet: Cabinet, profile: Profile, programme: Compiled, *, at: dt.datetime
) -> NextTier | None:
    counted = counted_for_tier(cabinet.place, profile, programme=programme, at=at)
    following = programme.next_tier(counted, profile.tier)
    if following is None:
        return None
    code, missing = following
    return NextTier(
        name=programme.tier_name(code, get_language() or "en"),
        missing=missing,
        percent=max(0, counted) * WHOLE // max(1, counted + missing),
    )


def _doors(member_id: UUID, cabinet: Cabinet) -> Any:
    """Lead to the pages about this member that are built, and that the person may open."""
    for name, right, icon, words in (
        ("manager-member-adjust", Right.ADJUST_POINTS, "coin", _("Correct the points")),
        ("manager-member-merge", Right.CHANGE_MEMBERS, "users", _("Merge with another")),
    ):
        if cabinet.may(right):
            try:
                yield Door(words, icon, reverse(name, args=[member_id]))
            except NoReverseMatch:
                continue
