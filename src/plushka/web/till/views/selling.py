"""A receipt: typed, quoted, confirmed by a code, recorded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from plushka.domain.confirmations.refusals import ConfirmationNeeded, ConfirmationWrong
from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.queries import find_story
from plushka.domain.sales.refusals import ReceiptDiffers
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import Refusal
from plushka.web.till import refusing
from plushka.web.till.codes import ask_to_redeem
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import Draft, Row
from plushka.web.till.posting import posted_only
from plushka.web.till.screen import REFUSED, Quote, receipt_screen
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence
from plushka.web.ui.templatetags.ui import number

ABOUT_CODES = (ConfirmationNeeded, ConfirmationWrong)


@posted_only
@at_desk
def change_draft(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Add or remove a line, or change between lines and a total."""
    draft = Draft.posted(request.POST)
    match request.POST.get("way"):
        case "lines":
            draft.is_itemised = True
            draft.rows = draft.rows or [Row(is_new=True, price=draft.total)]
        case "total":
            draft.is_itemised = False
            draft.focus = "total"
    if "add" in request.POST:
        draft.rows.append(Row(is_new=True))
    if (removed := request.POST.get("remove", "")).isdecimal() and int(removed) < len(draft.rows):
        del draft.rows[int(removed)]
    return receipt_screen(request, desk, draft)


@posted_only
@at_desk
@opens_its_own
def bill(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what the receipt comes to as it stands; asked for while somebody types."""
    draft = Draft.posted(request.POST)
    context = {"desk": desk, "quote": _bill(desk, draft)}
    return render(request, "till/quote.html", context)


@posted_only
@at_desk
@opens_its_own
def quote(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the whole till with its bill; with ``all``, redeem what can be redeemed."""
    draft = Draft.posted(request.POST)
    if "all" in request.POST:
        draft.redeem = "max"
    quoted = _bill(desk, draft)
    if "all" in request.POST:
        draft.redeem = number(quoted.told.points) if quoted.told else ""
        draft.focus = "confirmation" if quoted.needs_code else "redeem"
    with tenant_context(desk.place.id):
        return receipt_screen(request, desk, draft, quote=quoted)


@posted_only
@at_desk
@opens_its_own
def send_code(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Send the member the code that confirms a redemption."""
    draft = Draft.posted(request.POST)
    draft.focus = "confirmation"
    try:
        with tenant_context(desk.place.id):
            draft.sent_to = ask_to_redeem(desk, draft, at=now())
    except Refusal as refusal:
        return _refused(request, desk, draft, _about_code(desk, draft, refusal))
    quoted = _bill(desk, draft)
    with tenant_context(desk.place.id):
        return receipt_screen(request, desk, draft, quote=quoted)


@posted_only
@at_desk
@opens_its_own
def record(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Record the sale; sent twice, it is recorded once."""
    draft = Draft.posted(request.POST)
    asked = _asked(desk, draft, needs_receipt=True)
    if asked is None:
        return _refused(request, desk, draft, Quote(refused=draft.first_error))
    call = SaleCall(asked, desk.asker, draft.key)
    [told] = sales.record(tenant_id=desk.place.id, sales=[call], at=now())
    if isinstance(told, ToldSale):
        just = "repeated" if told.is_repeat else "recorded"
        return redirect(f"{reverse('till-sale', args=[told.id])}?just={just}")
    if not isinstance(told, Refusal):
        raise told
    return _refused(request, desk, draft, _why_not(desk, draft, told))


def _refused(request: HttpRequest, desk: Desk, draft: Draft, quoted: Quote) -> HttpResponse:
    with tenant_context(desk.place.id):
        return receipt_screen(request, desk, draft, quote=quoted, status=REFUSED)


def _asked(desk: Desk, draft: Draft, *, needs_receipt: bool) -> AskedSale | None:
    return draft.asked(outlet=desk.outlet.code, staff=desk.staff.name, needs_receipt=needs_receipt)


def _bill(desk: Desk, draft: Draft) -> Quote:
    """Give the bill of what has been typed so far; none where nothing was."""
    if draft.is_empty:
        return Quote()
    asked = _asked(desk, draft, needs_receipt=False)
    if asked is None:
        return Quote(refused=draft.first_error)
    try:
        told = sales.quote(tenant_id=desk.place.id, sale=asked, asker=desk.asker, at=now())
    except Refusal as refusal:
        return Quote(refused=sentence(refusal))
    needs_code = desk.redeem_needs_code and told.redeemed > 0 and not draft.confirmation
    return Quote(told=told, needs_code=needs_code)


def _about_code(desk: Desk, draft: Draft, refusal: Refusal) -> Quote:
    draft.confirmation = ""
    draft.focus = "confirmation"
    quoted = _bill(desk, draft)
    draft.errors["confirmation"] = sentence(refusal)
    return quoted


def _why_not(desk: Desk, draft: Draft, refusal: Refusal) -> Quote:
    """Put the refusal where the cashier looks: beside the code, or on the bill."""
    if isinstance(refusal, ABOUT_CODES):
        return _about_code(desk, draft, refusal)
    recorded = None
    if isinstance(refusal, ReceiptDiffers):
        with tenant_context(desk.place.id):
            known = find_story(desk.place, outlet=desk.outlet.code, receipt=draft.receipt)
            recorded = known.sale.id if known else None
    return Quote(refused=refusing.told(desk, refusal), recorded=recorded)
