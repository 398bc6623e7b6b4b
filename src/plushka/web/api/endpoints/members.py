"""Find, enrol, change and erase members."""

from typing import Any
from uuid import UUID

from plushka.domain.access import proofs
from plushka.domain.access.counting import TooManyTries
from plushka.domain.access.proofs import ProofWrong, Told
from plushka.domain.confirmations.refusals import ConfirmationNeeded, ConfirmationWrong
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.operations import AlreadyMember, InvitationNeeded, Newcomer
from plushka.domain.members.doubting import PROVING
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import MemberUnknown, identify
from plushka.domain.merging import operations as merging
from plushka.domain.tenants.queries import OutletUnknown, get_outlet
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.endpoints.standing import member_out
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.account import ErasedOut, MemberOut
from plushka.web.api.schemas.member import Lookup
from plushka.web.api.schemas.merge import AskedMerge, MergeIn
from plushka.web.api.schemas.person import AskedChange, AskedEnrolment, ChangeIn, MemberIn
from plushka.web.api.schemas.proof import ProofIn

_GONE = {"member_unknown": 404}


def look_up(call: Call[Locator]) -> Answer:
    """Find a member by phone, card, alias or the token of their QR code."""
    is_proved = call.asked.kind in PROVING
    return _told(call, identify(locator=call.asked, at=call.at), is_proved=is_proved)


def enrol(call: Call[AskedEnrolment]) -> Answer:
    """Make a member of somebody; where the programme asks for it, a code proves the phone."""
    asked = call.asked
    newcomer = Newcomer(
        identifiers=asked.identifiers,
        name=asked.name,
        birth_date=asked.birth_date,
        referrer=asked.referrer,
        consents=asked.consents,
        outlet_id=_outlet(call, asked.outlet),
        surname=asked.surname,
        patronymic=asked.patronymic,
        sex=asked.sex,
        email=asked.email,
        note=asked.note,
        invitation=asked.invitation,
    )
    member_id = enrolment.enrol(
        newcomer=newcomer,
        actor=call.actor,
        at=call.at,
        confirmation=asked.confirmation,
        is_trusted="trusted" in call.bearer.scopes,
    )
    return _told(call, member_id)


def get_member(call: Call[None]) -> Answer:
    """Read a member."""
    return _told(call, call.ids["id"])


def change_member(call: Call[AskedChange]) -> Answer:
    """Change what is known of a member; the change is recorded."""
    enrolment.change(
        member_id=call.ids["id"],
        changes=call.asked.changes,
        actor=call.actor,
        at=call.at,
        reason=call.asked.reason,
        consents=call.asked.consents,
    )
    return _told(call, call.ids["id"])


def prove_member(call: Call[Told]) -> Answer:
    """Take the card or the birth date of a member whose phone was silent for long (T43)."""
    member = identify(locator=Locator("ID", str(call.ids["id"])), at=call.at)
    proofs.prove_at_till(member_id=member, told=call.asked, actor=call.actor, at=call.at)
    return _told(call, member)


def merge_member(call: Call[AskedMerge]) -> Answer:
    """Make one person of two members: whatever finds the other finds this one from then on."""
    kept, merged = call.ids["id"], identify(locator=call.asked.member, at=call.at)
    merging.merge(
        kept=identify(locator=Locator("ID", str(kept)), at=call.at),
        merged=merged,
        actor=call.actor,
        at=call.at,
        reason=call.asked.reason,
    )
    return _told(call, kept)


def erase_member(call: Call[None]) -> Answer:
    """Erase a member for good: the person goes, the points are forfeited, the sums stay."""
    enrolment.erase(member_id=call.ids["id"], actor=call.actor, at=call.at)
    return Answer(ErasedOut(call.ids["id"], "erased"))


def _outlet(call: Call[AskedEnrolment], code: str | None) -> UUID | None:
    """Give the outlet that is named, else the only one the key may speak for."""
    if code is None:
        return call.bearer.outlet_id
    found: UUID = get_outlet(code, allowed=call.bearer.outlet_id).id
    return found


def _told(call: Call[Any], member_id: UUID, *, is_proved: bool = False) -> Answer:
    out = member_out(
        member_id,
        place=call.place,
        language=call.language,
        at=call.at,
        is_proved=is_proved or "trusted" in call.bearer.scopes,
    )
    return Answer(out, about=member_id)


ENDPOINTS = (
    Endpoint(
        method="GET",
        path="/members/lookup",
        scope="read",
        act=look_up,
        run=in_context,
        summary="Find a member",
        tag="Members",
        query=Shape(Lookup),
        answers=MemberOut,
        refuses=(MemberUnknown,),
        statuses=_GONE,
    ),
    Endpoint(
        method="POST",
        path="/members",
        scope="members",
        act=enrol,
        run=in_context,
        summary="Enrol a member",
        tag="Members",
        body=Shape(MemberIn),
        answers=MemberOut,
        status=201,
        operation="enrol",
        refuses=(
            AlreadyMember,
            InvitationNeeded,
            ConfirmationNeeded,
            ConfirmationWrong,
            OutletUnknown,
        ),
        example=examples.NEWCOMER,
    ),
    Endpoint(
        method="GET",
        path="/members/{id}",
        scope="read",
        act=get_member,
        run=in_context,
        summary="Read a member",
        tag="Members",
        answers=MemberOut,
        refuses=(MemberUnknown,),
        statuses=_GONE,
    ),
    Endpoint(
        method="PATCH",
        path="/members/{id}",
        scope="members",
        act=change_member,
        run=in_context,
        summary="Change a member",
        tag="Members",
        body=Shape(ChangeIn),
        answers=MemberOut,
        operation="change",
        refuses=(MemberUnknown, AlreadyMember),
        statuses=_GONE,
        example={"name": "Анна", "birth_date": "1990-05-17"},
    ),
    Endpoint(
        method="POST",
        path="/members/{id}/proof",
        scope="sales",
        act=prove_member,
        run=in_context,
        summary="Prove a member whose phone was silent for long",
        tag="Members",
        body=Shape(ProofIn),
        answers=MemberOut,
        refuses=(MemberUnknown, ProofWrong, TooManyTries),
        statuses=_GONE,
        example={"birth_date": "1990-05-17"},
    ),
    Endpoint(
        method="POST",
        path="/members/{id}/merge",
        scope="members",
        act=merge_member,
        run=in_context,
        summary="Merge another member into this one",
        tag="Members",
        body=Shape(MergeIn),
        answers=MemberOut,
        operation="merge",
        refuses=(MemberUnknown,),
        statuses=_GONE,
        example={"member": {"phone": "+79035550177"}, "reason": "one person with two cards"},
    ),
    Endpoint(
        method="DELETE",
        path="/members/{id}",
        scope="members",
        act=erase_member,
        run=in_context,
        summary="Erase a member",
        tag="Members",
        answers=ErasedOut,
        operation="erase",
        refuses=(MemberUnknown,),
        statuses=_GONE,
    ),
)
