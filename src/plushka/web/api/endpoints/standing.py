"""What a member has, put together for the answer."""

import datetime as dt
from uuid import UUID

from msgspec import UNSET

from plushka.domain.access.sessions import is_silent
from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.terms import NOTHING
from plushka.domain.members.queries import MemberUnknown, get_profile
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales.queries import counted_for_tier
from plushka.domain.tenants.queries import Place
from plushka.lib.money import show
from plushka.web.api.schemas.account import ExpiringOut, MemberOut, NextTierOut
from plushka.web.api.schemas.told import BalanceOut, TierOut


def account_of(member_id: UUID) -> UUID:
    """Give the account of a member who is not erased, or refuse as ``member_unknown``."""
    get_profile(member_id=member_id)
    found = ledger.accounts_of(members=[member_id])
    if member_id not in found:
        raise MemberUnknown
    return found[member_id]


def member_out(
    member_id: UUID, *, place: Place, language: str, at: dt.datetime, is_proved: bool
) -> MemberOut:
    """Write a member as programs see one: the phone masked, the points as of now.

    Who is not proved, and whose phone was silent for long, is shown with nothing to spend (T43).
    """
    profile = get_profile(member_id=member_id)
    account = account_of(member_id)
    programme = programmes.rules(zone=place.zone).at(at)
    is_hidden = not is_proved and is_silent(profile, at=at)
    balance = NOTHING if is_hidden else ledger.balance(account=account, at=at)
    expiring = None if is_hidden else ledger.expiring(account=account, at=at, zone=place.zone)
    return MemberOut(
        id=profile.id,
        phone=profile.masked_phone,
        card=None if is_hidden else profile.card,
        name=profile.name or None,
        tier=TierOut(profile.tier, programme.tier_name(profile.tier, language)),
        balance=BalanceOut.of(balance),
        expiring=ExpiringOut.of(expiring) if expiring else None,
        next_tier=_next_tier(
            programme,
            counted_for_tier(place, profile, programme=programme, at=at),
            profile.tier,
        ),
        second_proof=True if is_hidden else UNSET,
    )


def _next_tier(programme: Compiled, counted: int, tier: str) -> NextTierOut | None:
    following = programme.next_tier(counted, tier)
    if following is None:
        return None
    code, missing = following
    return NextTierOut(code, show(missing))
