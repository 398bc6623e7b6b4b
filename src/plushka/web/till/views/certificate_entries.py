"""One movement of a certificate's money at the till: what to say of it, and giving it back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.certificates import operations, queries, selling
from plushka.domain.certificates.models import Entry
from plushka.domain.certificates.refusals import CertificateUnknown
from plushka.domain.sales.queries import find_story
from plushka.domain.tenants.context import tenant_context
from plushka.lib import letters
from plushka.lib.money import show as show_sum
from plushka.lib.refusal import BadField, Refusal
from plushka.web.till import refusing
from plushka.web.till.certificate import Typed, is_here, is_told, posted
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.posting import posted_only
from plushka.web.till.screen import REFUSED, screen, suggested_receipt
from plushka.web.ui.certificates import KINDS
from plushka.web.ui.clock import now
from plushka.web.ui.codes import qr_code
from plushka.web.ui.middleware import opens_its_own

_A_DAY = dt.timedelta(days=1)


@never_cache
@require_safe
@at_desk
def show(request: HttpRequest, desk: Desk, entry_id: UUID) -> HttpResponse:
    """Show a movement; right after it, what it came to."""
    return _page(request, desk, entry_id, Typed(), is_just=request.GET.get("just") == "done")


@posted_only
@at_desk
@opens_its_own
def refund(request: HttpRequest, desk: Desk, entry_id: UUID) -> HttpResponse:
    """Give back what a certificate paid, or a part of it; empty is all that is left."""
    typed = posted(request.POST)
    where = typed.where(desk)
    amount = typed.amount() if typed.texts["amount"] else None
    refused = ""
    try:
        if where is not None and not typed.errors:
            with tenant_context(desk.place.id):
                _known(desk, entry_id)
                back = operations.refund(spending=entry_id, amount=amount, where=where, at=now())
            address = reverse("till-certificate-entry", args=[back.entry.id])
            return redirect(f"{address}?just=done")
    except BadField as wrong:
        if wrong.path == "spending":
            raise Http404 from wrong
        typed.errors["amount"] = _("Type no more than was paid and did not come back yet.")
    except Refusal as refusal:
        refused = refusing.told(desk, refusal)
    with tenant_context(desk.place.id):
        return _page(request, desk, entry_id, typed, refused=refused)


def _page(
    request: HttpRequest,
    desk: Desk,
    entry_id: UUID,
    typed: Typed,
    *,
    refused: str = "",
    is_just: bool = False,
) -> HttpResponse:
    entry = _known(desk, entry_id)
    is_spending = entry.kind == Entry.Kind.SPEND
    left = -entry.amount - queries.came_back(entry.id) if is_spending else 0
    if left and not typed.texts["amount"]:
        typed.texts["amount"] = show_sum(left)
    told: dict[str, Any] = {
        "entry": entry,
        "row": entry.certificate,
        "words": KINDS[entry.kind],
        "amount": abs(entry.amount),
        "left": left,
        "typed": typed,
        "next_receipt": typed.texts["receipt"] or (suggested_receipt(desk) if left else ""),
        "unpaid": _unpaid(desk, entry) if is_spending and is_just else None,
        "refused": refused,
        "is_just": is_just,
    }
    if is_told(entry, desk, at=now()):
        told |= _code(entry)
    status = REFUSED if refused or typed.errors else 200
    return screen(request, desk, certificate_entry=told, status=status)


def _known(desk: Desk, entry_id: UUID) -> Entry:
    try:
        entry = queries.get_entry(entry_id)
    except CertificateUnknown as unknown:
        raise Http404 from unknown
    if not is_here(entry, desk):
        raise Http404
    return entry


@dataclass(frozen=True, slots=True)
class Unpaid:
    """What is left to pay of a sale, in kopecks."""

    sale: UUID
    left: int


def _unpaid(desk: Desk, entry: Entry) -> Unpaid | None:
    """Give what is left to pay otherwise of the receipt, where a sale here has its number."""
    story = find_story(desk.place, outlet=desk.outlet.code, receipt=entry.receipt)
    sale = None if story is None else story.sale.id
    if story is None or sale is None or entry.outlet_id != desk.outlet.id:
        return None
    since = min(story.at, entry.at - _A_DAY)
    paid = queries.paid_of(outlet=desk.outlet.id, receipt=entry.receipt, since=since)
    left = int(story.sale.to_pay) - paid
    return Unpaid(sale, left) if left > 0 else None


def _code(entry: Entry) -> dict[str, Any]:
    sold = selling.told(entry.certificate)
    if not sold.code:
        return {}
    written = letters.grouped(sold.code)
    label = _("QR code of %(code)s") % {"code": written}
    return {"code": written, "pin": sold.pin, "qr": qr_code(sold.code, label=label)}
