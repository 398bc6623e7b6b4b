"""Prize draws: the list, the form of one, its page and the export of its winners."""

import re
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plushka.domain.draws import operations, queries
from plushka.domain.draws.models import Draw
from plushka.domain.draws.refusals import DrawUnknown
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.draws import form as forms
from plushka.web.manager.draws import told, words
from plushka.web.manager.draws.form import DrawForm
from plushka.web.manager.exporting import csv_file
from plushka.web.ui.clock import now

REFUSED = 422
_PLACE = re.compile(r"[0-9]{1,6}", re.ASCII)


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def draws(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List the draws, the newest first."""
    context = {"cabinet": cabinet, "here": "draws", "draws": told.list_draws()}
    return render(request, "manager/draws.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_PROGRAMME)
def new(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Prepare a draw."""
    if request.method != "POST":
        return _form(request, cabinet, forms.new(now(), cabinet.place.zone))
    typed = forms.sent(request.POST.dict())
    if request.POST.get("do") == "more":
        return _form(request, cabinet, typed)
    try:
        with transaction.atomic():
            terms = forms.terms_of(typed, cabinet.place.zone)
            draw = operations.prepare(terms=terms, actor=cabinet.actor, at=now(), draw_id=typed.id)
    except BadField as wrong:
        return _form(request, cabinet, _faulty(typed, wrong), refused=_look_again())
    return redirect("manager-draw", draw.id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_PROGRAMME)
def edit(request: HttpRequest, cabinet: Cabinet, draw_id: UUID) -> HttpResponse:
    """Change a draw that is not open yet."""
    known = known_draw(draw_id)
    if request.method != "POST":
        if known.state != Draw.State.DRAFT:
            return redirect("manager-draw", draw_id)
        return _form(request, cabinet, forms.read(known, cabinet.place.zone), known)
    return _change(request, cabinet, known)


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def draw(request: HttpRequest, cabinet: Cabinet, draw_id: UUID) -> HttpResponse:
    """Show a draw: what it promises, how far it is, what comes next, who has won."""
    return page(request, cabinet, known_draw(draw_id))


@never_cache
@require_safe
@in_cabinet(Right.EXPORT)
def export(request: HttpRequest, cabinet: Cabinet, draw_id: UUID) -> HttpResponse:
    """Send the winners as a table, with who they are as far as one may see them."""
    del request
    known = known_draw(draw_id)
    heads = (_("Place"), _("Ticket"), _("Prize"), _("State"), _("Reason"), _("Name"), _("Phone"))
    rows = [
        (
            *(one.won.place, one.won.number, one.won.prize),
            *(one.state, one.reason, one.name, one.phone.removeprefix("+")),
        )
        for one in told.winners_of(known, cabinet, most=queries.MOST)
    ]
    table = csv_file.small([heads, *rows], language=get_language() or "en")
    answer = HttpResponse(table, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="winners.csv"'
    return answer


def known_draw(draw_id: UUID) -> Draw:
    """Give a draw of the company; 404 where there is none."""
    try:
        return queries.get_draw(draw_id=draw_id)
    except DrawUnknown:
        raise Http404 from None


def page(
    request: HttpRequest,
    cabinet: Cabinet,
    known: Draw,
    *,
    refused: str = "",
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    """Draw the page of a draw, with what was refused and what had been typed."""
    at, after = now(), request.GET.get("after", "")
    place = (
        int(after) if after.isascii() and after.isdecimal() and len(after) < len("1000000") else 0
    )
    winners = told.winners_of(known, cabinet, after=place, most=told.PAGE + 1)
    context = {
        "cabinet": cabinet,
        "here": "draws",
        "told": told.tell(known),
        "draw": known,
        "public": request.build_absolute_uri(told.public_address(known, cabinet)),
        "may_close": told.may_close(known, at),
        "may_draw": told.may_draw(known, at),
        "round_address": told.round_address(known),
        "winners": winners[: told.PAGE],
        "after": winners[told.PAGE - 1].won.place if len(winners) > told.PAGE else 0,
        "reasons": words.REASONS.items(),
        "refused": refused,
        "typed": typed or {},
    }
    return render(request, "manager/draw.html", context, status=REFUSED if refused else 200)


def _change(request: HttpRequest, cabinet: Cabinet, known: Draw) -> HttpResponse:
    typed = forms.sent(request.POST.dict())
    if request.POST.get("do") == "more":
        return _form(request, cabinet, typed, known)
    try:
        with transaction.atomic():
            operations.change(
                draw_id=known.id,
                version=typed.version,
                terms=forms.terms_of(typed, cabinet.place.zone),
                actor=cabinet.actor,
                at=now(),
            )
    except BadField as wrong:
        return _form(request, cabinet, _faulty(typed, wrong), known, refused=_look_again())
    except Refusal:
        if _is_same(typed, known_draw(known.id), cabinet):
            return redirect("manager-draw", known.id)  # pressed twice
        refused = _("Somebody changed the draw meanwhile. What you typed is not kept yet.")
        return _form(request, cabinet, typed, known, refused=refused)
    return redirect("manager-draw", known.id)


def _form(
    request: HttpRequest,
    cabinet: Cabinet,
    form: DrawForm,
    known: Draw | None = None,
    *,
    refused: str = "",
) -> HttpResponse:
    context = {
        "cabinet": cabinet,
        "here": "draws",
        "form": form,
        "draw": known,
        "refused": refused,
    }
    return render(request, "manager/draw_form.html", context, status=REFUSED if refused else 200)


def _faulty(form: DrawForm, wrong: BadField) -> DrawForm:
    place = words.field_of(wrong)
    if place.startswith("prizes."):
        form.prizes[int(place.removeprefix("prizes."))].error = words.sentence(wrong)
    else:
        form.errors[place] = words.sentence(wrong)
    return form


def _is_same(typed: DrawForm, known: Draw, cabinet: Cabinet) -> bool:
    now_there = forms.read(known, cabinet.place.zone)
    now_there.version = typed.version
    return now_there == typed


def _look_again() -> str:
    return _("Not kept yet: look at what is marked.")
