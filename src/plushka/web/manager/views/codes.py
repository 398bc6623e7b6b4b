"""Batches of codes: the list, and making one."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.codes import batches, counting, queries
from plushka.domain.codes.queries import n_issued
from plushka.domain.codes.terms import read_prefix
from plushka.domain.programmes.queries import rules
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.codes import batch_form, told
from plushka.web.manager.codes.batch_form import Company, Typed, Unreadable
from plushka.web.manager.codes.words import sentence
from plushka.web.manager.company.words import look_again
from plushka.web.ui.clock import now
from plushka.web.ui.form_keys import key_of

REFUSED = 422
PAGE = 50
_DIGITS = 10


@never_cache
@require_safe
@in_cabinet(Right.SEE_CODES)
def codes(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List the batches, newest first."""
    found = queries.find_batches(limit=PAGE + 1, before=_number(request.GET.get("before", "")))
    rows = found[:PAGE]
    far = counting.count_far(batch_ids=[row.id for row in rows])
    context = {
        "cabinet": cabinet,
        "here": "codes",
        "tab": "batches",
        "lines": [told.line(row, far[row.id]) for row in rows],
        "before": rows[-1].number if len(found) > PAGE else None,
        "is_first": "before" not in request.GET,
    }
    return render(request, "manager/codes/batches.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_CODES)
def new(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Ask for a batch of codes."""
    company = _company(cabinet)
    if request.method != "POST":
        return _form(request, cabinet, company, batch_form.begin())
    texts = batch_form.typed(request.POST.dict())
    if request.POST.get("do") == "look":
        return _form(request, cabinet, company, texts)
    try:
        with transaction.atomic():
            made = batches.make(
                new=batch_form.read_new(texts, company),
                actor=cabinet.actor,
                at=now(),
                id_=key_of(request),
            )
    except Unreadable as unreadable:
        return _form(request, cabinet, company, texts, errors=unreadable.errors)
    except BadField as refusal:
        errors = batch_form.refused(refusal, texts)
        return _form(request, cabinet, company, texts, errors=errors)
    except Refusal as refusal:
        return _form(request, cabinet, company, texts, refused=sentence(refusal))
    return redirect(f"{reverse('manager-codes-batch', args=[made.id])}?just=asked")


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_CODES)
def look(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show the part of the form that what is typed changes: the odds, or what a code gives."""
    company = _company(cabinet)
    texts = batch_form.typed(request.POST.dict())
    context = _context(cabinet, company, texts)
    part = "gives" if request.GET.get("part") == "gives" else "odds"
    return render(request, f"manager/codes/{part}.html", context)


def _company(cabinet: Cabinet) -> Company:
    zone = cabinet.place.zone
    return told.company_of(zone, rules(zone=zone).at(now()))


def _form(
    request: HttpRequest,
    cabinet: Cabinet,
    company: Company,
    texts: Typed,
    *,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> HttpResponse:
    context = _context(cabinet, company, texts, errors) | {
        "here": "codes",
        "tab": "batches",
        "refused": refused or (look_again() if errors else ""),
    }
    status = REFUSED if errors or refused else 200
    return render(request, "manager/codes/new.html", context, status=status)


def _context(
    cabinet: Cabinet, company: Company, texts: Typed, errors: dict[str, str] | None = None
) -> dict[str, Any]:
    alphabet, length = batch_form.alphabet_of(texts), batch_form.length_of(texts)
    found = None
    try:
        prefix = read_prefix(texts.get("prefix", ""), alphabet)
    except BadField:
        prefix = None
    if prefix is not None:
        issued = n_issued(prefix=prefix, alphabet=alphabet, length=length)
        found = batch_form.odds_of(texts, issued)
    return {
        "cabinet": cabinet,
        "form": batch_form.shown(texts, company, errors),
        "name": texts.get("name", ""),
        "odds": found and told.odds_told(found, alphabet=alphabet, length=length),
        "is_digits": alphabet == "DIGITS",
    }


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) < _DIGITS
    return int(text) if is_number else None
