"""One batch of codes: where it stands, what is done with it, its files."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.core.handlers.asgi import ASGIRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.codes import batches, counting, queries, states
from plushka.domain.codes.models import Batch
from plushka.domain.codes.states import BatchChanged
from plushka.domain.codes.terms import terms_of
from plushka.domain.programmes.queries import rules
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import branding_of
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.codes import batch_form, files, told
from plushka.web.manager.codes.batch_form import Typed, Unreadable
from plushka.web.manager.codes.file_forms import FORMS, Wanted
from plushka.web.manager.codes.words import FORMS as FORM_WORDS
from plushka.web.manager.codes.words import LEVELS, STATES, STOCKS, sentence
from plushka.web.manager.company.words import look_again
from plushka.web.ui.clock import now
from plushka.web.ui.form_keys import key_of
from plushka.web.ui.htmx import show, wants_part
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.streaming import beside

REFUSED = 422
LONGEST_TEXT = 120

_MOVES: Mapping[str, tuple[Callable[..., Batch], str]] = {
    "ship": (states.ship, Batch.State.SHIPPED),
    "start": (states.start, Batch.State.ACTIVE),
    "close": (states.close, Batch.State.CLOSED),
}
_BEING_MADE = {"asked", "replaced"}
"""What was just done where the page says that codes are being made."""


@never_cache
@require_safe
@in_cabinet(Right.SEE_CODES)
def batch(request: HttpRequest, cabinet: Cabinet, batch_id: UUID) -> HttpResponse:
    """Show a batch; for htmx, only what changes while the worker works.

    Once the codes are made the whole page is another one: the browser is told to open it anew.
    """
    row = queries.get_batch(batch_id)
    just = request.GET.get("just", "")
    if just in _BEING_MADE and row.state != Batch.State.MAKING:
        just = ""
    context = _context(request, cabinet, row, just=just)
    response = show(request, "manager/codes/batch.html", "working", context)
    if wants_part(request) and "was_making" in request.GET and row.state != Batch.State.MAKING:
        response["HX-Refresh"] = "true"
    return response


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_CODES)
def change(request: HttpRequest, cabinet: Cabinet, batch_id: UUID) -> HttpResponse:
    """Set name, dates, limits, and what codes give."""
    row = queries.get_batch(batch_id)
    # What is not in the form, as what codes of an active batch give, stays as it is.
    kept = batch_form.stored(terms_of(row), cabinet.place.zone)
    texts = kept | batch_form.typed(request.POST.dict())
    seen = request.POST.get("seen", "")
    if request.POST.get("do") == "look":
        return _page(request, _context(request, cabinet, row, typed=texts))
    try:
        with transaction.atomic():
            terms = batch_form.read_terms(texts, _company(cabinet, row))
            batches.change(
                batch_id=batch_id, terms=terms, seen=seen, actor=cabinet.actor, at=now()
            )
    except Unreadable as unreadable:
        return _again(request, cabinet, batch_id, typed=texts, errors=unreadable.errors)
    except BadField as refusal:
        errors = batch_form.refused(refusal, texts)
        return _again(request, cabinet, batch_id, typed=texts, errors=errors)
    except Refusal as refusal:
        return _again(request, cabinet, batch_id, typed=texts, refused=sentence(refusal))
    return _back(batch_id, "changed")


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_CODES)
def move(request: HttpRequest, cabinet: Cabinet, batch_id: UUID) -> HttpResponse:
    """Hand over, start, close, revoke or replace a batch."""
    queries.get_batch(batch_id)
    do, seen, at = request.POST.get("do", ""), request.POST.get("seen", ""), now()
    reason = request.POST.get("reason", "").strip()[: states.LONGEST_REASON + 1]
    who = cabinet.actor
    try:
        with transaction.atomic():
            if do == "replace":
                key = key_of(request)
                made = batches.replace(
                    batch_id=batch_id, reason=reason, seen=seen, actor=who, at=at, id_=key
                )
                return _back(made.id, "replaced")
            if do == "revoke":
                states.revoke(batch_id=batch_id, reason=reason, seen=seen, actor=who, at=at)
            elif do in _MOVES:
                _MOVES[do][0](batch_id=batch_id, seen=seen, actor=who, at=at)
    except BatchChanged as refusal:
        # Pressed twice: what was to be done is done.
        wanted = Batch.State.REVOKED if do == "revoke" else _MOVES.get(do, (None, ""))[1]
        if queries.get_batch(batch_id).state != wanted:
            return _again(request, cabinet, batch_id, refused=sentence(refusal))
    except Refusal as refusal:
        return _again(request, cabinet, batch_id, refused=sentence(refusal))
    return _back(batch_id, do if do in _MOVES or do == "revoke" else "")


@never_cache
@require_POST
@in_cabinet(Right.PRINT_CODES)
def make_file(request: HttpRequest, cabinet: Cabinet, batch_id: UUID) -> HttpResponse:
    """Ask for a file of the codes; of a closed one, show the password this once."""
    wanted = _wanted(request, cabinet, batch_id)
    try:
        with transaction.atomic():
            _task, password = files.ask(
                batch_id=batch_id,
                wanted=wanted,
                actor=cabinet.actor,
                at=now(),
                id_=key_of(request),
            )
    except Refusal as refusal:
        return _again(request, cabinet, batch_id, refused=sentence(refusal))
    if not password:
        return redirect(f"{reverse('manager-codes-batch', args=[batch_id])}#files")
    context = {
        "cabinet": cabinet,
        "here": "codes",
        "batch": queries.get_batch(batch_id),
        "password": password,
    }
    return render(request, "manager/codes/password.html", context)


@never_cache
@require_POST
@opens_its_own
@in_cabinet(Right.PRINT_CODES)
def fetch(
    request: HttpRequest, cabinet: Cabinet, batch_id: UUID, task_id: UUID
) -> HttpResponseBase:
    """Give a file of codes, part by part; who fetches it is on record before the first."""
    try:
        with tenant_context(cabinet.place.id):
            made, size, content = files.fetch(
                batch_id=batch_id,
                task_id=task_id,
                tenant_id=cabinet.place.id,
                actor=cabinet.actor,
                at=now(),
            )
    except queries.BatchUnknown:
        raise
    except Refusal as refusal:
        with tenant_context(cabinet.place.id):
            return _again(request, cabinet, batch_id, refused=sentence(refusal))
    body = beside(content) if isinstance(request, ASGIRequest) else content
    answer = StreamingHttpResponse(body, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{made.filename}"'
    answer["Content-Length"] = str(size)
    return answer


def _wanted(request: HttpRequest, cabinet: Cabinet, batch_id: UUID) -> Wanted:
    sent = request.POST
    language = get_language() or "en"

    def one_of(name: str, known: Mapping[str, Any]) -> str:
        text = sent.get(name, "")
        return text if text in known else next(iter(known))

    return Wanted(
        batch=str(batch_id),
        form=one_of("form", FORMS),
        is_closed=bool(sent.get("closed")),
        language=language,
        # The address of a cap names its company.
        root=request.build_absolute_uri(f"/{cabinet.place.slug}"),
        company=branding_of(cabinet.place).name,
        how_to=" ".join(sent.get("how_to", "").split())[:LONGEST_TEXT],
        stock=one_of("stock", STOCKS),
        level=one_of("level", LEVELS),
        has_marks=bool(sent.get("marks")),
    )


def _back(batch_id: UUID, just: str) -> HttpResponse:
    address = reverse("manager-codes-batch", args=[batch_id])
    return redirect(f"{address}?just={just}" if just else address)


def _again(
    request: HttpRequest,
    cabinet: Cabinet,
    batch_id: UUID,
    *,
    typed: Typed | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> HttpResponse:
    """Show the page as it is now, with what was typed and what is wrong."""
    row = queries.get_batch(batch_id)
    context = _context(request, cabinet, row, typed=typed, errors=errors) | {
        "refused": refused or look_again(),
        "reason": request.POST.get("reason", "")[: states.LONGEST_REASON],
    }
    return render(request, "manager/codes/batch.html", context, status=REFUSED)


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "manager/codes/batch.html", context)


def _company(cabinet: Cabinet, row: Batch) -> batch_form.Company:
    zone = cabinet.place.zone
    return told.company_of(zone, rules(zone=zone).at(now()), draw=queries.gives_of(row).draw_id)


def _context(
    request: HttpRequest,
    cabinet: Cabinet,
    row: Batch,
    *,
    just: str = "",
    typed: Typed | None = None,
    errors: dict[str, str] | None = None,
) -> dict[str, Any]:
    zone, at = cabinet.place.zone, now()
    programme = rules(zone=zone).at(at)
    company = told.company_of(zone, programme, draw=queries.gives_of(row).draw_id)
    texts = typed or batch_form.stored(terms_of(row), zone)
    far = counting.count_far(batch_ids=[row.id])[row.id]
    asked = files.find(row, at=at) if cabinet.may(Right.PRINT_CODES) else []
    return {
        "cabinet": cabinet,
        "here": "codes",
        "tab": "batches",
        "just": just,
        "batch": row,
        "line": told.line(row, far),
        "state_word": STATES[row.state],
        "seen": queries.stamp(row),
        "is_shipped": row.state == Batch.State.SHIPPED,
        "is_over": row.state in queries.OVER,
        "gives": told.gives_told(queries.gives_of(row), company, programme),
        "odds": told.odds_told(queries.odds_of(row), alphabet=row.alphabet, length=row.length),
        "name": texts.get("name", ""),
        "form": batch_form.shown(texts, company, errors),
        "may_change_gives": row.state != Batch.State.ACTIVE,
        "replaced_by": Batch.objects.filter(replaces_id=row.id).first(),
        "replaces": row.replaces_id and queries.get_batch(row.replaces_id),
        "files": [(one, FORM_WORDS[one.wanted.form]) for one in asked],
        "typed_at": f"{request.get_host()}/{cabinet.place.slug}/c",
        "forms": FORM_WORDS.items(),
        "stocks": STOCKS.items(),
        "levels": LEVELS.items(),
        "is_working": row.state == Batch.State.MAKING
        or any(one.task.state in {"WAITING", "RUNNING"} for one in asked),
    }
