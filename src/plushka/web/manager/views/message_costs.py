"""What messages cost: the price list, what a month came to, the money put in for them."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.messaging import funds, pricing
from plushka.domain.tenants.rights import Right
from plushka.lib.days import local_day
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.messages import price_form, spent
from plushka.web.manager.messages.price_form import PriceForm
from plushka.web.manager.messages.words import WAYS, sentence
from plushka.web.ui.amounts import read_hundredths
from plushka.web.ui.clock import now

REFUSED = 422
PAYMENTS = 20


@never_cache
@require_safe
@in_cabinet(Right.SEE_FIGURES)
def costs(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show what a month came to, and what is left."""
    return _costs(request, cabinet)


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_SETTINGS)
def put_in(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Put money in for messages; with a minus, take some out."""
    sent = request.POST
    typed = {"amount": sent.get("amount", "").strip()[:20], "note": sent.get("note", "")[:200]}
    try:
        with transaction.atomic():
            funds.put_in(
                amount=_amount(typed["amount"]),
                payment_id=_key(sent.get("key", "")),
                actor=cabinet.actor,
                at=now(),
                note=" ".join(typed["note"].split()),
            )
    except Refusal as refusal:
        return _costs(request, cabinet, typed=typed, refused={"amount": sentence(refusal)})
    return redirect(f"{reverse('manager-message-costs')}?just=paid")


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_SETTINGS)
def warn(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Choose below which sum the company is told."""
    typed = request.POST.get("warn_below", "").strip()[:20]
    try:
        with transaction.atomic():
            sum_ = _amount(typed, field="warn_below") if typed else 0
            funds.warn_below(
                sum_=sum_, actor=cabinet.actor, at=now(), was=_seen(request.POST.get("was", ""))
            )
    except Refusal as refusal:
        return _costs(
            request,
            cabinet,
            typed={"warn_below": typed, "was": request.POST.get("was", "")},
            refused={"warn_below": sentence(refusal)},
        )
    return redirect(f"{reverse('manager-message-costs')}?just=warned")


@never_cache
@require_safe
@in_cabinet(Right.SEE_FIGURES)
def prices(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show the price list."""
    return _prices(request, cabinet, price_form.shown(*pricing.get_prices()))


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_SETTINGS)
def change_prices(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Put another price list in force."""
    form = price_form.sent(request.POST.dict())
    lines = price_form.read(form)
    if lines is None:
        return _prices(request, cabinet, price_form.again(form))
    try:
        with transaction.atomic():
            pricing.change_prices(lines=lines, edition=form.edition, actor=cabinet.actor, at=now())
    except BadField as wrong:
        price_form.tell(form, wrong.path)
        return _prices(request, cabinet, price_form.again(form))
    except Refusal as refusal:
        return _prices(request, cabinet, price_form.again(form), refused=sentence(refusal))
    return redirect(f"{reverse('manager-message-prices')}?just=saved")


def _prices(
    request: HttpRequest, cabinet: Cabinet, form: PriceForm, *, refused: str = ""
) -> HttpResponse:
    context = {
        "cabinet": cabinet,
        "here": "messages",
        "tab": "prices",
        "form": form,
        "ways": WAYS.items(),
        "may_change": cabinet.may(Right.CHANGE_SETTINGS),
        "just": request.GET.get("just", "") if request.method != "POST" else "",
        "refused": refused,
    }
    status = REFUSED if refused or form.is_wrong else 200
    return render(request, "manager/messages/prices.html", context, status=status)


def _costs(
    request: HttpRequest,
    cabinet: Cabinet,
    *,
    typed: dict[str, str] | None = None,
    refused: dict[str, str] | None = None,
) -> HttpResponse:
    today = local_day(now(), cabinet.place.zone)
    begins = spent.month_of(request.GET.get("month", ""), today)
    context: dict[str, Any] = {
        "cabinet": cabinet,
        "here": "messages",
        "tab": "costs",
        "month": spent.month(begins, today=today, language=get_language() or "en"),
        "left": funds.get_left(),
        "payments": funds.payments(limit=PAYMENTS),
        "currency": cabinet.place.currency,
        "may_change": cabinet.may(Right.CHANGE_SETTINGS),
        "key": request.POST.get("key") or new_id(),
        "typed": typed or {},
        "wrong": refused or {},
        "just": request.GET.get("just", "") if request.method != "POST" else "",
    }
    status = REFUSED if refused else 200
    return render(request, "manager/messages/costs.html", context, status=status)


def _amount(text: str, *, field: str = "amount") -> int:
    """Read a sum, which may be taken out again with a minus."""
    sign = -1 if text[:1] in {"-", "\N{MINUS SIGN}"} else 1
    try:
        return sign * read_hundredths(text.lstrip("-\N{MINUS SIGN}"))
    except ValueError:
        raise BadField(field, "unreadable") from None


def _seen(text: str) -> int | None:
    """Read the kopecks a form was filled with; None where it does not say."""
    return int(text) if text.isascii() and text.isdecimal() else None


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return new_id()
