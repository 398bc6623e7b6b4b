"""Goods come back without their receipt: a cashier asks, a senior approves (T41)."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.sales import operations as sales
from plushka.domain.sales import return_requests
from plushka.domain.sales.asked import AskedUnreceipted
from plushka.domain.sales.refusals import SaleUnknown
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from plushka.lib.refusal import Refusal
from plushka.web.till import finding, refusing
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import LONGEST_RECEIPT, NOBODY, member_of
from plushka.web.till.screen import REFUSED, BringingBack, Find, screen, suggested_receipt
from plushka.web.till.showing import show_member
from plushka.web.ui.amounts import read_hundredths
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@opens_its_own
def bring_back(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the form; sent, ask for the return, or make it where the person may approve it."""
    if request.method != "POST":
        with tenant_context(desk.place.id):
            receipt = suggested_receipt(desk)
        member = member_of(request.GET.get("member", ""))
        return _form(request, desk, BringingBack(str(new_id()), receipt, member))
    form = _posted(request)
    asked_for = member_of(form.key) or NOBODY
    try:
        asked = _asked(desk, form)
        with tenant_context(desk.place.id):
            return_requests.ask_in(asked, desk.asker, request_id=asked_for, at=now())
        if desk.may_approve:
            _approve(desk, asked_for)
    except (Refusal, ValueError) as wrong:
        refused = refusing.told(desk, wrong) if isinstance(wrong, Refusal) else str(wrong)
        return _form(request, desk, replace(form, key=str(new_id()), refused=refused))
    return redirect("till-return-request", request_id=asked_for)


def _approve(desk: Desk, request_id: UUID) -> None:
    """Make the return at once; where it is refused nothing is left to wait for."""
    tenant, at = desk.place.id, now()
    try:
        sales.approve_return(tenant_id=tenant, request_id=request_id, asker=desk.asker, at=at)
    except Refusal:
        with tenant_context(tenant):
            return_requests.decline(request_id=request_id, actor=desk.actor, at=at)
        raise


@require_safe
@at_desk
def follow(request: HttpRequest, desk: Desk, request_id: UUID) -> HttpResponse:
    """Tell how the request stands; the page asks again by itself while it waits."""
    try:
        told = return_requests.get_request(desk.place, request_id)
    except SaleUnknown as unknown:
        raise Http404 from unknown
    if not desk.may_choose and told.outlet != desk.outlet.code:
        raise Http404
    return screen(
        request,
        desk,
        asked_back=told,
        returned=told.returned,
        just="returned" if told.returned else "",
    )


def _posted(request: HttpRequest) -> BringingBack:
    sent = request.POST
    return BringingBack(
        key=sent.get("key", ""),
        receipt=sent.get("receipt", "").strip(),
        member=member_of(sent.get("member", "")),
        whom=sent.get("whom", "").strip(),
        total=sent.get("total", "").strip(),
        reason=sent.get("reason", "").strip(),
    )


def _asked(desk: Desk, form: BringingBack) -> AskedUnreceipted:
    """Read the form; raises ``ValueError`` with what the cashier has to change."""
    if not 1 <= len(form.receipt) <= LONGEST_RECEIPT or not form.receipt.isprintable():
        raise ValueError(_("Type the number of the return receipt."))
    if not form.reason.isprintable() or not form.reason:
        raise ValueError(_("Say why: what came back, and why there is no receipt."))
    try:
        total = read_hundredths(form.total)
    except ValueError:
        raise ValueError(_("Type what the goods are worth, like 1234.50.")) from None
    whom = (
        Locator("ID", str(form.member))
        if form.member
        else finding.read(form.whom, region=desk.place.region)
    )
    return AskedUnreceipted(
        member=whom,
        outlet=desk.outlet.code,
        receipt=form.receipt,
        total=total,
        reason=form.reason[: return_requests.LONGEST_REASON],
    )


def _form(request: HttpRequest, desk: Desk, form: BringingBack) -> HttpResponse:
    with tenant_context(desk.place.id):
        try:
            member = form.member and show_member(desk, form.member, at=now())
        except MemberUnknown as unknown:
            return screen(request, desk, find=Find(refused=sentence(unknown)), status=REFUSED)
        status = REFUSED if form.refused else 200
        return screen(request, desk, bringing_back=form, member=member, status=status)
