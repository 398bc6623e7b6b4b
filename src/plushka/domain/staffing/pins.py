"""PINs of cashiers: set, and tried at an enrolled till."""

import datetime as dt
import hashlib
import hmac
import math
import re
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q

from plushka.domain.audit import operations as audit
from plushka.domain.staffing.changing import StaffUnknown
from plushka.domain.staffing.models import Device, Pin, PinTries
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.rights import Right, may
from plushka.lib.refusal import BadField, Refusal

FREE_TRIES = 5
"""Wrong tries without a pause; each one more doubles the pause."""

FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=24)

_PIN = re.compile(r"[0-9]{4,6}", re.ASCII)
_RUNS = ("01234567890", "09876543210")


class PinWrong(Refusal):
    """It is not this person's PIN, or they cannot use one here: it is not said which."""

    code = "pin_wrong"
    is_remembered = True

    def __init__(self) -> None:
        super().__init__("This is not the PIN of this person.")


class PinPaused(Refusal):
    """Too many wrong tries on this device: wait."""

    code = "pin_paused"

    def __init__(self, *, seconds: int) -> None:
        super().__init__(f"Too many wrong tries: wait {seconds} s.", retry_after=seconds)
        self.seconds = seconds


def set_pin(*, staff_id: UUID, pin: str, actor: str, at: dt.datetime) -> None:
    """Give a person a PIN, and forget wrong tries of the old one.

    Four to six digits; refuses one digit repeated and digits in a row, and
    somebody who may not sell.
    """
    if not _PIN.fullmatch(pin):
        raise BadField("pin", "use four to six digits")
    if len(set(pin)) == 1 or any(pin in run for run in _RUNS):
        raise BadField("pin", "use digits that are neither all the same nor in a row")
    person = Staff.objects.filter(tenant_id=current_tenant(), id=staff_id, is_active=True).first()
    if person is None or not may(person.role, Right.SELL):
        raise StaffUnknown
    Pin.objects.update_or_create(
        tenant_id=current_tenant(),
        staff_id=person.id,
        defaults={"hash": make_password(_keyed(person.id, pin)), "set_by": actor, "set_at": at},
    )
    PinTries.objects.filter(staff_id=person.id).delete()
    audit.write(
        actor=actor,
        action="pin_set",
        subject_kind="staff",
        subject_id=person.id,
        at=at,
        before={},
        after={},
    )


def cashiers_at(device: Device) -> list[Staff]:
    """Who may sign in on a device: those with a PIN, of its outlet or of none, by name."""
    ours = Staff.objects.filter(
        Q(outlet_id=None) | Q(outlet_id=device.outlet_id),
        tenant_id=current_tenant(),
        is_active=True,
        id__in=Pin.objects.values("staff_id"),
    )
    return [one for one in ours.order_by("name", "id") if may(one.role, Right.SELL)]


def find_with_pin() -> set[UUID]:
    """Ids of those who have a PIN."""
    return set(Pin.objects.values_list("staff_id", flat=True))


def try_pin(*, device: Device, staff_id: UUID, pin: str, at: dt.datetime) -> Staff:
    """Find who types their PIN on a device; a wrong try is counted though it is refused.

    Tries of one person on one device wait for one another, so that guessing
    in parallel gains nothing.
    """
    person = next((one for one in cashiers_at(device) if one.id == staff_id), None)
    if person is None:
        raise PinWrong
    tenant_id = current_tenant()
    PinTries.objects.get_or_create(tenant_id=tenant_id, device=device, staff_id=staff_id)
    tries = PinTries.objects.select_for_update().get(device=device, staff_id=staff_id)
    if tries.paused_until is not None and tries.paused_until > at:
        raise PinPaused(seconds=math.ceil((tries.paused_until - at).total_seconds()))
    kept = Pin.objects.get(staff_id=staff_id)
    if _PIN.fullmatch(pin) and check_password(_keyed(person.id, pin), kept.hash):
        if tries.wrong:
            PinTries.objects.filter(id=tries.id).update(wrong=0, paused_until=None)
        return person
    wrong = tries.wrong + 1
    pause = pause_after(wrong)
    PinTries.objects.filter(id=tries.id).update(
        wrong=wrong, paused_until=at + pause if pause else None
    )
    raise PinWrong


def pause_after(wrong: int) -> dt.timedelta:
    """How long nobody may try again after so many wrong tries in a row."""
    if wrong < FREE_TRIES:
        return dt.timedelta()
    doublings = min(wrong - FREE_TRIES, 12)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _keyed(staff_id: UUID, pin: str) -> str:
    """Bind a PIN to its person and to the secret that is not in the database."""
    key = f"plushka:pin:{settings.SECRET_KEY}".encode()
    return hmac.new(key, f"{staff_id}:{pin}".encode(), hashlib.sha256).hexdigest()
