"""The empty till, and finding a member."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from plushka.domain.members import doubting
from plushka.domain.members.doubting import PROVING
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import MemberUnknown, identify
from plushka.domain.sales.queries import find_story
from plushka.lib.refusal import BadField
from plushka.web.till import finding
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import LONGEST_RECEIPT, NOBODY, member_of
from plushka.web.till.posting import posted_only
from plushka.web.till.screen import (
    REFUSED,
    Capping,
    Enrolling,
    Find,
    new_draft,
    receipt_screen,
    screen,
)
from plushka.web.till.views import caps, certificates, gifts
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
    """Find whom the phone, card, alias or QR code names; else the sale of a scanned receipt.

    A code under the cap waits for whose it is. It is a POST, because addresses
    are kept in histories and logs and a phone should not be.
    """
    text = request.POST.get("find", "").strip()
    try:
        locator = finding.read(text, region=desk.place.region)
        found = identify(locator=locator, at=now())
        if locator.kind in PROVING:  # the card, or the device they are proved on (T43)
            doubting.prove(member_id=found, at=now())
    except (BadField, MemberUnknown) as nobody:
        if gifts.is_code(text):
            return gifts.found(request, desk, text)
        if (paying := certificates.found(request, desk, text)) is not None:
            return paying
        if (sale := _scanned_receipt(desk, text)) is not None:
            return redirect("till-sale", sale_id=sale)
        if finding.is_code(text):
            return caps.form(request, desk, Capping(code=finding.read_code(text)))
        newcomer = None if isinstance(nobody, BadField) else _newcomer(desk, locator, text)
        return _nobody(request, desk, Find(text, sentence(nobody)), newcomer)
    return redirect(f"{reverse('till')}?member={found}")


def _scanned_receipt(desk: Desk, text: str) -> UUID | None:
    """Give the sale whose receipt was scanned where members are: its bar code is its number."""
    told = find_story(desk.place, outlet=desk.outlet.code, receipt=text[:LONGEST_RECEIPT])
    return told.sale.id if told else None


def _newcomer(desk: Desk, locator: Locator, text: str) -> Enrolling | None:
    """Begin to enrol the owner of a phone or a card that is nobody's yet."""
    match locator.kind:
        case "PHONE":
            return Enrolling(phone=text, **desk.enrol_asks)
        case "CARD":
            return Enrolling(card=locator.value, **desk.enrol_asks)
        case _:
            return None


def _nobody(
    request: HttpRequest, desk: Desk, refused: Find, newcomer: Enrolling | None = None
) -> HttpResponse:
    return screen(request, desk, find=refused, enrolling=newcomer, status=REFUSED)
