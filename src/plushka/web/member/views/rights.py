"""A member's own vouchers and certificates, with their codes (U11, D33)."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.certificates import queries as certificates
from plushka.domain.certificates import selling
from plushka.domain.certificates.models import Certificate
from plushka.domain.vouchers import queries as vouchers
from plushka.domain.vouchers.models import Voucher
from plushka.domain.vouchers.terms import terms_of
from plushka.lib import letters
from plushka.web.member.visit import Visit, as_member
from plushka.web.ui.certificates import KINDS
from plushka.web.ui.codes import qr_code
from plushka.web.ui.vouchers import told as told_of

SHOWN = 10
"""With a QR code each, so that the page stays small."""

EARLIER = 20
"""So many vouchers that were used, and movements of certificates, are told."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A voucher or certificate that is good now, with its code; "" where it cannot be read."""

    row: Voucher | Certificate
    code: str
    pin: str
    qr: SafeString | str
    #: What a voucher takes off; "" of a certificate.
    gives: str = ""


@never_cache
@require_safe
@as_member
def rights(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what the member may use now, and what became of the rest."""
    member = visit.visitor.member_id
    owned = vouchers.vouchers_of(member)
    good = [
        row
        for row in owned
        if row.state == Voucher.State.ISSUED
        and row.valid_from <= visit.at
        and (row.valid_until is None or row.valid_until > visit.at)
    ]
    own = {row.id: row for row in certificates.certificates_of(member)}
    paying = [
        row
        for row in own.values()
        if row.state == Certificate.State.ACTIVE
        and (row.valid_until is None or row.valid_until > visit.at)
    ]
    moved = certificates.moved_of(own, limit=EARLIER)
    told = {
        "company": visit,
        "used": [row for row in owned if row.state == Voucher.State.USED][:EARLIER],
        "moved": [(one, own[one.certificate_id], KINDS[one.kind]) for one in moved],
        "vouchers": [_good(row, visit.place.currency) for row in good[:SHOWN]],
        "certificates": [_paying(row) for row in paying[:SHOWN]],
        "here": "card",
    }
    return render(request, "member/rights.html", told)


def _good(row: Voucher, currency: str) -> Shown:
    shown = _shown(row, vouchers.code_of(row) or "")
    return replace(shown, gives=told_of(terms_of(row.terms), currency=currency))


def _paying(row: Certificate) -> Shown:
    sold = selling.told(row)
    return _shown(row, sold.code, sold.pin)


def _shown(row: Voucher | Certificate, code: str, pin: str = "") -> Shown:
    label = _("QR code of %(code)s") % {"code": letters.grouped(code)}
    drawn = qr_code(code, label=label) if code else ""
    return Shown(row, letters.grouped(code) if code else f"•••• {row.ending}", pin, drawn)
