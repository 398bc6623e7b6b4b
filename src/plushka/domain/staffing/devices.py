"""Devices at tills are enrolled, recognised and forgotten."""

import datetime as dt
import secrets
from collections.abc import Mapping
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.staffing.models import Device
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import hash_of
from plushka.lib.refusal import BadField, Refusal

NAME_LENGTH = 100
SEEN_EVERY = dt.timedelta(minutes=5)
"""How exactly it is known when a device was seen last."""


class DeviceUnknown(Refusal):
    """The device was never enrolled, or its enrolment was taken back."""

    code = "device_unknown"

    def __init__(self) -> None:
        super().__init__("This device is not enrolled: an owner enrols it.")


def enrol(
    *, device_id: UUID, outlet_id: UUID, name: str, actor: str, at: dt.datetime
) -> tuple[Device, str]:
    """Let cashiers of an outlet sign in on a device by PIN; gives its secret, this once.

    ``device_id`` is the form's own: the same form sent twice enrols once, and
    the secret given last is the one that counts.
    """
    name = name.strip()
    if not 1 <= len(name) <= NAME_LENGTH or not name.isprintable():
        raise BadField("name", "use 1 to 100 characters, none of them control characters")
    if not Outlet.objects.filter(id=outlet_id).exists():
        raise BadField("outlet", "there is no such outlet")
    secret = secrets.token_urlsafe(32)
    again = Device.objects.filter(id=device_id, enrolled_by=actor, revoked_at=None).first()
    if again is not None:
        again.hash = hash_of(secret)
        again.save(update_fields=["hash"])
        return again, secret
    device = Device.objects.create(
        tenant_id=current_tenant(),
        id=device_id,
        outlet_id=outlet_id,
        name=name,
        hash=hash_of(secret),
        enrolled_by=actor,
        enrolled_at=at,
        seen_at=at,
    )
    _record(device, "device_enrolled", actor=actor, at=at, after={"outlet": str(outlet_id)})
    return device, secret


def recognise(*, device_id: UUID, secret: str, at: dt.datetime) -> Device:
    """Find the device that keeps this secret, and remember that it was seen. Refuses any other."""
    found = _at_work(device_id=device_id, hash=hash_of(secret))
    if at - found.seen_at > SEEN_EVERY:
        found.seen_at = at
        Device.objects.filter(id=found.id).update(seen_at=at)
    return found


def is_at_work(*, device_id: UUID) -> bool:
    """Tell whether a device is still enrolled."""
    return bool(Device.objects.filter(id=device_id, revoked_at=None).exists())


def revoke(*, device_id: UUID, actor: str, at: dt.datetime) -> None:
    """Let nobody sign in on a device by PIN any more; sessions begun there are over."""
    found = _at_work(device_id=device_id)
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    _record(found, "device_revoked", actor=actor, at=at, after={})


def find_devices() -> list[Device]:
    """Devices that are enrolled, the latest seen first, each with its outlet."""
    at_work = Device.objects.filter(revoked_at=None).select_related("outlet")
    return list(at_work.order_by("-seen_at", "id"))


def _at_work(**known: object) -> Device:
    device_id = known.pop("device_id")
    found = Device.objects.filter(id=device_id, revoked_at=None, **known)
    device = found.select_related("outlet").first()
    if device is None:
        raise DeviceUnknown
    assert isinstance(device, Device)  # noqa: S101 - for the type checker
    return device


def _record(
    device: Device, action: str, *, actor: str, at: dt.datetime, after: Mapping[str, object]
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="device",
        subject_id=device.id,
        at=at,
        before={},
        after=after,
    )
