"""Tills that were enrolled, and sessions that were begun there by a PIN.

The browser of an enrolled till keeps a signed cookie: which company, which
device, and a secret whose hash the company keeps. A session begun by a PIN
opens the till alone: to every other page nobody is signed in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpRequest, HttpResponse

from plushka.domain.staffing import devices
from plushka.domain.staffing.devices import DeviceUnknown
from plushka.domain.staffing.models import Device
from plushka.domain.tenants.context import tenant_context
from plushka.web.ui.clock import now

COOKIE = "plushka-till"
FIVE_YEARS = 5 * 365 * 24 * 60 * 60
TILL = "/till/"

_SALT = "plushka.till"
_BY_PIN = "till-device"
"""Where a session begun by a PIN keeps the device it was begun on."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a browser says it is."""

    tenant_id: int
    device_id: UUID
    secret: str


def remember(response: HttpResponse, device: Device, secret: str) -> None:
    """Make the browser that gets this answer the device."""
    told = f"{device.tenant_id}:{device.id.hex}:{secret}"
    response.set_cookie(
        COOKIE,
        signing.Signer(salt=_SALT).sign(told),
        max_age=FIVE_YEARS,
        path=TILL,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def read(request: HttpRequest) -> Known | None:
    """Tell what the browser says it is; None where it says nothing, or not by our signature."""
    try:
        told = signing.Signer(salt=_SALT).unsign(request.COOKIES.get(COOKIE, ""))
        tenant, device, secret = told.split(":")
        return Known(int(tenant), UUID(device), secret)
    except (signing.BadSignature, ValueError):
        return None


def recognise(known: Known) -> Device | None:
    """Find the device in its company's context, which the caller opened; None if taken back."""
    try:
        return devices.recognise(device_id=known.device_id, secret=known.secret, at=now())
    except DeviceUnknown:
        return None


def uuid_or_none(text: str) -> UUID | None:
    """Read an id that a form sends; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def begin(request: HttpRequest, device: Device) -> None:
    """Mark a session as begun by a PIN."""
    request.session[_BY_PIN] = device.id.hex


def leave(request: HttpRequest) -> None:
    """Let a session open everything: it was begun by a password or a passkey."""
    request.session.pop(_BY_PIN, None)


def is_by_pin(request: HttpRequest) -> bool:
    """Tell whether the session was begun by a PIN."""
    return _BY_PIN in request.session


class TillSessions:
    """Holds sessions begun by a PIN to the till, and to a device that is still enrolled."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        device = request.session.get(_BY_PIN)
        if device is not None and not self._is_open(request, UUID(device)):
            request.user = AnonymousUser()
        return self.get_response(request)

    def _is_open(self, request: HttpRequest, device_id: UUID) -> bool:
        if not request.path.startswith((TILL, settings.STATIC_URL, "/language")):
            return False
        tenant_id = getattr(request.user, "tenant_id", None)
        if tenant_id is None:
            return False
        with tenant_context(tenant_id):
            return devices.is_at_work(device_id=device_id)
