"""Codes under the cap at the till: typed or scanned for the member who brought them (U22)."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from plushka.domain.access.counting import TooManyTries
from plushka.domain.codes import operations
from plushka.domain.codes.asking import Activation
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import BadField, Refusal
from plushka.web.till import finding
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import member_of
from plushka.web.till.screen import REFUSED, Capping, Find, screen
from plushka.web.till.showing import show_member
from plushka.web.ui.activations import too_many_tries
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.pausing import paused
from plushka.web.ui.refusals import sentence

LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@opens_its_own
def activate(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the form; sent, activate the code. Sent twice, the second is told that it is theirs."""
    if request.method != "POST":
        begun = Capping(member=member_of(request.GET.get("member", "")))
        with tenant_context(desk.place.id):
            return form(request, desk, begun)
    typed = Capping(
        member=member_of(request.POST.get("member", "")),
        whom=request.POST.get("whom", "").strip()[:LONGEST],
        code=request.POST.get("code", "").strip()[:LONGEST],
    )
    try:
        asked = _asked(desk, typed)
        [answer] = operations.activate(tenant_id=desk.place.id, activations=[asked], at=now())
        if isinstance(answer, Exception):
            raise answer
    except Refusal as refusal:
        refused = replace(typed, refused=_said(refusal), wrong=_wrong(refusal))
        with tenant_context(desk.place.id):
            return paused(form(request, desk, refused), refusal)
    with tenant_context(desk.place.id):
        return form(request, desk, Capping(member=answer.member, done=answer))


def form(request: HttpRequest, desk: Desk, capping: Capping) -> HttpResponse:
    """Show what is typed, and what came of it; in the tenant's transaction."""
    try:
        member = capping.member and show_member(desk, capping.member, at=now())
    except MemberUnknown as unknown:
        return screen(request, desk, find=Find(refused=sentence(unknown)), status=REFUSED)
    status = REFUSED if capping.refused else 200
    return screen(request, desk, capping=capping, member=member, status=status)


def _asked(desk: Desk, typed: Capping) -> Activation:
    """Say who wants which code. Guarded are the member, and the cashier as if a device.

    Not the address: all tills of a company may be behind one.
    """
    if typed.member is None:
        whom = finding.read(typed.whom, region=desk.place.region)
    else:
        whom = Locator("ID", str(typed.member))
    return Activation(
        code=finding.read_code(typed.code),
        member=whom,
        source="TILL",
        place=desk.outlet.code,
        actor=desk.actor,
        device=desk.actor,
    )


def _wrong(refusal: Refusal) -> str:
    return "whom" if isinstance(refusal, MemberUnknown | BadField) else "code"


def _said(refusal: Refusal) -> str:
    return too_many_tries(refusal) if isinstance(refusal, TooManyTries) else sentence(refusal)
