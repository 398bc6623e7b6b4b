"""Gift certificates at the till: looked at, sold, topped up, spent, given out (D33)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plushka.domain.certificates import operations, queries, selling
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.posting import Where
from plushka.domain.certificates.refusals import (
    CertificateDiffers,
    CertificateNotValid,
    CertificatePinWrong,
    CertificateTooLittle,
    CertificateUnknown,
)
from plushka.domain.certificates.selling import NewCertificate
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import find_profiles, identify
from plushka.domain.sales.queries import get_story
from plushka.domain.sales.refusals import SaleUnknown
from plushka.domain.tenants.context import tenant_context
from plushka.lib.money import show
from plushka.lib.refusal import BadField, Refusal
from plushka.web.till import refusing
from plushka.web.till.certificate import Typed, forms_of, is_paying, posted, proof_of
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import member_of
from plushka.web.till.posting import posted_only
from plushka.web.till.screen import REFUSED, screen, suggested_receipt
from plushka.web.ui.certificates import KINDS, STATES, state_now
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own

LOOKED_BACK = dt.timedelta(days=30)
"""Movements of so long ago are listed, where there are few newer ones."""

type Deed = Callable[[Typed, Where], Entry | None]
"""Does something with what was typed; None where something is wrong with that."""


@require_safe
@at_desk
def certificates(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask for a code, or with ``new`` for what is to be sold; with ``sale`` for its payment."""
    typed = Typed(member=member_of(request.GET.get("member", "")))
    _begin_payment(desk, typed, request.GET.get("sale", ""))
    return _page(request, desk, typed, is_new="new" in request.GET)


