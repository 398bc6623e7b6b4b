"""A customer becomes a member, in two fields and a code."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from plushka.domain.confirmations.refusals import ConfirmationNeeded, ConfirmationWrong
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.operations import AlreadyMember, Newcomer
from plushka.domain.members import locator as names
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import locate
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import BadField, Refusal
from plushka.web.till.codes import ask_to_enrol
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.posting import posted_only
from plushka.web.till.refusing import told
from plushka.web.till.screen import REFUSED, Enrolling, screen
from plushka.web.till.transaction import in_tenant
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@opens_its_own
def enrol(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the form; sent, make a member and begin a receipt for them."""
    if request.method != "POST":
        return _form(request, desk, Enrolling(**desk.enrol_asks))
    form = _posted(request, desk)
    if known := _known(desk, form):
        return _begin(known)
    try:
        joined = in_tenant(
            desk.place.id,
            lambda: _enrol(desk, form, code=request.POST.get("code", "").strip(), at=now()),
        )
    except AlreadyMember as already:
        return _begin(already.member_id)
    except Refusal as refusal:
        is_about_code = isinstance(refusal, ConfirmationNeeded | ConfirmationWrong)
        wrong = replace(form, refused=told(desk, refusal), code_wrong=is_about_code)
        return _form(request, desk, wrong, status=REFUSED)
    return _begin(joined, just="just=enrolled&")


@posted_only
@at_desk
@opens_its_own
def send_code(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Send the code with which the customer agrees to join."""
    form = _posted(request, desk)
    if known := _known(desk, form):
        return _begin(known)
    try:
        with tenant_context(desk.place.id):
            sent_to = ask_to_enrol(desk, form.phone, at=now())
    except Refusal as refusal:
        return _form(request, desk, replace(form, refused=sentence(refusal)), status=REFUSED)
    return _form(request, desk, replace(form, sent_to=sent_to))


def _known(desk: Desk, form: Enrolling) -> UUID | None:
    """Give the member this is, if it is one: also whom a press before, unanswered, enrolled."""
    try:
        asked = _identifiers(desk, form)
    except BadField:
        return None
    with tenant_context(desk.place.id):
        return next(iter(locate(locators=asked, at=now()).values()), None)


def _enrol(desk: Desk, form: Enrolling, *, code: str, at: dt.datetime) -> UUID:
    newcomer = Newcomer(
        identifiers=_identifiers(desk, form),
        name=form.name,
        outlet_id=desk.outlet.id,
        invitation=form.invitation or None,
    )
    return enrolment.enrol(newcomer=newcomer, actor=desk.actor, at=at, confirmation=code or None)


def _identifiers(desk: Desk, form: Enrolling) -> tuple[Locator, ...]:
    typed = {"phone": form.phone, "card": form.card}
    if not form.phone and form.card:
        typed.pop("phone")
    return tuple(
        names.read(kind, text, region=desk.place.region, path=kind)
        for kind, text in typed.items()
        if text or kind == "phone"
    )


def _posted(request: HttpRequest, desk: Desk) -> Enrolling:
    return Enrolling(
        phone=request.POST.get("phone", "").strip(),
        name=request.POST.get("name", "").strip(),
        card=request.POST.get("card", "").strip(),
        invitation=request.POST.get("invitation", "").strip()[:500],
        **desk.enrol_asks,
    )


def _begin(member_id: UUID, just: str = "") -> HttpResponse:
    return redirect(f"{reverse('till')}?{just}member={member_id}")


def _form(request: HttpRequest, desk: Desk, form: Enrolling, *, status: int = 200) -> HttpResponse:
    with tenant_context(desk.place.id):
        return screen(request, desk, enrolling=form, status=status)
