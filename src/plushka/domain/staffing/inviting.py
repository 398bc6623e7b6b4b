"""Staff are invited: a link makes one person, once, while it lasts."""

import datetime as dt
import re
from collections.abc import Mapping
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from plushka.domain.audit import operations as audit
from plushka.domain.staffing.changing import Job, check_place
from plushka.domain.staffing.models import StaffInvitation
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Staff, Tenant
from plushka.lib.refusal import BadField, Refusal

LASTS = dt.timedelta(days=7)
MOST_OPEN = 100
"""Invitations a company may have out at once."""

_SALT = "plushka.staff-invitation"
_TOKEN = re.compile(r"(\d{1,18})\.([0-9a-f]{32})", re.ASCII)


class InvitationOver(Refusal):
    """The link was used, withdrawn, is too old, or was never ours."""

    code = "invitation_over"

    def __init__(self) -> None:
        super().__init__("This invitation is over: ask for another one.")


class StaffKnown(Refusal):
    """Somebody signs in with this e-mail already."""

    code = "staff_known"

    def __init__(self) -> None:
        super().__init__("Somebody signs in with this e-mail already.")


class TooManyInvitations(Refusal):
    """A hundred are open already."""

    code = "too_many_invitations"

    def __init__(self) -> None:
        super().__init__("Withdraw some of the open invitations first.", most=MOST_OPEN)


def invite(
    *,
    invitation_id: UUID,
    email: str,
    role: str,
    outlet_id: UUID | None,
    actor: str,
    at: dt.datetime,
) -> StaffInvitation:
    """Give somebody with this e-mail a right to become staff, for seven days.

    ``invitation_id`` is the form's own, so that the same form sent twice
    invites once. An open invitation to the same e-mail is withdrawn. Refuses
    an e-mail that somebody of the company signs in with.
    """
    known: StaffInvitation | None = StaffInvitation.objects.filter(id=invitation_id).first()
    if known is not None:
        return known
    address = _address(email)
    check_place(role=role, outlet_id=outlet_id)
    if Staff.objects.filter(tenant_id=current_tenant(), email=address).exists():
        raise StaffKnown
    unfinished = StaffInvitation.objects.filter(taken_at=None, withdrawn_at=None)
    if unfinished.filter(expires_at__gt=at).exclude(email=address).count() >= MOST_OPEN:
        raise TooManyInvitations
    for older in unfinished.filter(email=address):
        withdraw(invitation_id=older.id, actor=actor, at=at)
    made: StaffInvitation = StaffInvitation.objects.create(
        tenant_id=current_tenant(),
        id=invitation_id,
        email=address,
        role=role,
        outlet_id=outlet_id,
        invited_by=actor,
        created_at=at,
        expires_at=at + LASTS,
    )
    place = {"role": role, "outlet": str(outlet_id or "")}
    _record(made, "staff_invited", actor=actor, at=at, after=place)
    return made


def withdraw(*, invitation_id: UUID, actor: str, at: dt.datetime) -> None:
    """Let the link make nobody any more. Refuses one that is over already."""
    found = _open(invitation_id)
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    _record(found, "invitation_withdrawn", actor=actor, at=at, after={})


def token_of(invitation: StaffInvitation) -> str:
    """Give what the link carries: whose it is and which, signed. It is written down nowhere."""
    return signing.Signer(salt=_SALT).sign(f"{invitation.tenant_id}.{invitation.id.hex}")


def read_token(token: str) -> tuple[int, UUID]:
    """Tell of which company and which invitation a link speaks. Refuses one we did not sign."""
    try:
        told = _TOKEN.fullmatch(signing.Signer(salt=_SALT).unsign(token))
    except signing.BadSignature:
        raise InvitationOver from None
    if told is None:
        raise InvitationOver
    return int(told[1]), UUID(told[2])


def look(*, invitation_id: UUID, at: dt.datetime) -> StaffInvitation:
    """Find an invitation that still makes somebody; refuse one that is over."""
    unfinished = StaffInvitation.objects.filter(taken_at=None, withdrawn_at=None)
    found = unfinished.filter(id=invitation_id, expires_at__gt=at).select_related("outlet").first()
    if found is None:
        raise InvitationOver
    assert isinstance(found, StaffInvitation)  # noqa: S101 - for the type checker
    return found


def take(*, invitation_id: UUID, name: str, password: str, at: dt.datetime) -> Staff:
    """Become staff by an invitation, with a name and a password of one's own; this ends it.

    Refuses an invitation that is over, a bad name or password, and an e-mail
    that somebody of any company signs in with.
    """
    found = _open(invitation_id)
    if found.expires_at <= at:
        raise InvitationOver
    job = Job(name, found.role, found.outlet_id).checked()
    try:
        validate_password(password, Staff(email=found.email, name=job.name))
    except ValidationError as trouble:
        raise BadField("password", " ".join(trouble.messages)) from None
    if Staff.objects.filter(email=found.email).exists():
        raise StaffKnown
    person = tenants.add_staff(
        tenant=Tenant.objects.get(id=current_tenant()),
        email=found.email,
        name=job.name,
        role=job.role,
        password=password,
        at=at,
        outlet_id=job.outlet_id,
    )
    found.taken_at = at
    found.save(update_fields=["taken_at"])
    joined = {"staff": str(person.id), "role": job.role, "outlet": str(job.outlet_id or "")}
    _record(found, "invitation_taken", actor=f"staff:{person.id}", at=at, after=joined)
    return person


def _open(invitation_id: UUID) -> StaffInvitation:
    """Lock one that is neither taken nor withdrawn: who comes second finds it over."""
    found = (
        StaffInvitation.objects.select_for_update()
        .filter(id=invitation_id, taken_at=None, withdrawn_at=None)
        .first()
    )
    if found is None:
        raise InvitationOver
    assert isinstance(found, StaffInvitation)  # noqa: S101 - for the type checker
    return found


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise BadField("email", "write a whole e-mail address") from None
    return address


def _record(
    invitation: StaffInvitation,
    action: str,
    *,
    actor: str,
    at: dt.datetime,
    after: Mapping[str, object],
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="staff_invitation",
        subject_id=invitation.id,
        at=at,
        before={},
        after=after,
    )
