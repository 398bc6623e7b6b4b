"""Staff change: their name, role and outlet; they are let go and taken back."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.staffing.models import Pin, PinTries
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet, Staff
from plushka.lib.refusal import BadField, Refusal

NAME_LENGTH = 200


class StaffUnknown(Refusal):
    """Nobody of the company has this id."""

    code = "staff_unknown"

    def __init__(self) -> None:
        super().__init__("Nobody of the company has this id.")


class LastOwner(Refusal):
    """The company would be left without an owner."""

    code = "last_owner"

    def __init__(self) -> None:
        super().__init__("A company keeps an owner: make somebody else an owner first.")


class StaffChanged(Refusal):
    """Somebody else changed the person since the form was shown."""

    code = "staff_changed"

    def __init__(self) -> None:
        super().__init__("Somebody changed this person meanwhile: look at them again.")


@dataclass(frozen=True, slots=True)
class Job:
    """What a person is in the company, and what they are called there."""

    name: str
    role: str
    outlet_id: UUID | None

    def checked(self) -> "Job":
        """Give it without spaces around the name; refuse what cannot be kept."""
        name = self.name.strip()
        if not 1 <= len(name) <= NAME_LENGTH or not name.isprintable():
            raise BadField("name", "use 1 to 200 characters, none of them control characters")
        check_place(role=self.role, outlet_id=self.outlet_id)
        return Job(name, self.role, self.outlet_id)


def check_place(*, role: str, outlet_id: UUID | None) -> None:
    """Refuse a role nobody knows, an outlet that is not here, and an owner bound to one."""
    if role not in Staff.Role:
        raise BadField("role", "name one of the roles")
    if outlet_id is None:
        return
    if role == Staff.Role.OWNER:
        raise BadField("outlet", "an owner works everywhere")
    if not Outlet.objects.filter(id=outlet_id).exists():
        raise BadField("outlet", "there is no such outlet")


def stamp_of(staff: Staff) -> str:
    """Give what a form was filled with, so that a change meanwhile is noticed."""
    told = f"{staff.name}\n{staff.role}\n{staff.outlet_id}\n{staff.is_active}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def change(*, staff_id: UUID, job: Job, stamp: str, actor: str, at: dt.datetime) -> Staff:
    """Give a person another name, role or outlet; a repeat changes nothing.

    Refuses a form that was shown before somebody else's change, and to leave
    the company without an owner.
    """
    job = job.checked()
    owners, person = _locked(staff_id)
    was = Job(person.name, person.role, person.outlet_id)
    if was == job:
        return person
    if stamp != stamp_of(person):
        raise StaffChanged
    if job.role != Staff.Role.OWNER:
        _keep_owner(owners, person)
    person.name, person.role, person.outlet_id = job.name, job.role, job.outlet_id
    person.save(update_fields=["name", "role", "outlet_id"])
    before, after = _differing(was, job)
    _record(person, "staff_changed", actor=actor, at=at, before=before, after=after)
    return person


def let_go(*, staff_id: UUID, actor: str, at: dt.datetime) -> Staff:
    """End a person's work here, their sessions and their PIN, at once."""
    owners, person = _locked(staff_id)
    if not person.is_active:
        return person
    _keep_owner(owners, person)
    person.is_active = False
    person.signed_out_at = at
    person.save(update_fields=["is_active", "signed_out_at"])
    Pin.objects.filter(staff_id=person.id).delete()
    PinTries.objects.filter(staff_id=person.id).delete()
    before, after = {"working": True}, {"working": False}
    _record(person, "staff_let_go", actor=actor, at=at, before=before, after=after)
    return person


def take_back(*, staff_id: UUID, actor: str, at: dt.datetime) -> Staff:
    """Let a person sign in again, with the password they had and no PIN."""
    _, person = _locked(staff_id)
    if person.is_active:
        return person
    person.is_active = True
    person.save(update_fields=["is_active"])
    before, after = {"working": False}, {"working": True}
    _record(person, "staff_taken_back", actor=actor, at=at, before=before, after=after)
    return person


def _locked(staff_id: UUID) -> tuple[set[UUID], Staff]:
    """Lock the person and every owner at work, in order, so that two of them cannot both go."""
    ours = Staff.objects.filter(tenant_id=current_tenant()).select_for_update().order_by("id")
    found = {one.id: one for one in ours}
    if staff_id not in found:
        raise StaffUnknown
    owners = {one.id for one in found.values() if one.is_active and one.role == Staff.Role.OWNER}
    return owners, found[staff_id]


def _keep_owner(owners: set[UUID], person: Staff) -> None:
    if owners == {person.id}:
        raise LastOwner


def _differing(was: Job, now: Job) -> tuple[dict[str, object], dict[str, object]]:
    """Tell what differs: of the name, which is personal, only that it does."""
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    if was.name != now.name:
        before["name"], after["name"] = "was", "another"
    if was.role != now.role:
        before["role"], after["role"] = was.role, now.role
    if was.outlet_id != now.outlet_id:
        before["outlet"], after["outlet"] = _id(was.outlet_id), _id(now.outlet_id)
    return before, after


def _id(outlet_id: UUID | None) -> str:
    return str(outlet_id or "")


def _record(
    person: Staff,
    action: str,
    *,
    actor: str,
    at: dt.datetime,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="staff",
        subject_id=person.id,
        at=at,
        before=before,
        after=after,
    )
