"""Invitations, and who came by whom (U23)."""

import datetime as dt
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Raw

from plushka.domain.members.locator import Locator
from plushka.domain.referrals.queries import Referral, Told
from plushka.domain.referrals.tokens import token_of
from plushka.web.api.reading.values import LIMIT, Limit
from plushka.web.api.schemas.member import MemberRef, Phone, located
from plushka.web.api.schemas.told import local

type State = Literal["made", "sent", "opened", "joined", "ended", "withdrawn"]
type Way = Literal["link", "sms"]

_NOTHING = Raw()
_PAGE = 50


class AskedInvitation(msgspec.Struct, frozen=True):
    """Who invites, which phone is written to, and whether its owner learns their first name."""

    member: Locator
    phone: Locator | None
    is_named: bool


class InvitationIn(msgspec.Struct, forbid_unknown_fields=True):
    """Who invites one person; `named`: who is invited learns the inviter's first name.

    A `phone` is invited by SMS, where the programme lets that be done.
    """

    member: MemberRef
    phone: Phone | None = None
    named: bool = False

    def asked(self, region: str) -> AskedInvitation:
        """Put it in the domain's words."""
        phone = None if self.phone is None else located("phone", self.phone, region, "phone")
        return AskedInvitation(self.member.asked(region), phone, self.named)


class AskedInvitations(msgspec.Struct, frozen=True):
    """Which invitations, at most so many."""

    member: UUID | None
    state: str
    way: str
    limit: int
    after: UUID | None


class InvitationsQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which invitations: of a member, in a state, by a way."""

    member: UUID | None = None
    state: State | None = None
    way: Way | None = None
    limit: Limit = _NOTHING
    after: UUID | None = None

    def asked(self, _region: str) -> AskedInvitations:
        """Give it with what was left out filled in."""
        return AskedInvitations(
            self.member,
            (self.state or "").upper(),
            (self.way or "").upper(),
            LIMIT.given(self.limit) or _PAGE,
            self.after,
        )


class InvitationOut(msgspec.Struct, frozen=True):
    """An invitation; `path` is the address of its page on this server."""

    id: UUID
    member: UUID
    way: Way
    state: State
    token: str
    path: str
    made_at: dt.datetime
    #: Exclusive.
    ends_at: dt.datetime
    joined: UUID | None
    joined_at: dt.datetime | None

    @classmethod
    def of(cls, told: Told, *, tenant_id: int, zone: str) -> "InvitationOut":
        """Write an invitation."""
        token = token_of(tenant_id=tenant_id, invitation_id=told.id)
        return cls(
            told.id,
            told.inviter_id,
            told.way.lower(),  # type: ignore[arg-type]
            told.state.lower(),  # type: ignore[arg-type]
            token,
            f"/i/{token}",
            local(told.made_at, zone),
            local(told.ends_at, zone),
            told.joined_id,
            told.joined_at and local(told.joined_at, zone),
        )


class InvitationsOut(msgspec.Struct, frozen=True):
    """Invitations, newest first."""

    items: list[InvitationOut]
    next: str | None


class AskedReferrals(msgspec.Struct, frozen=True):
    """Whose invitees, at most so many."""

    referrer: UUID | None
    limit: int
    after: UUID | None


class ReferralsQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Who came by a member, or by anybody."""

    referrer: UUID | None = None
    limit: Limit = _NOTHING
    after: UUID | None = None

    def asked(self, _region: str) -> AskedReferrals:
        """Give it with what was left out filled in."""
        return AskedReferrals(self.referrer, LIMIT.given(self.limit) or _PAGE, self.after)


class ReferralOut(msgspec.Struct, frozen=True):
    """Who came by whom: by a link, an SMS, or `named`, without an invitation."""

    member: UUID
    referrer: UUID
    joined_at: dt.datetime
    way: Literal["link", "sms", "named"]

    @classmethod
    def of(cls, told: Referral, *, zone: str) -> "ReferralOut":
        """Write a referral."""
        way = told.way.lower() or "named"
        return cls(told.member_id, told.referrer_id, local(told.joined_at, zone), way)  # type: ignore[arg-type]


class ReferralsOut(msgspec.Struct, frozen=True):
    """Referrals, the newest member first."""

    items: list[ReferralOut]
    next: str | None
