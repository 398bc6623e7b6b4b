"""How members guard their points: spending frozen, devices signed out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plushka.domain.access import freezing, sessions
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import Refusal
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.standing import known
from plushka.web.member.visit import TOKEN, Visit, acting, as_member, drop
from plushka.web.ui.pausing import paused
from plushka.web.ui.throttle import address_of

JUST = frozenset({"disputed", "frozen", "unfrozen", "sent", "signed-out"})
_LONGEST = 20


@require_safe
@as_member
def safety(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show whether spending is frozen, and where the member is signed in."""
    return _page(request, visit)


@acting
def freeze(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Let nobody spend the points from now on."""
    del request
    with tenant_context(visit.place.id):
        freezing.freeze(member_id=visit.visitor.member_id, actor=visit.actor, at=visit.at)
    return _done(visit, "frozen")


@acting
def send_code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send the code that lets points go again."""
    try:
        with tenant_context(visit.place.id):
            freezing.ask_code(
                member_id=visit.visitor.member_id, at=visit.at, address=address_of(request)
            )
    except Refusal as refusal:
        return _refused(request, visit, refusal)
    return _done(visit, "sent")


@acting
def unfreeze(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Let points go again, where the code is right."""
    code = "".join(request.POST.get("code", "").split())[:_LONGEST]
    try:
        with tenant_context(visit.place.id):
            freezing.unfreeze(
                member_id=visit.visitor.member_id, code=code, actor=visit.actor, at=visit.at
            )
    except Refusal as refusal:
        return _refused(request, visit, refusal)
    return _done(visit, "unfrozen")


@acting
def sign_out_device(request: HttpRequest, visit: Visit, session: UUID) -> HttpResponse:
    """Sign one other device out."""
    del request
    with tenant_context(visit.place.id):
        sessions.end(member_id=visit.visitor.member_id, session_id=session, at=visit.at)
    return _done(visit, "signed-out")


@acting
def sign_out_everywhere(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Sign every device out, this one too."""
    del request
    with tenant_context(visit.place.id):
        sessions.end_all(member_id=visit.visitor.member_id, at=visit.at)
    gone = redirect("member-sign-in", visit.place.slug)
    drop(gone, visit, TOKEN)
    return gone


def _done(visit: Visit, just: str) -> HttpResponse:
    return redirect(f"{visit.address('member-safety')}?just={just}")


def _refused(request: HttpRequest, visit: Visit, refusal: Refusal) -> HttpResponse:
    with tenant_context(visit.place.id):
        return paused(_page(request, visit, refused=sentence(refusal)), refusal)


def _page(request: HttpRequest, visit: Visit, *, refused: str = "") -> HttpResponse:
    just = request.GET.get("just", "")
    found = known(visit)
    told = {
        "company": visit,
        "known": found,
        "devices": sessions.find_devices(
            member_id=found.member.id, here=visit.visitor.session_id, at=visit.at
        ),
        "just": just if just in JUST else "",
        "is_asked": just == "sent" or bool(refused),
        "refused": refused,
        "here": "safety",
    }
    return render(request, "member/safety.html", told, status=REFUSED if refused else 200)
