"""Joining without anybody at a till: the phone is always proved, whatever the programme asks.

It is proved by a code, or by a messenger that knows its people's phones.

A stranger who types somebody's phone learns nothing: the code goes to the phone's owner, and only
who tells it hears whether there is a member already.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.enrolment.invited import come_in
from plushka.domain.enrolment.newcomers import (
    Newcomer,
    find_referrers,
    may_be_named,
    read_newcomer,
)
from plushka.domain.members.models import Member
from plushka.domain.members.operations import NewConsent, NewMember
from plushka.domain.members.queries import locate
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.days import local_day
from plushka.lib.refusal import BadField

ACTOR = "system:joining"


@dataclass(frozen=True, slots=True)
class Joined:
    """Who joined, or was a member already."""

    member_id: UUID
    is_new: bool


def join_alone(
    *,
    newcomer: Newcomer,
    member_id: UUID,
    code: str | None,
    at: dt.datetime,
    address: str = "",
) -> Joined:
    """Make a member of who tells the code that was sent to their phone, from ``address``.

    ``member_id`` is the form's: sent twice, somebody joins once. Telling the code is a consent to
    advertising by SMS, as its text says (E22). Refuses ``BadField``, ``ConfirmationNeeded``,
    ``ConfirmationWrong``, which is remembered, and ``InvitationNeeded``.
    """
    if newcomer.phone is None:
        raise BadField("phone", "a phone is needed")
    if has_joined(member_id):
        return Joined(member_id, is_new=True)
    programme, read = _read(newcomer, at=at)
    # Nothing is written before it: the wrong try of a code is remembered with the refusal.
    version = confirmations.check(
        phone=newcomer.phone, outlet_id=newcomer.outlet_id, code=code, at=at
    )
    agreed = NewConsent("ADVERTISING", version, "SMS", address)
    return _join(newcomer, read, member_id, agreed=[agreed], programme=programme, at=at)


def join_vouched(*, newcomer: Newcomer, member_id: UUID, at: dt.datetime) -> Joined:
    """Make a member of whom a messenger vouches for: the phone is theirs, it says.

    ``member_id`` as for ``join_alone``; they agree to what they are asked, and to nothing else.
    """
    if newcomer.phone is None:
        raise BadField("phone", "a phone is needed")
    if has_joined(member_id):
        return Joined(member_id, is_new=True)
    programme, read = _read(newcomer, at=at)
    return _join(newcomer, read, member_id, agreed=[], programme=programme, at=at)


def _read(newcomer: Newcomer, *, at: dt.datetime) -> tuple[Compiled, NewMember]:
    place = get_place(current_tenant())
    programme = programmes.rules(zone=place.zone).at(at)
    named = newcomer.referrer
    if named is not None and not may_be_named(named, programme=programme):
        # An old link says so, and whoever follows it can do nothing about that.
        newcomer = replace(newcomer, referrer=None)
    read = read_newcomer(
        newcomer,
        programme=programme,
        referrers=find_referrers([newcomer], at=at),
        at=at,
        today=local_day(at, place.zone),
    )
    return programme, read


def _join(
    newcomer: Newcomer,
    read: NewMember,
    member_id: UUID,
    *,
    agreed: Sequence[NewConsent],
    programme: Compiled,
    at: dt.datetime,
) -> Joined:
    if known := locate(locators=newcomer.identifiers, at=at):
        return Joined(next(iter(known.values())), is_new=False)
    new = replace(read, id=member_id, consents=(*read.consents, *agreed))
    come_in(new, newcomer, actor=ACTOR, at=at, programme=programme)
    return Joined(new.id, is_new=True)


def has_joined(member_id: UUID) -> bool:
    """Tell whether the form of this id was sent already, to the end."""
    return bool(Member.objects.filter(id=member_id, erased_at=None).exists())
