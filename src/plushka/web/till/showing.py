"""What the page shows of members and sales, ready for the templates."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from plushka.domain.access import sessions
from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.queries import Expiring
from plushka.domain.ledger.terms import UNTIL_TOLD, Balance
from plushka.domain.members import queries as members
from plushka.domain.sales.queries import SaleStory, counted_for_tier
from plushka.domain.sales.told import ToldLine, ToldReturn, ToldSale
from plushka.lib.days import local_day
from plushka.web.till.desk import Desk

WHOLE = 100
"""Percent."""

SOON = dt.timedelta(days=31)
"""An end of points that is further away is no news to a cashier."""


@dataclass(frozen=True, slots=True)
class NextTier:
    """How far the next tier is: ``missing`` kopecks, and ``percent`` of the way behind."""

    name: str
    missing: int
    percent: int


@dataclass(frozen=True, slots=True)
class MemberShown:
    """A member as the cashier sees them."""

    id: UUID
    name: str
    phone: str | None
    card: str | None
    tier: str
    is_blocked: bool
    #: The member lets nobody spend their points (B12).
    is_frozen: bool
    #: The phone was silent for long: the balance is hidden, and not spent from (T43).
    is_silent: bool
    balance: Balance
    expiring: Expiring | None
    next_tier: NextTier | None


@dataclass(frozen=True, slots=True)
class StoryShown:
    """A recorded sale with its lines named and what came back of it."""

    sale: ToldSale
    at: dt.datetime
    staff: str
    member_name: str
    #: The tier after the sale, in the reader's language.
    tier: str
    lines: Sequence[tuple[str, ToldLine]]
    returns: Sequence[ToldReturn]
    #: The local day on which the points open, where that is later than the sale.
    opens_on: dt.date | None
    is_today: bool


def show_member(desk: Desk, member_id: UUID, *, at: dt.datetime) -> MemberShown:
    """Tell what the cashier may know; refuses ``MemberUnknown``."""
    profile = members.get_profile(member_id=member_id)
    account = ledger.accounts_of(members=[member_id])[member_id]
    language = get_language() or "en"
    is_silent = sessions.is_silent(profile, at=at)
    return MemberShown(
        id=profile.id,
        name=profile.full_name,
        phone=profile.masked_phone,
        card=None if is_silent else profile.card,
        tier=desk.programme.tier_name(profile.tier, language),
        is_blocked=profile.blocked_at is not None,
        is_frozen=profile.frozen_at is not None,
        is_silent=is_silent,
        balance=ledger.balance(account=account, at=at),
        expiring=None if is_silent else _expiring_soon(desk, account, at=at),
        next_tier=_next_tier(desk, profile, language, at=at),
    )


def _expiring_soon(desk: Desk, account: UUID, *, at: dt.datetime) -> Expiring | None:
    found = ledger.expiring(account=account, at=at, zone=desk.place.zone)
    today = local_day(at, desk.place.zone)
    return found if found is not None and found.on - today <= SOON else None


def _next_tier(
    desk: Desk, profile: members.Profile, language: str, *, at: dt.datetime
) -> NextTier | None:
    counted = counted_for_tier(desk.place, profile, programme=desk.programme, at=at)
    following = desk.programme.next_tier(counted, profile.tier)
    if following is None:
        return None
    code, missing = following
    threshold = max(1, counted + missing)
    return NextTier(
        name=desk.programme.tier_name(code, language),
        missing=missing,
        percent=max(0, counted) * WHOLE // threshold,
    )


def show_story(desk: Desk, story: SaleStory, *, at: dt.datetime) -> StoryShown:
    """Tell one sale with its member's name."""
    return _shown(desk, story, at=at, names=_names([story]))


def show_stories(desk: Desk, stories: Sequence[SaleStory], *, at: dt.datetime) -> list[StoryShown]:
    """Tell many sales; the queries do not grow with them."""
    return [_shown(desk, story, at=at, names={}) for story in stories]


def _names(stories: Sequence[SaleStory]) -> dict[UUID, str]:
    ids = [story.sale.member_id for story in stories if story.sale.member_id]
    return {known.id: known.full_name for known in members.find_profiles(member_ids=ids).values()}


def _shown(desk: Desk, story: SaleStory, *, at: dt.datetime, names: dict[UUID, str]) -> StoryShown:
    zone, tier = desk.place.zone, story.sale.tier
    opens = story.sale.available_at
    is_later = opens is not None and story.at < opens < UNTIL_TOLD
    return StoryShown(
        sale=story.sale,
        at=story.at,
        staff=story.staff,
        member_name=names.get(story.sale.member_id, "") if story.sale.member_id else "",
        tier=desk.programme.tier_name(tier, get_language() or "en") if tier else "",
        lines=list(zip(story.names, story.sale.lines, strict=False)),
        returns=story.returns,
        opens_on=local_day(opens, zone) if opens and is_later else None,
        is_today=local_day(story.at, zone) == local_day(at, zone),
    )
