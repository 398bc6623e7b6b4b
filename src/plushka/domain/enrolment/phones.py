"""Phones change hands, and members change phones (T43)."""

import datetime as dt
from uuid import UUID

from plushka.domain.access import codes, recovering, sessions
from plushka.domain.access.counting import Limit, count
from plushka.domain.access.sessions import Opened, Visitor
from plushka.domain.audit import operations as audit
from plushka.domain.confirmations import operations as confirmations
from plushka.domain.enrolment.changing import change
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.enrolment.operations import enrol
from plushka.domain.members import sharing
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Contact
from plushka.domain.members.operations import Changes
from plushka.domain.members.queries import get_profile
from plushka.lib.refusal import Refusal

ASKED_AN_HOUR = 5
"""New phones a member may ask a code for."""

GIVEN_UP = "phone_given_up"


class StillTheirs(Refusal):
    """The number's member was heard of lately: it takes staff to say whose it is."""

    code = "still_theirs"

    def __init__(self) -> None:
        super().__init__("This number's member was heard of lately; ask the staff.")


def begin_anew(*, visitor: Visitor, mark: str, label: str, at: dt.datetime) -> Opened:
    """Make a new member of who has a number now that was another's; give their open device.

    The one before keeps card, points and history, and loses the number. Refuses
    ``StillTheirs`` where the silence is not long enough: else a gift for joining
    could be had again and again.
    """
    before = get_profile(member_id=visitor.member_id)
    if visitor.is_proved or before.phone is None or not sessions.is_silent(before, at=at):
        raise StillTheirs
    actor = f"member:{before.id}"
    phone = Locator("PHONE", before.phone)
    change(member_id=before.id, changes=Changes(phone=None), actor=actor, at=at)
    # At other companies their word still names the one before: nobody else is to be told it.
    sharing.revoke(phone=before.phone, at=at)
    sessions.end(member_id=before.id, session_id=visitor.session_id, at=at)
    newcomer = Newcomer(identifiers=(phone,))
    member_id = enrol(newcomer=newcomer, actor="system:phones", at=at, is_trusted=True)
    audit.write(
        actor=actor,
        action=GIVEN_UP,
        subject_kind="member",
        subject_id=before.id,
        at=at,
        before={},
        after={"member": str(member_id)},
    )
    return sessions.open_(get_profile(member_id=member_id), mark=mark, label=label, at=at)


def ask_for_new(*, visitor: Visitor, phone: Locator, at: dt.datetime, address: str = "") -> None:
    """Send a code to the phone a member wants to have; refuses ``TooManyTries``."""
    count([Limit("move", str(visitor.member_id), ASKED_AN_HOUR)], at=at)
    codes.ask(phone, purpose="NEW_PHONE", at=at, address=address)


def take_new(*, visitor: Visitor, phone: Locator, code: str, at: dt.datetime) -> None:
    """Write down a phone that its owner has proved by the code.

    Refuses ``ConfirmationWrong``, which is remembered, and ``AlreadyMember``
    for a phone that somebody has.
    """
    contact = Contact.objects.filter(phone=phone.value).first()
    confirmations.check_own(
        whom=contact.id if contact else visitor.member_id,
        purpose="NEW_PHONE",
        code=code,
        at=at,
    )
    change(
        member_id=visitor.member_id,
        changes=Changes(phone=phone.value),
        actor=f"member:{visitor.member_id}",
        at=at,
    )


def give_new(*, recovery_id: UUID, actor: str, reason: str, at: dt.datetime) -> None:
    """Write down the new phone of a member who lost the old one, by the word of staff.

    Every device of theirs is signed out and known no more, so the next sign-in
    asks for the second proof. Refuses ``RecoveryClosed`` and ``AlreadyMember``.
    """
    called = recovering.close(
        recovery_id=recovery_id, is_approved=True, actor=actor, reason=reason, at=at
    )
    sessions.end_all(member_id=called.member_id, at=at)
    sessions.forget_marks(member_id=called.member_id)
    changes = Changes(phone=called.phone)
    change(member_id=called.member_id, changes=changes, actor=actor, at=at, reason=reason)
