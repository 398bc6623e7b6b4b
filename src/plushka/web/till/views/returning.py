"""Sales that were recorded: found, told with their reasons, returned."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedReturn, AskedReturnLine
from plushka.domain.sales.queries import SaleStory, find_story, get_story
from plushka.domain.sales.refusals import SaleUnknown
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from plushka.lib.refusal import Refusal
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import LONGEST_RECEIPT, suggested_receipt
from plushka.web.till.posting import posted_only
from plushka.web.till.screen import REFUSED, Find, GivingBack, screen
from plushka.web.till.showing import show_story
from plushka.web.ui.amounts import read_hundredths, read_thousandths
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence

JUST = frozenset({"recorded", "repeated", "returned"})


@require_safe
@at_desk
def find_sale(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Find a sale of this outlet by the number on its receipt."""
    receipt = request.GET.get("receipt", "").strip()
    found = find_story(desk.place, outlet=desk.outlet.code, receipt=receipt)
    if found is None:
        return screen(request, desk, find=Find(refused=sentence(SaleUnknown())), status=REFUSED)
    return redirect("till-sale", sale_id=found.sale.id)


@require_safe
@at_desk
def story(request: HttpRequest, desk: Desk, sale_id: UUID) -> HttpResponse:
    """Tell a sale with the reason for every number; right after it, what to say."""
    told = _story(desk, sale_id)
    just = request.GET.get("just", "")
    if just not in JUST or (just == "returned" and not told.returns):
        just = ""
    return _show(request, desk, told, just=just)


@posted_only
@at_desk
@opens_its_own
def give_back(request: HttpRequest, desk: Desk, sale_id: UUID) -> HttpResponse:
    """Record a return; sent twice, it is recorded once."""
    form = _posted(request)
    try:
        sales.return_(
            tenant_id=desk.place.id,
            sale_id=sale_id,
            asked=_asked(request, form),
            asker=desk.asker,
            key=form.key,
            at=now(),
        )
    except SaleUnknown as unknown:
        raise Http404 from unknown
    except (Refusal, ValueError) as wrong:
        refused = sentence(wrong) if isinstance(wrong, Refusal) else str(wrong)
        with tenant_context(desk.place.id):
            told = _story(desk, sale_id)
            return _show(request, desk, told, form=form, refused=refused)
    return redirect(f"{reverse('till-sale', args=[sale_id])}?just=returned")


def _story(desk: Desk, sale_id: UUID) -> SaleStory:
    """Find a sale; one of an outlet that this person is not bound to is not there."""
    try:
        told = get_story(desk.place, sale_id)
    except SaleUnknown as unknown:
        raise Http404 from unknown
    if not desk.may_choose and told.outlet != desk.outlet.code:
        raise Http404
    return told


def _show(
    request: HttpRequest,
    desk: Desk,
    told: SaleStory,
    *,
    just: str = "",
    form: GivingBack | None = None,
    refused: str = "",
) -> HttpResponse:
    at = now()
    fresh = GivingBack(receipt=suggested_receipt(at, zone=desk.place.zone), key=str(new_id()))
    return screen(
        request,
        desk,
        story=show_story(desk, told, at=at),
        just=just,
        returned=told.returns[-1] if told.returns else None,
        giving_back=form or fresh,
        return_refused=refused,
        status=REFUSED if refused else 200,
    )


def _posted(request: HttpRequest) -> GivingBack:
    lines = (text for text in request.POST.getlist("line") if text.isdecimal())
    return GivingBack(
        receipt=request.POST.get("receipt", "").strip(),
        key=request.POST.get("key", "")[:LONGEST_RECEIPT] or str(new_id()),
        what=request.POST.get("what", "all"),
        lines=tuple(int(text[:4]) for text in lines),
        total=request.POST.get("total", "").strip(),
    )


def _asked(request: HttpRequest, form: GivingBack) -> AskedReturn:
    """Read the form; raises ``ValueError`` with what the cashier has to change."""
    if not 1 <= len(form.receipt) <= LONGEST_RECEIPT or not form.receipt.isprintable():
        raise ValueError(_("Type the number of the return receipt."))
    if form.what != "part":
        return AskedReturn(receipt=form.receipt)
    if form.lines:
        lines = tuple(
            AskedReturnLine(line=line, quantity=_quantity(request, line)) for line in form.lines
        )
        return AskedReturn(receipt=form.receipt, lines=lines)
    try:
        return AskedReturn(receipt=form.receipt, total=read_hundredths(form.total))
    except ValueError:
        raise ValueError(_("Choose what comes back: its lines, or its sum.")) from None


def _quantity(request: HttpRequest, line: int) -> int | None:
    text = request.POST.get(f"quantity-{line}", "").strip()
    if not text:
        return None
    try:
        return read_thousandths(text)
    except ValueError:
        raise ValueError(
            _("“%(text)s” is no number. Type it like 12.50.") % {"text": text}
        ) from None
