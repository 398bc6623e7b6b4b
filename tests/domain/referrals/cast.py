"""Members who invite, said shortly."""

from uuid import UUID

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.messaging.models import Message
from plushka.domain.referrals import inviting, joining
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.sales.cast import ANNA, BOHDAN, join, promise

__all__ = ["ANNA", "BOHDAN", "NOON", "join", "promise"]

VERA = Locator("PHONE", "+79035550177")


def link(token: str) -> str:
    """Where a token leads."""
    return f"https://lipa.example/i/{token}"


def invite(member: UUID, *, way="LINK", at=NOON, id_=None, **more) -> inviting.Made:
    """Invite one person."""
    return inviting.invite(
        invitation_id=id_ or new_id(), member_id=member, way=way, at=at, link=link, **more
    )


def text(member: UUID, phone: Locator = BOHDAN, **more) -> inviting.Made:
    """Invite by SMS."""
    return invite(member, way="SMS", phone=phone, **more)


def come(*identifiers: Locator, at=NOON, token: str | None = None, **more) -> UUID:
    """Join as at a till."""
    newcomer = Newcomer(identifiers=identifiers or (BOHDAN,), invitation=token, **more)
    return enrolment.enrol(newcomer=newcomer, actor="system:test", at=at, is_trusted=True)


def found(token: str, at=NOON) -> joining.Found:
    """Look at an invitation that is there."""
    seen = joining.find(token=token, at=at)
    assert seen is not None
    return seen


def brought(member: UUID) -> UUID | None:
    """Who brought a member."""
    return Member.objects.values_list("referrer_id", flat=True).get(id=member)


def sent() -> list[str]:
    """What was said to strangers."""
    rows = Message.objects.filter(contact__isnull=False, kind="invitation").order_by("id")
    return list(rows.values_list("text", flat=True))