@posted_only
@at_desk
@opens_its_own
def check(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show a certificate to whoever has its code; a wrong PIN is counted."""
    typed = posted(request.POST)
    proof = typed.proof
    if proof is None:
        return _again(request, desk, typed)
    return _looked(request, desk, typed, proof)


@posted_only
@at_desk
@opens_its_own
def sell(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Sell a new one, or the blank of a code; the receipt again is the same certificate."""
    is_blank = bool(request.POST.get("code"))

    def do(typed: Typed, where: Where) -> Entry | None:
        at = now()
        proof = typed.proof if is_blank else None
        new = None if is_blank else typed.new(desk)
        if proof is not None:
            sold = selling.sell_blank(proof=proof, where=where, at=at)
        elif new is not None:
            sold = selling.sell(_of_member(new, at=at), where=where, at=at)
        else:
            return None
        return queries.get_sale(sold.certificate.id)

    return _done(request, desk, "sell", do, is_new=not is_blank)


@posted_only
@at_desk
@opens_its_own
def spend(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Pay for a receipt, or for a part of it; the receipt again pays nothing more."""

    def do(typed: Typed, where: Where) -> Entry | None:
        proof, amount = typed.proof, typed.amount()
        if proof is None or amount is None:
            return None
        return operations.spend(
            proof=proof, pin=typed.pin, amount=amount, where=where, at=now()
        ).entry

    return _done(request, desk, "spend", do)


@posted_only
@at_desk
@opens_its_own
def top_up(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Put more money on a certificate."""

    def do(typed: Typed, where: Where) -> Entry | None:
        proof, amount = typed.proof, typed.amount()
        if proof is None or amount is None:
            return None
        return operations.top_up(proof=proof, amount=amount, where=where, at=now()).entry

    return _done(request, desk, "top_up", do)


@posted_only
@at_desk
@opens_its_own
def pay_out(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Give the rest out as money."""

    def do(typed: Typed, where: Where) -> Entry | None:
        proof = typed.proof
        if proof is None:
            return None
        return operations.pay_out(proof=proof, pin=typed.pin, where=where, at=now()).entry

    return _done(request, desk, "pay_out", do)


def found(request: HttpRequest, desk: Desk, text: str) -> HttpResponse | None:
    """Show the certificate whose code was scanned where members are found; None for no code.

    In the tenant's transaction.
    """
    proof = proof_of(text)
    if proof is None or queries.find_of_code(proof) is None:
        return None
    typed = Typed()
    typed.texts["code"] = text
    return _shown(request, desk, typed, proof)


def _of_member(new: NewCertificate, *, at: dt.datetime) -> NewCertificate:
    """Give it to the member as they are now; refuses one who is not there any more."""
    if new.member is None:
        return new
    return replace(new, member=identify(locator=Locator("ID", str(new.member)), at=at))


def _done(
    request: HttpRequest, desk: Desk, deed: str, do: Deed, *, is_new: bool = False
) -> HttpResponse:
    typed = posted(request.POST, deed=deed)
    where = typed.where(desk)
    refused = ""
    try:
        with tenant_context(desk.place.id):
            entry = do(typed, where) if where else None
        if entry is not None:
            address = reverse("till-certificate-entry", args=[entry.id])
            return redirect(f"{address}?just=done")
    except CertificatePinWrong as wrong:
        typed.errors["pin"] = refusing.told(desk, wrong)
        typed.texts["pin"] = ""
    except Refusal as refusal:
        refused = _mark(desk, typed, refusal)
    proof = None if is_new else proof_of(typed.texts["code"])
    if proof is None or "pin" in typed.errors:
        return _again(request, desk, typed, refused=refused, is_new=is_new)
    return _looked(request, desk, typed, proof, refused=refused)


def _mark(desk: Desk, typed: Typed, refusal: Refusal) -> str:
    """Say what was refused beside its field; give it, where it is about none that is shown."""
    told = refusing.told(desk, refusal)
    if isinstance(refusal, BadField) and refusal.path in {"nominal", "amount"}:
        typed.errors[refusal.path] = told
        return ""
    if isinstance(refusal, BadField) and refusal.path == "valid_until":
        typed.errors["until"] = told
        return ""
    if isinstance(refusal, CertificateDiffers):
        typed.errors["receipt"] = told
        return ""
    if isinstance(refusal, CertificateTooLittle) and typed.deed == "spend" and refusal.balance:
        typed.errors["amount"] = told
        return ""
    return told


def _looked(
    request: HttpRequest, desk: Desk, typed: Typed, proof: str, *, refused: str = ""
) -> HttpResponse:
    with tenant_context(desk.place.id):
        return _shown(request, desk, typed, proof, refused=refused)


def _shown(
    request: HttpRequest, desk: Desk, typed: Typed, proof: str, *, refused: str = ""
) -> HttpResponse:
    """Show the certificate of a code, if its PIN is right; a wrong one is counted.

    Without its PIN it can be topped up. Who sells a blank sees no PIN, and needs none.
    """
    row = queries.find_of_code(proof)
    if row is None:
        typed.errors["code"] = refusing.told(desk, CertificateUnknown())
        return _page(request, desk, typed, refused=refused)
    if row.state == Certificate.State.BLANK:
        return _page(request, desk, typed, row=row, refused=refused)
    try:
        row = operations.check(proof=proof, pin=typed.pin)
    except CertificatePinWrong as wrong:
        if typed.pin is None:
            typed.errors["pin"] = _("This certificate has a PIN. Ask the customer for it.")
            return _page(request, desk, typed, row=row, refused=refused, is_hidden=True)
        typed.errors["pin"], typed.texts["pin"] = refusing.told(desk, wrong), ""
        return _page(request, desk, typed, refused=refused)
    except CertificateNotValid as blocked:
        told = refusing.told(desk, blocked)
        return _page(request, desk, typed, row=row, refused=told, is_hidden=True)
    return _page(request, desk, typed, row=row, refused=refused)


def _again(
    request: HttpRequest, desk: Desk, typed: Typed, *, refused: str = "", is_new: bool = False
) -> HttpResponse:
    with tenant_context(desk.place.id):
        return _page(request, desk, typed, refused=refused, is_new=is_new)


def _begin_payment(desk: Desk, typed: Typed, sale: str) -> None:
    """Begin with the receipt of a sale, and with what is left to pay of it."""
    sale_id = member_of(sale)
    if sale_id is None:
        return
    try:
        story = get_story(desk.place, sale_id)
    except SaleUnknown:
        return
    receipt = story.sale.receipt
    if receipt is None or story.outlet != desk.outlet.code:
        return
    paid = queries.paid_of(outlet=desk.outlet.id, receipt=receipt, since=story.at)
    typed.texts["receipt"] = receipt
    typed.texts["amount"] = show(max(0, story.sale.to_pay - paid))


def _page(
    request: HttpRequest,
    desk: Desk,
    typed: Typed,
    *,
    row: Certificate | None = None,
    refused: str = "",
    is_new: bool = False,
    is_hidden: bool = False,
) -> HttpResponse:
    at = now()
    told: dict[str, Any] = {
        "typed": typed,
        "other": typed.other(),
        "row": row,
        "is_new": is_new,
        "is_hidden": is_hidden,
        "refused": refused,
        "next_receipt": suggested_receipt(desk) if row or is_new else "",
        "whom": _whom(typed.member) if is_new else None,
    }
    if row is not None and not typed.deed:
        typed.fit(row.balance)
    if row is not None:
        told["forms"] = forms_of(typed, receipt=told["next_receipt"])
        state = state_now(row, at=at)
        told |= {"state": STATES[state], "is_paying": is_paying(row, at=at)}
        told["is_blank"] = state == Certificate.State.BLANK
    if row is None and not is_new:
        recent = queries.recent_entries(outlet=desk.outlet.id, since=at - LOOKED_BACK)
        told["entries"] = [(one, KINDS[one.kind]) for one in recent]
    status = REFUSED if refused or typed.errors else 200
    return screen(request, desk, certificates=told, status=status)


def _whom(member: UUID | None) -> str:
    profile = find_profiles(member_ids=[member]).get(member) if member else None
    return "" if profile is None else profile.full_name or profile.masked_phone or ""
