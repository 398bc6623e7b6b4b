"""Somebody comes by an invitation: it is found, locked, and used once."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import Profile, find_profiles
from plushka.domain.messaging.addresses import digest_of as phone_digest
from plushka.domain.programmes.document import Inviting
from plushka.domain.referrals import counting, tokens
from plushka.domain.referrals.inviting import new_row, said_name
from plushka.domain.referrals.models import Invitation
from plushka.domain.referrals.refusals import InvitationLimitReached, InvitationNeeded
from plushka.domain.referrals.standing import standing_of
from plushka.domain.tenants.context import current_tenant
from plushka.lib.days import local_day, term_end
from plushka.lib.ids import new_id

__all__ = ["Found", "InvitationNeeded", "claim", "find", "join", "open_"]


@dataclass(frozen=True, slots=True)
class Found:
    """An invitation as who is invited sees it; ``inviter`` is a first name, or empty."""

    id: UUID
    way: str
    inviter_id: UUID
    inviter: str
    is_good: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """An invitation that somebody is about to join by, under its lock."""

    id: UUID
    way: str
    inviter_id: UUID
    ends_at: dt.datetime


def find(*, token: str, at: dt.datetime) -> Found | None:
    """Look at the invitation of a link; None where the company in context has no such."""
    row = _of_token(token)
    if row is None:
        return None
    inviter = _inviter(row)
    return Found(
        id=row.id,
        way=row.way,
        inviter_id=row.inviter_id,
        inviter=said_name(inviter) if inviter and row.is_named else "",
        is_good=inviter is not None and _is_good(row, at=at),
    )


def open_(*, invitation_id: UUID, at: dt.datetime) -> None:
    """Note that somebody looked at an invitation, the first time.

    One that was withdrawn before stays as good as never made.
    """
    unseen = Invitation.objects.filter(id=invitation_id, opened_at=None, withdrawn_at=None)
    unseen.update(opened_at=at)


def claim(
    *, token: str | None, phone: Locator | None, terms: Inviting, zone: str, at: dt.datetime
) -> Claimed | None:
    """Lock the invitation that somebody comes by: that of the link, or one sent to their phone.

    None where there is none that is good. The inviter's account is locked first, as everywhere.
    """
    for row in (_of_token(token) if token else None, _of_phone(phone, at=at)):
        if row is not None and (found := _lock(row, phone, terms=terms, zone=zone, at=at)):
            return found
    return None


def _lock(
    row: Invitation, phone: Locator | None, *, terms: Inviting, zone: str, at: dt.datetime
) -> Claimed | None:
    inviter = _inviter(row)
    if inviter is None or (phone is not None and inviter.phone == phone.value):
        return None
    account = accounts.accounts_of(members=[inviter.id])[inviter.id]
    ledger.open_book(accounts=[account], moment=at)
    locked = Invitation.objects.select_for_update(no_key=True, of=("self",)).get(id=row.id)
    if not _is_good(locked, at=at) or locked.inviter_id != row.inviter_id:
        return None
    if locked.way == Invitation.Way.OWN:
        if standing_of(inviter, terms=terms, zone=zone, at=at).left <= 0:
            return None
        try:
            counting.count(most=terms.company_a_month, zone=zone, at=at)
        except InvitationLimitReached:
            return None
    ends_at = locked.ends_at or term_end(local_day(at, zone), terms.valid_days, zone)
    return Claimed(locked.id, locked.way, inviter.id, ends_at)


def join(*, claimed: Claimed, member_id: UUID, at: dt.datetime) -> None:
    """Write down who joined by an invitation; one of an own link becomes a row of its own."""
    invitation_id = claimed.id
    if claimed.way == Invitation.Way.OWN:
        row = new_row(
            id_=new_id(),
            inviter=claimed.inviter_id,
            way=Invitation.Way.LINK,
            at=at,
            ends_at=claimed.ends_at,
        )
        row.opened_at = row.joined_at = at
        row.joined_id = member_id
        row.save(force_insert=True)
        invitation_id = row.id
    else:
        Invitation.objects.filter(id=claimed.id).update(joined_id=member_id, joined_at=at)
    data = {"invitation": str(invitation_id)}
    events.write(events=[events.NewEvent("invitation_joined", at, claimed.inviter_id, data)])


def _of_token(token: str) -> Invitation | None:
    read, tenant = tokens.read(token), current_tenant()
    if read is None or read.tenant_id != tenant:
        return None
    digest = tokens.digest_of(tenant_id=tenant, code=read.code)
    found: Invitation | None = Invitation.objects.filter(code_digest=digest).first()
    return found


def _of_phone(phone: Locator | None, *, at: dt.datetime) -> Invitation | None:
    """Give the oldest invitation to a phone that is good: who came first brought them."""
    if phone is None:
        return None
    rows = Invitation.objects.filter(
        phone_digest=phone_digest("SMS", phone.value),
        ends_at__gt=at,
        joined_at=None,
        withdrawn_at=None,
        inviter__blocked_at=None,
        inviter__erased_at=None,
    )
    found: Invitation | None = rows.order_by("made_at", "id").first()
    return found


def _inviter(row: Invitation) -> Profile | None:
    """Give who invites; nobody where they are erased or blocked by now."""
    profile = find_profiles(member_ids=[row.inviter_id]).get(row.inviter_id)
    return None if profile is None or profile.blocked_at else profile


def _is_good(row: Invitation, *, at: dt.datetime) -> bool:
    is_open = row.withdrawn_at is None and row.joined_at is None
    return is_open and (row.ends_at is None or at < row.ends_at)
