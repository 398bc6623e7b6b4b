"""Devices at tills: enrolled on the device itself, listed, revoked; and one's own PIN."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.staffing import devices, pins
from plushka.domain.tenants.queries import open_outlets
from plushka.domain.tenants.rights import Right
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from plushka.web.manager.cabinet import Cabinet, in_account, in_cabinet
from plushka.web.manager.staff.words import field_sentence
from plushka.web.ui import devices as browsers
from plushka.web.ui.clock import now

REFUSED = 422
NOWHERE = UUID(int=0)
"""An id that no outlet has."""


@never_cache
@require_safe
@in_cabinet(Right.MANAGE_OUTLETS)
def tills(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List the devices where cashiers sign in by a PIN."""
    context = {"cabinet": cabinet, "here": "devices", "devices": devices.find_devices()}
    return render(request, "manager/staff/devices.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.MANAGE_OUTLETS)
def enrol(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Make the browser this is opened in a till of an outlet."""
    if request.method != "POST":
        return _form(request, cabinet)
    try:
        device, secret = devices.enrol(
            device_id=browsers.uuid_or_none(request.POST.get("form", "")) or new_id(),
            outlet_id=browsers.uuid_or_none(request.POST.get("outlet", "")) or NOWHERE,
            name=request.POST.get("name", ""),
            actor=cabinet.actor,
            at=now(),
        )
    except BadField as refusal:
        return _form(request, cabinet, refusal=refusal)
    answer = redirect("manager-devices")
    browsers.remember(answer, device, secret)
    return answer


@require_POST
@in_cabinet(Right.MANAGE_OUTLETS)
def revoke(request: HttpRequest, cabinet: Cabinet, device_id: UUID) -> HttpResponse:
    """Let nobody sign in on a device by a PIN any more."""
    del request
    devices.revoke(device_id=device_id, actor=cabinet.actor, at=now())
    return redirect("manager-devices")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_account
def own_pin(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Set one's own PIN, for tills."""
    refused = ""
    if request.method == "POST":
        pin = request.POST.get("pin", "").strip()
        try:
            pins.set_pin(staff_id=cabinet.staff.id, pin=pin, actor=cabinet.actor, at=now())
        except BadField as refusal:
            refused = field_sentence(refusal)
        else:
            return redirect("mfa_index")
    context = {"cabinet": cabinet, "here": "security", "refused": refused}
    status = REFUSED if refused else 200
    return render(request, "manager/security/pin.html", context, status=status)


def _form(
    request: HttpRequest, cabinet: Cabinet, *, refusal: BadField | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "cabinet": cabinet,
        "here": "devices",
        "form": new_id(),
        "outlets": open_outlets(),
        "outlet": request.POST.get("outlet", ""),
        "name": request.POST.get("name", ""),
        "refused": field_sentence(refusal) if refusal else "",
        "wrong": refusal.path if refusal else "",
    }
    return render(request, "manager/staff/enrol.html", context, status=REFUSED if refusal else 200)
