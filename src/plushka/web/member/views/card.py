"""The card: what the till scans, and the numbers people look for first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plushka.domain.codes.queries import is_active
from plushka.domain.members import token
from plushka.web.member.drawing import bar_code, modules
from plushka.web.member.standing import known, tier_of
from plushka.web.member.visit import Visit, as_member
from plushka.web.ui.codes import qr_code


@require_safe
@as_member
def card(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the card with a QR code that is new every half minute, and its bar code."""
    found = known(visit)
    number = found.member.card or ""
    told = {
        "known": found,
        "balance": found.balance(),
        "expiring": found.expiring(),
        "tier": tier_of(found),
        "bars": bar_code(number, label=_("Bar code of the card")) if number else "",
        "modules": modules(number) if number else "",
        "card": " ".join((number[:1], number[1:7], number[7:])),
        "has_codes": is_active(),
        "here": "card",
        **_qr(visit),
    }
    return render(request, "member/card.html", told)


@require_safe
@as_member
def qr(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Draw the QR code of this half minute alone, for the script that shows it."""
    return render(request, "member/qr.html", _qr(visit))


def _qr(visit: Visit) -> dict[str, object]:
    shown = token.issue(visit.place.id, visit.visitor.member_id, visit.at)
    return {
        "company": visit,
        "visit": visit,
        "qr": qr_code(shown, label=_("QR code for the cashier")),
        "left": token.seconds_left(visit.at),
    }
