"""Members invite: by a link of their own, by one for one person, by an SMS."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from plushka.domain.events import operations as events
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Contact
from plushka.domain.members.queries import Profile, get_profile, kept, locate
from plushka.domain.messaging.addresses import digest_of as phone_digest
from plushka.domain.messaging.saying import Saying, say
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.document import Inviting
from plushka.domain.referrals import counting, tokens
from plushka.domain.referrals.models import Invitation
from plushka.domain.referrals.refusals import (
    InvitationClosed,
    InvitationLimitReached,
    InvitationUnknown,
    NoRightToInvite,
)
from plushka.domain.referrals.standing import Standing, standing_of
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import Place, get_place
from plushka.lib.days import local_day, term_end
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField

__all__ = [
    "InvitationClosed",
    "InvitationLimitReached",
    "InvitationUnknown",
    "NoRightToInvite",
    "find_own_link",
    "invite",
    "own_link",
    "renew_own_link",
    "standing",
    "withdraw",
]

type Link = Callable[[str], str]
"""Makes an address of a token; the domain knows none."""

_LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class Made:
    """An invitation, and the token of its link."""

    id: UUID
    token: str


def standing(*, member_id: UUID, at: dt.datetime) -> Standing:
    """Say whether a member may invite, and what is missing; refuses ``MemberUnknown``."""
    place, terms = _terms(at)
    return standing_of(get_profile(member_id=member_id), terms=terms, zone=place.zone, at=at)


def invite(
    *,
    invitation_id: UUID,
    member_id: UUID,
    way: Literal["LINK", "SMS"],
    at: dt.datetime,
    link: Link,
    phone: Locator | None = None,
    is_named: bool = False,
) -> Made:
    """Invite one person; sent twice with one id, once.

    An SMS goes out once within the programme's term to a phone that is no member's; the answer
    is the same where none goes. It tells the inviter's first name where ``is_named``. Refuses
    ``BadField``, ``MemberUnknown``, ``NoRightToInvite`` and ``InvitationLimitReached``.
    """
    if made := Invitation.objects.filter(id=invitation_id).first():
        if made.inviter_id != kept(member_id):
            raise InvitationUnknown
        return _made(invitation_id)
    place, terms = _terms(at)
    profile = get_profile(member_id=member_id)
    contact = None
    if way == "SMS":
        contact = _contact_of(phone, profile, terms=terms, at=at)
    own = _lock_own(profile.id, at=at)
    standing_of(profile, terms=terms, zone=place.zone, at=at).check()
    counting.count(most=terms.company_a_month, zone=place.zone, at=at)
    row = new_row(
        id_=invitation_id,
        inviter=profile.id,
        way=way,
        at=at,
        ends_at=term_end(local_day(at, place.zone), terms.valid_days, place.zone),
    )
    row.is_named = is_named
    if contact is not None:
        row.phone_digest, row.sent_at = phone_digest("SMS", contact.phone), at
        if _may_be_written_to(contact, again_days=terms.sms_again_days, at=at):
            row.message_id = _send(row, profile, contact, link=link, at=at)
    row.save(force_insert=True)
    data = {"invitation": str(row.id), "way": way.lower(), "own_link": str(own)}
    events.write(events=[events.NewEvent("invitation_made", at, profile.id, data)])
    return _made(row.id)


def own_link(*, member_id: UUID, at: dt.datetime) -> Made:
    """Give a member's own link, which brings one person after the other.

    Refuses ``NoRightToInvite``; one that is there already is shown whatever was reached since.
    """
    place, terms = _terms(at)
    profile = get_profile(member_id=member_id)
    found = standing_of(profile, terms=terms, zone=place.zone, at=at)
    if found.is_blocked or found.missing:
        raise NoRightToInvite(missing=found.missing)
    return _made(_lock_own(profile.id, at=at))


def find_own_link(*, member_id: UUID) -> Made | None:
    """Give a member's own link, if they have made one and may still invite."""
    own = Invitation.objects.filter(inviter_id=member_id, way="OWN", withdrawn_at=None).first()
    return None if own is None else _made(own.id)


def renew_own_link(*, member_id: UUID, link_id: UUID, at: dt.datetime) -> Made:
    """Put a new own link in the place of one that went further than it should; once."""
    member = get_profile(member_id=member_id).id
    current = _lock_own(member, at=at)
    if current != link_id:
        return _made(current)
    Invitation.objects.filter(id=current).update(withdrawn_at=at)
    return _made(_lock_own(member, at=at))


