"""Sales that were recorded: found, told with their reasons, returned."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedExchange, AskedReturn, AskedReturnLine, AskedSale
from plushka.domain.sales.queries import SaleStory, find_story, get_story
from plushka.domain.sales.refusals import SaleUnknown
from plushka.domain.sales.told import ToldReturn
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from plushka.lib.refusal import Refusal
from plushka.web.till import refusing
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import LONGEST_RECEIPT, Draft
from plushka.web.till.posting import posted_only
from plushka.web.till.screen import REFUSED, Find, GivingBack, Taken, screen, suggested_receipt
from plushka.web.till.showing import show_story
from plushka.web.ui.amounts import read_hundredths, read_thousandths
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence

JUST = frozenset({"recorded", "repeated", "returned", "exchanged", "claimed"})


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
    if just == "exchanged":
        return _show(request, desk, told, just=just, returned=_brought_back(request, desk))
    return _show(request, desk, told, just=just)


@posted_only
@at_desk
@opens_its_own
def give_back(request: HttpRequest, desk: Desk, sale_id: UUID) -> HttpResponse:
    """Record a return; sent twice, it is recorded once."""
    form = _posted(request)
    try:
        address = _done(desk, sale_id, _asked(request, form), form)
    except SaleUnknown as unknown:
        raise Http404 from unknown
    except (Refusal, ValueError) as wrong:
        refused = refusing.told(desk, wrong) if isinstance(wrong, Refusal) else str(wrong)
        with tenant_context(desk.place.id):
            told = _story(desk, sale_id)
            return _show(request, desk, told, form=form, refused=refused)
    return redirect(address)


def _done(desk: Desk, sale_id: UUID, asked: AskedReturn, form: GivingBack) -> str:
    """Record the return, and the sale of what is taken for it; give where that is told."""
    tenant, at = desk.place.id, now()
    if not form.taken.is_typed:
        sales.return_(
            tenant_id=tenant, sale_id=sale_id, asked=asked, asker=desk.asker, key=form.key, at=at
        )
        return f"{reverse('till-sale', args=[sale_id])}?just=returned"
    with tenant_context(tenant):
        member = _story(desk, sale_id).sale.member_id
    both = AskedExchange(return_=asked, sale=_taken(desk, form.taken, member))
    done = sales.exchange(
        tenant_id=tenant, sale_id=sale_id, asked=both, asker=desk.asker, key=form.key, at=at
    )
    return f"{reverse('till-sale', args=[done.sale.id])}?just=exchanged&of={sale_id}"


def _brought_back(request: HttpRequest, desk: Desk) -> ToldReturn:
    """Give what came back last of the sale that this one was taken for."""
    try:
        before = _story(desk, UUID(request.GET.get("of", "")))
    except ValueError as none:
        raise Http404 from none
    if not before.returns:
        raise Http404
    return before.returns[-1]


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
    returned: ToldReturn | None = None,
) -> HttpResponse:
    at = now()
    if form is None:
        receipt = suggested_receipt(desk)
        form = GivingBack(receipt=receipt, key=str(new_id()), taken=Taken(receipt=f"{receipt}-2"))
    if returned is None and told.returns:
        returned = told.returns[-1]
    difference = told.sale.to_pay - returned.money_back if returned else 0
    return screen(
        request,
        desk,
        story=show_story(desk, told, at=at),
        just=just,
        returned=returned,
        pays=max(0, difference),
        gets=max(0, -difference),
        giving_back=form,
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
        taken=Taken(
            receipt=request.POST.get("taken-receipt", "").strip(),
            total=request.POST.get("taken-total", "").strip(),
            redeem=request.POST.get("taken-redeem", "").strip(),
        ),
    )


def _taken(desk: Desk, typed: Taken, member: UUID | None) -> AskedSale:
    """Read what is taken instead, by the same member; raises ``ValueError`` as ``_asked`` does."""
    draft = Draft(receipt=typed.receipt, member=member, total=typed.total, redeem=typed.redeem)
    asked = draft.asked(outlet=desk.outlet.code, staff=desk.staff.name, needs_receipt=True)
    if asked is None:
        raise ValueError(draft.first_error)
    return asked


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
