"""The list of staff, and one of them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.staffing import changing, pins, queries
from plushka.domain.staffing.changing import Job
from plushka.domain.staffing.queries import Person
from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.queries import open_outlets
from plushka.domain.tenants.rights import Right, may
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.security import forgetting
from plushka.web.manager.staff.words import role_name, roles, sentence
from plushka.web.ui.clock import now
from plushka.web.ui.devices import uuid_or_none

REFUSED = 422
NOWHERE = UUID(int=0)
"""An id that no outlet has."""


@never_cache
@require_safe
@in_cabinet(Right.MANAGE_STAFF)
def staff(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List everybody of the company, and who is invited."""
    people = queries.find_staff()
    context = {
        "cabinet": cabinet,
        "here": "staff",
        "people": [(one, role_name(one.role)) for one in people],
        "invitations": [(one, role_name(one.role)) for one in queries.find_invitations(at=now())],
        "just": request.GET.get("just", ""),
    }
    return render(request, "manager/staff/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.MANAGE_STAFF)
def person(request: HttpRequest, cabinet: Cabinet, staff_id: UUID) -> HttpResponse:
    """Show one of the staff, and change their name, role or outlet."""
    known = queries.get_staff(staff_id)
    if request.method != "POST":
        return _page(request, cabinet, staff_id)
    outlet = request.POST.get("outlet", "")
    job = Job(
        name=request.POST.get("name", ""),
        role=request.POST.get("role", ""),
        outlet_id=(uuid_or_none(outlet) or NOWHERE) if outlet else None,
    )
    try:
        changing.change(
            staff_id=known.id,
            job=job,
            stamp=request.POST.get("stamp", ""),
            actor=cabinet.actor,
            at=now(),
        )
    except Refusal as refusal:
        return _page(request, cabinet, staff_id, refusal=refusal)
    return redirect("manager-staff")


@require_POST
@in_cabinet(Right.MANAGE_STAFF)
def let_go(request: HttpRequest, cabinet: Cabinet, staff_id: UUID) -> HttpResponse:
    """End a person's work here; wherever they are signed in, they are out."""
    try:
        changing.let_go(staff_id=staff_id, actor=cabinet.actor, at=now())
    except changing.LastOwner as refusal:
        return _page(request, cabinet, staff_id, refusal=refusal)
    return redirect("manager-staff")


@require_POST
@in_cabinet(Right.MANAGE_STAFF)
def take_back(request: HttpRequest, cabinet: Cabinet, staff_id: UUID) -> HttpResponse:
    """Let a person sign in again."""
    del request
    changing.take_back(staff_id=staff_id, actor=cabinet.actor, at=now())
    return redirect("manager-staff-person", staff_id)


@require_POST
@in_cabinet(Right.MANAGE_STAFF)
def give_pin(request: HttpRequest, cabinet: Cabinet, staff_id: UUID) -> HttpResponse:
    """Give a cashier a PIN."""
    queries.get_staff(staff_id)
    pin = request.POST.get("pin", "").strip()
    try:
        pins.set_pin(staff_id=staff_id, pin=pin, actor=cabinet.actor, at=now())
    except BadField as refusal:
        return _page(request, cabinet, staff_id, refusal=refusal)
    return redirect("manager-staff-person", staff_id)


@require_POST
@in_cabinet(Right.MANAGE_STAFF)
def forget_factors(request: HttpRequest, cabinet: Cabinet, staff_id: UUID) -> HttpResponse:
    """Let a person who lost their phone in by the password alone."""
    del request
    queries.get_staff(staff_id)
    forgetting.forget_factors(staff_id=staff_id, actor=cabinet.actor, at=now())
    return redirect("manager-staff-person", staff_id)


def _may_be_linked(person: Person) -> bool:
    """Owners get no link from one another: it would hand over the whole company."""
    return person.is_active and person.role != Staff.Role.OWNER


@never_cache
@require_POST
@in_cabinet(Right.MANAGE_STAFF)
def password_link(request: HttpRequest, cabinet: Cabinet, staff_id: UUID) -> HttpResponse:
    """Show a link by which a person takes another password, to be handed over."""
    known = queries.get_staff(staff_id)
    if not _may_be_linked(known):
        raise Http404
    link = forgetting.password_link(request, staff_id=staff_id, actor=cabinet.actor, at=now())
    context = {"cabinet": cabinet, "here": "staff", "person": known, "link": link}
    return render(request, "manager/staff/password_link.html", context)


def _page(
    request: HttpRequest, cabinet: Cabinet, staff_id: UUID, *, refusal: Refusal | None = None
) -> HttpResponse:
    known = queries.get_staff(staff_id)
    sent = request.POST if refusal and "name" in request.POST else None
    is_stale = isinstance(refusal, changing.StaffChanged)
    context: dict[str, Any] = {
        "cabinet": cabinet,
        "here": "staff",
        "person": known,
        "role_name": role_name(known.role),
        "roles": roles(),
        "outlets": open_outlets(),
        "may_sell": may(known.role, Right.SELL),
        "has_factors": forgetting.has_factors(staff_id),
        "may_be_linked": _may_be_linked(known),
        "is_self": known.id == cabinet.staff.id,
        "refused": sentence(refusal) if refusal else "",
        "wrong": refusal.path if isinstance(refusal, BadField) else "",
        # What was typed stays, unless the person is another one by now.
        "name": sent.get("name", "") if sent and not is_stale else known.name,
        "role": sent.get("role", "") if sent and not is_stale else known.role,
        "outlet": sent.get("outlet", "") if sent and not is_stale else str(known.outlet_id or ""),
    }
    return render(
        request, "manager/staff/person.html", context, status=REFUSED if refusal else 200
    )