def withdraw(*, invitation_id: UUID, member_id: UUID | None = None, at: dt.datetime) -> None:
    """Take an invitation back before somebody joins by it; one taken back already stays so.

    A link that nobody opened yet counts no more. ``member_id`` is who asks; None is the company.
    Refuses ``InvitationUnknown`` and ``InvitationClosed``.
    """
    rows = Invitation.objects.select_for_update(no_key=True, of=("self",))
    row = rows.filter(id=invitation_id).exclude(way=Invitation.Way.OWN).first()
    if row is None or (member_id is not None and row.inviter_id != kept(member_id)):
        raise InvitationUnknown
    if row.withdrawn_at is not None:
        return
    if row.joined_at is not None or at >= row.ends_at:
        raise InvitationClosed
    Invitation.objects.filter(id=row.id).update(withdrawn_at=at)
    if row.way == Invitation.Way.LINK and row.opened_at is None:
        # Or whoever makes and withdraws links uses up what all members may invite.
        counting.give_back(zone=get_place(current_tenant()).zone, made_at=row.made_at)
    data = {"invitation": str(row.id)}
    events.write(events=[events.NewEvent("invitation_withdrawn", at, row.inviter_id, data)])


def new_row(
    *, id_: UUID, inviter: UUID, way: str, at: dt.datetime, ends_at: dt.datetime | None
) -> Invitation:
    """Make a row with the digest of its code, not written yet."""
    tenant = current_tenant()
    code = tokens.code_of(tenant_id=tenant, invitation_id=id_)
    return Invitation(
        tenant_id=tenant,
        id=id_,
        inviter_id=inviter,
        way=way,
        code_digest=tokens.digest_of(tenant_id=tenant, code=code),
        made_at=at,
        ends_at=ends_at,
    )


def _terms(at: dt.datetime) -> tuple[Place, Inviting]:
    place = get_place(current_tenant())
    return place, programmes.rules(zone=place.zone).at(at).document.inviting


def _made(invitation_id: UUID) -> Made:
    token = tokens.token_of(tenant_id=current_tenant(), invitation_id=invitation_id)
    return Made(invitation_id, token)


def _lock_own(member_id: UUID, *, at: dt.datetime) -> UUID:
    """Lock the member's own link, made here where there is none: invitations come one by one."""
    made = new_row(id_=new_id(), inviter=member_id, way="OWN", at=at, ends_at=None)
    Invitation.objects.bulk_create([made], ignore_conflicts=True)
    own = Invitation.objects.select_for_update(no_key=True, of=("self",))
    found: UUID = own.get(inviter_id=member_id, way="OWN", withdrawn_at=None).id
    return found


def _contact_of(
    phone: Locator | None, profile: Profile, *, terms: Inviting, at: dt.datetime
) -> Contact:
    """Lock the phone's contact; the same is done whoever has the phone."""
    if not terms.by_sms:
        raise BadField("phone", "this programme does not invite by SMS")
    if phone is None or phone.kind != "PHONE":
        raise BadField("phone", "a phone is needed")
    if phone.value == profile.phone:
        raise BadField("phone", "nobody invites themselves")
    made = Contact(tenant_id=current_tenant(), phone=phone.value, created_at=at)
    Contact.objects.bulk_create([made], ignore_conflicts=True)
    found: Contact = Contact.objects.select_for_update(no_key=True).get(phone=phone.value)
    return found


def _may_be_written_to(contact: Contact, *, again_days: int, at: dt.datetime) -> bool:
    """Whether the phone is no member's and was not written to lately; under the contact's lock."""
    is_member = bool(locate(locators=[Locator("PHONE", contact.phone)], at=at))
    lately = Invitation.objects.filter(
        phone_digest=phone_digest("SMS", contact.phone),
        made_at__gt=at - dt.timedelta(days=again_days),
        message_id__isnull=False,
    )
    return not lately.exists() and not is_member


def _send(
    row: Invitation, inviter: Profile, contact: Contact, *, link: Link, at: dt.datetime
) -> UUID | None:
    new = Saying(
        kind="invitation",
        values={
            "link": link(_made(row.id).token),
            "inviter": said_name(inviter) if row.is_named else "",
        },
        contact_id=contact.id,
        cause=str(row.id),
        valid_until=row.ends_at,
    )
    sent = say(sayings=[new], at=at)
    return sent[0] if sent else None


def said_name(inviter: Profile) -> str:
    """Give the first name as strangers read it; none that is more than a name.

    Somebody might call themselves an advertisement, and have the company send it.
    """
    name = " ".join(inviter.name.split())
    is_plain = all(one.isalpha() or one in " -’'" for one in name)
    return name if is_plain and len(name) <= _LONGEST_NAME else ""
