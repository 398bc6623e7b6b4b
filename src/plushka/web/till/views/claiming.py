"""An earlier receipt is given to its member: the card was at home (T42)."""

import datetime as dt
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedClaim
from plushka.domain.sales.claims import find_unclaimed
from plushka.domain.sales.queries import get_story
from plushka.domain.sales.refusals import SaleUnknown
from plushka.domain.tenants.context import tenant_context
from plushka.lib import money
from plushka.lib.ids import new_id
from plushka.lib.refusal import Refusal
from plushka.web.till import finding, fiscal, refusing
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import LONGEST_RECEIPT, member_of
from plushka.web.till.screen import REFUSED, Claiming, Find, screen
from plushka.web.till.showing import show_member
from plushka.web.ui.amounts import read_hundredths
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence

SHOWN = 8
"""Receipts of one sum within two hours that a cashier chooses from."""

AS_BROWSERS_WRITE = "%Y-%m-%dT%H:%M"


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@opens_its_own
def claim(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the form; sent, give the receipt to the member. Sent twice, it is given once."""
    if request.method != "POST":
        return _form(request, desk, _begun(request, desk))
    form = _posted(request, desk)
    try:
        total = _total(form.total)
        whom = _whom(desk, form)
        if not form.receipt:
            return _choose(request, desk, form, total)
        asked = AskedClaim(member=whom, outlet=desk.outlet.code, receipt=form.receipt, total=total)
        told = sales.claim(
            tenant_id=desk.place.id, asked=asked, asker=desk.asker, key=form.key, at=now()
        )
    except (Refusal, ValueError) as wrong:
        refused = refusing.told(desk, wrong) if isinstance(wrong, Refusal) else str(wrong)
        return _form(request, desk, replace(form, refused=refused))
    return redirect(f"{reverse('till-sale', args=[told.id])}?just=claimed")


def _begun(request: HttpRequest, desk: Desk) -> Claiming:
    """Begin with what the page before knew: the member, or the sale."""
    form = Claiming(key=str(new_id()), member=member_of(request.GET.get("member", "")))
    try:
        with tenant_context(desk.place.id):
            sale = get_story(desk.place, UUID(request.GET.get("sale", ""))).sale
    except (SaleUnknown, ValueError):
        return form
    return replace(form, receipt=sale.receipt or "", total=money.show(sale.total))


def _posted(request: HttpRequest, desk: Desk) -> Claiming:
    sent = request.POST
    form = Claiming(
        key=sent.get("key", "")[:LONGEST_RECEIPT] or str(new_id()),
        member=member_of(sent.get("member", "")),
        whom=sent.get("whom", "").strip(),
        receipt=sent.get("chosen", "").strip() or sent.get("receipt", "").strip(),
        total=sent.get("total", "").strip(),
        when=sent.get("when", "").strip(),
    )
    printed = fiscal.read(form.receipt, zone=desk.place.zone)
    if printed is None:
        return form
    when = printed.at.strftime(AS_BROWSERS_WRITE)
    return replace(form, receipt="", total=money.show(printed.total), when=when)


def _total(text: str) -> int:
    try:
        return read_hundredths(text)
    except ValueError:
        raise ValueError(_("Type what the receipt comes to, like 1234.50.")) from None


def _whom(desk: Desk, form: Claiming) -> Locator:
    if form.member is not None:
        return Locator("ID", str(form.member))
    return finding.read(form.whom, region=desk.place.region)


def _choose(request: HttpRequest, desk: Desk, form: Claiming, total: int) -> HttpResponse:
    """Look for the receipt by its sum and its moment, where nobody knows its number."""
    try:
        when = dt.datetime.strptime(form.when, AS_BROWSERS_WRITE)  # noqa: DTZ007 - in the next line
    except ValueError:
        raise ValueError(_("Type the receipt's number, or when it was printed.")) from None
    around = when.replace(tzinfo=ZoneInfo(desk.place.zone))
    with tenant_context(desk.place.id):
        found = find_unclaimed(outlet=desk.outlet.id, total=total, around=around, limit=SHOWN)
    if not found:
        raise ValueError(
            _("No receipt without a member comes to this sum then. Check the sum and the time.")
        )
    return _form(request, desk, replace(form, found=found))


def _form(request: HttpRequest, desk: Desk, form: Claiming) -> HttpResponse:
    with tenant_context(desk.place.id):
        try:
            member = form.member and show_member(desk, form.member, at=now())
        except MemberUnknown as unknown:
            return screen(request, desk, find=Find(refused=sentence(unknown)), status=REFUSED)
        status = REFUSED if form.refused else 200
        return screen(request, desk, claiming=form, member=member, status=status)
