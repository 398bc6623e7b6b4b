"""The empty till, and finding a member."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import MemberUnknown, identify
from plushka.lib.refusal import BadField
from plushka.web.till import finding
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import NOBODY, member_of
from plushka.web.till.posting import posted_only
from plushka.web.till.screen import REFUSED, Enrolling, Find, new_draft, receipt_screen, screen
from plushka.web.ui.clock import now
from plushka.web.ui.refusals import sentence


@require_safe
@at_desk
def till(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the till: empty, or with a receipt begun for a member or for nobody."""
    if "without" in request.GET:
        return receipt_screen(request, desk, new_draft(desk, None))
    if "member" not in request.GET:
        return screen(request, desk)
    return receipt_screen(
        request, desk, new_draft(desk, member_of(request.GET["member"]) or NOBODY)
    )


@posted_only
@at_desk
def find(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Find whom the phone, card, alias or QR code names.

    It is a POST, because addresses are kept in histories and logs and a phone
    should not be.
    """
    text = request.POST.get("find", "").strip()
    try:
        locator = finding.read(text, region=desk.place.region)
    except BadField as wrong:
        return _nobody(request, desk, Find(text, sentence(wrong)))
    try:
        found = identify(locator=locator, at=now())
    except MemberUnknown as unknown:
        newcomer = _newcomer(desk, locator, text)
        return _nobody(request, desk, Find(text, sentence(unknown)), newcomer)
    return redirect(f"{reverse('till')}?member={found}")


def _newcomer(desk: Desk, locator: Locator, text: str) -> Enrolling | None:
    """Begin to enrol the owner of a phone or a card that is nobody's yet."""
    match locator.kind:
        case "PHONE":
            return Enrolling(phone=text, needs_code=desk.enrol_needs_code)
        case "CARD":
            return Enrolling(card=locator.value, needs_code=desk.enrol_needs_code)
        case _:
            return None


def _nobody(
    request: HttpRequest, desk: Desk, refused: Find, newcomer: Enrolling | None = None
) -> HttpResponse:
    return screen(request, desk, find=refused, enrolling=newcomer, status=REFUSED)
