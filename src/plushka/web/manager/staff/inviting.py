"""Invitations of staff: made, shown, mailed, withdrawn, taken."""

from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.staffing import inviting
from plushka.domain.staffing.inviting import InvitationOver
from plushka.domain.staffing.models import StaffInvitation
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import get_place, open_outlets
from plushka.domain.tenants.rights import Right
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.cabinet import Cabinet, home_of, in_cabinet
from plushka.web.manager.staff.words import role_name, roles, sentence
from plushka.web.ui import mail
from plushka.web.ui.clock import now
from plushka.web.ui.devices import uuid_or_none
from plushka.web.ui.middleware import opens_its_own

REFUSED, GONE = 422, 410
_LINK = "invitation"
"""Where the session keeps what the link carried."""

NOWHERE = UUID(int=0)
"""An id that no outlet has."""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.MANAGE_STAFF)
def invite(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Invite somebody; the same form sent twice invites once."""
    if request.method != "POST":
        return _form(request, cabinet)
    outlet = request.POST.get("outlet", "")
    try:
        made = inviting.invite(
            invitation_id=uuid_or_none(request.POST.get("form", "")) or new_id(),
            email=request.POST.get("email", ""),
            role=request.POST.get("role", ""),
            outlet_id=(uuid_or_none(outlet) or NOWHERE) if outlet else None,
            actor=cabinet.actor,
            at=now(),
        )
    except Refusal as refusal:
        return _form(request, cabinet, refusal=refusal)
    _mail(request, cabinet, made)
    return redirect("manager-staff-invitation", made.id)


@never_cache
@require_safe
@in_cabinet(Right.MANAGE_STAFF)
def invitation(request: HttpRequest, cabinet: Cabinet, invitation_id: UUID) -> HttpResponse:
    """Show the link of an invitation, to be handed over."""
    found = inviting.look(invitation_id=invitation_id, at=now())
    context = {
        "cabinet": cabinet,
        "here": "staff",
        "invitation": found,
        "role_name": role_name(found.role),
        "link": _link(request, found),
        "is_mailed": mail.is_set_up(),
    }
    return render(request, "manager/staff/invitation.html", context)


@require_POST
@in_cabinet(Right.MANAGE_STAFF)
def withdraw(request: HttpRequest, cabinet: Cabinet, invitation_id: UUID) -> HttpResponse:
    """Let the link open nothing any more."""
    del request
    inviting.withdraw(invitation_id=invitation_id, actor=cabinet.actor, at=now())
    return redirect("manager-staff")


@never_cache
@opens_its_own
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what the link carries in the session, so that no page and no log has it."""
    request.session[_LINK] = token
    return redirect("manager-welcome")


@never_cache
@sensitive_post_parameters("password")
@opens_its_own
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Become staff: whoever holds the link chooses a name and a password, and is signed in."""
    try:
        tenant_id, invitation_id = inviting.read_token(request.session.get(_LINK, ""))
        with tenant_context(tenant_id):
            found = inviting.look(invitation_id=invitation_id, at=now())
    except InvitationOver:
        return render(request, "manager/staff/invitation_over.html", status=GONE)
    if request.method != "POST":
        return _welcome(request, found)
    try:
        with tenant_context(tenant_id):
            person = inviting.take(
                invitation_id=invitation_id,
                name=request.POST.get("name", ""),
                password=request.POST.get("password", ""),
                at=now(),
            )
    except InvitationOver:
        return render(request, "manager/staff/invitation_over.html", status=GONE)
    except Refusal as refusal:
        return _welcome(request, found, refusal=refusal)
    logout(request)
    login(request, person, backend=BACKEND)
    UserSession.objects.create_from_request(request)
    return redirect(home_of(person))


def _form(
    request: HttpRequest, cabinet: Cabinet, *, refusal: Refusal | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "cabinet": cabinet,
        "here": "staff",
        "form": new_id(),
        "roles": roles()[::-1],
        "outlets": open_outlets(),
        "email": request.POST.get("email", ""),
        "role": request.POST.get("role", "CASHIER"),
        "outlet": request.POST.get("outlet", ""),
        "refused": sentence(refusal) if refusal else "",
        "wrong": refusal.path if isinstance(refusal, BadField) else "",
        "is_mailed": mail.is_set_up(),
    }
    return render(
        request, "manager/staff/invite.html", context, status=REFUSED if refusal else 200
    )


def _welcome(
    request: HttpRequest, found: StaffInvitation, *, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "invitation": found,
        "company": get_place(found.tenant_id).name,
        "role_name": role_name(found.role),
        "name": request.POST.get("name", ""),
        "refused": sentence(refusal) if refusal else "",
        "wrong": refusal.path if isinstance(refusal, BadField) else "",
    }
    return render(
        request, "manager/staff/welcome.html", context, status=REFUSED if refusal else 200
    )


def _link(request: HttpRequest, found: StaffInvitation) -> str:
    address = reverse("manager-invited", args=[inviting.token_of(found)])
    return request.build_absolute_uri(address)


def _mail(request: HttpRequest, cabinet: Cabinet, made: StaffInvitation) -> None:
    """Send the link in the language of the company."""
    with override(cabinet.place.language):
        told = {
            "company": cabinet.place.name,
            "role": role_name(made.role),
            "link": _link(request, made),
        }
        mail.send(
            to=made.email,
            subject=render_to_string("manager/mail/invited_subject.txt", told),
            text=render_to_string("manager/mail/invited.txt", told),
        )
