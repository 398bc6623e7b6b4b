"""Members invite people; who came by whom (U23, U24)."""

from plushka.domain.members.queries import MemberUnknown, identify
from plushka.domain.referrals import inviting, queries
from plushka.domain.referrals.inviting import InvitationLimitReached, NoRightToInvite
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.account import page
from plushka.web.api.schemas.invitation import (
    AskedInvitation,
    AskedInvitations,
    AskedReferrals,
    InvitationIn,
    InvitationOut,
    InvitationsOut,
    InvitationsQuery,
    ReferralOut,
    ReferralsOut,
    ReferralsQuery,
)
from plushka.web.ui.address import public


def invite(call: Call[AskedInvitation]) -> Answer:
    """Make a link by which one person joins, for whoever asks to send; or send it to a phone."""
    if call.asked.phone is not None and not public("/"):
        raise BadField("phone", "no SMS goes out: the server does not know its own address")
    member = identify(locator=call.asked.member, at=call.at)
    made = inviting.invite(
        invitation_id=new_id(),
        member_id=member,
        way="LINK" if call.asked.phone is None else "SMS",
        phone=call.asked.phone,
        is_named=call.asked.is_named,
        at=call.at,
        link=lambda token: public(f"/i/{token}"),
    )
    [told] = queries.find_invitations(at=call.at, limit=1, only=made.id)
    return Answer(InvitationOut.of(told, tenant_id=call.place.id, zone=call.place.zone))


def list_invitations(call: Call[AskedInvitations]) -> Answer:
    """List invitations, newest first."""
    asked, place = call.asked, call.place
    found = queries.find_invitations(
        at=call.at,
        limit=asked.limit + 1,
        member=asked.member,
        state=asked.state,
        way=asked.way,
        after=asked.after,
    )
    shown, last = page(found, asked.limit)
    items = [InvitationOut.of(one, tenant_id=place.id, zone=place.zone) for one in shown]
    return Answer(InvitationsOut(items, None if last is None else str(last.id)))


def list_referrals(call: Call[AskedReferrals]) -> Answer:
    """List who came by whom, the newest member first."""
    asked = call.asked
    found = queries.find_referrals(
        limit=asked.limit + 1, referrer=asked.referrer, after=asked.after
    )
    shown, last = page(found, asked.limit)
    items = [ReferralOut.of(one, zone=call.place.zone) for one in shown]
    return Answer(ReferralsOut(items, None if last is None else str(last.member_id)))


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="/invitations",
        scope="members",
        act=invite,
        run=in_context,
        summary="Invite a person on behalf of a member",
        tag="Members",
        body=Shape(InvitationIn),
        answers=InvitationOut,
        status=201,
        operation="invite",
        refuses=(MemberUnknown, NoRightToInvite, InvitationLimitReached),
        example=examples.INVITATION,
    ),
    Endpoint(
        method="GET",
        path="/invitations",
        scope="read",
        act=list_invitations,
        run=in_context,
        summary="List invitations",
        tag="Members",
        query=Shape(InvitationsQuery),
        answers=InvitationsOut,
    ),
    Endpoint(
        method="GET",
        path="/referrals",
        scope="read",
        act=list_referrals,
        run=in_context,
        summary="List who came by whom",
        tag="Members",
        query=Shape(ReferralsQuery),
        answers=ReferralsOut,
    ),
)
