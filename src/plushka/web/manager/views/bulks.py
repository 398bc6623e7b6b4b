"""One thing done for many members: seen before, asked for, approved, watched, undone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.bulk import operations, queries
from plushka.domain.bulk.models import Bulk
from plushka.domain.bulk.operations import BulkChanged
from plushka.domain.bulk.previewing import Preview, preview
from plushka.domain.bulk.queries import BulkUnknown
from plushka.domain.segments.listing import Asked, count_page
from plushka.domain.segments.queries import find_segments
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.bulk import form, told, words
from plushka.web.manager.bulk.form import Typed
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.members.listed import tree_of, words_of
from plushka.web.ui.amounts import read_hundredths
from plushka.web.ui.clock import now
from plushka.web.ui.htmx import show

REFUSED = 422


@never_cache
@require_safe
@in_cabinet(Right.SEE_MEMBERS)
def bulks(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List what was done for many, newest first."""
    return _list(request, cabinet)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_MANY)
def new(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Choose what and for whom, look at it, and ask for it."""
    if request.method != "POST":
        return _form(request, cabinet, _led_to(request), None)
    typed = form.typed(request.POST)
    seen: Preview | None = None
    try:
        deed, audience = form.deed_of(typed), form.audience_of(typed)
        if request.POST.get("do") == "ask":
            with transaction.atomic():
                row = operations.ask(
                    id_=form.key_of(typed),
                    audience=audience,
                    deed=deed,
                    reason=typed.texts["reason"],
                    actor=cabinet.actor,
                    at=now(),
                    seen=typed.texts["seen"] or None,
                )
            return redirect("manager-bulk", row.id)
        seen = preview(audience=audience, deed=deed, at=now())
    except BadField as wrong:
        typed.wrong[wrong.path] = words.sentence(wrong)
    except BulkChanged as changed:
        seen, typed.wrong["form"] = changed.now, words.sentence(changed)
    except Refusal as refusal:
        typed.wrong["form"] = words.sentence(refusal)
    return _form(request, cabinet, typed, seen)


def _led_to(request: HttpRequest) -> Typed:
    """Begin the form for whom the list of members led here: ticked, of a filter, of a segment."""
    typed = form.typed(request.GET)
    if "chosen" in request.GET and not typed.members:
        typed.wrong["audience"] = _("Nobody was ticked in the list. Go back, or choose a segment.")
    elif filter_id := request.GET.get("filter"):
        typed.texts["condition"] = form.condition_text(tree_of(filter_id))
    return typed


@never_cache
@require_safe
@in_cabinet(Right.SEE_MEMBERS)
def bulk(request: HttpRequest, cabinet: Cabinet, bulk_id: UUID) -> HttpResponse:
    """Show what is done for many and how far it is; for htmx, only that."""
    return show(request, "manager/bulk.html", "state", _context(cabinet, bulk_id))


@require_POST
@in_cabinet(Right.APPROVE)
def approve(request: HttpRequest, cabinet: Cabinet, bulk_id: UUID) -> HttpResponse:
    """Let it begin, as the second person."""
    return _act(
        request,
        cabinet,
        bulk_id,
        lambda: operations.approve(bulk_id=bulk_id, actor=cabinet.actor, at=now()),
    )


@require_POST
@in_cabinet(Right.CHANGE_MANY)
def decline(request: HttpRequest, cabinet: Cabinet, bulk_id: UUID) -> HttpResponse:
    """Let it come to nothing: a second person, or whoever asked for it."""
    row = _bulk(bulk_id)
    if row.actor != cabinet.actor and not cabinet.may(Right.APPROVE):
        raise Http404
    return _act(
        request,
        cabinet,
        bulk_id,
        lambda: operations.decline(bulk_id=bulk_id, actor=cabinet.actor, at=now()),
    )


@require_POST
@in_cabinet(Right.CHANGE_MANY)
def undo(request: HttpRequest, cabinet: Cabinet, bulk_id: UUID) -> HttpResponse:
    """Undo it for everybody for whom it was done."""
    may_owe = request.POST.get("may_owe") == "yes"
    return _act(
        request,
        cabinet,
        bulk_id,
        lambda: operations.undo(bulk_id=bulk_id, actor=cabinet.actor, at=now(), may_owe=may_owe),
    )


@require_POST
@in_cabinet(Right.CHANGE_MANY)
def stop(request: HttpRequest, cabinet: Cabinet, bulk_id: UUID) -> HttpResponse:
    """Stop it after the portion that is being done; what is done stays, and can be undone."""
    return _act(request, cabinet, bulk_id, lambda: operations.stop(bulk_id=bulk_id, at=now()))


@require_POST
@in_cabinet(Right.CHANGE_MANY)
def carry_on(request: HttpRequest, cabinet: Cabinet, bulk_id: UUID) -> HttpResponse:
    """Go on where it was stopped."""
    return _act(
        request,
        cabinet,
        bulk_id,
        lambda: operations.carry_on(bulk_id=bulk_id, actor=cabinet.actor, at=now()),
    )


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_SETTINGS)
def policy(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Set up to which cost one person is enough; an empty sum always."""
    typed = request.POST.get("alone", "").strip()[:40]
    try:
        with transaction.atomic():
            operations.change_policy(
                alone=_sum(typed),
                based_on=told.moment_of(request.POST.get("based_on", "")),
                actor=cabinet.actor,
                at=now(),
            )
    except Refusal as refusal:
        return _list(request, cabinet, wrong=words.sentence(refusal), typed=typed)
    return redirect("manager-bulks")


def _sum(typed: str) -> int | None:
    if not typed:
        return None
    try:
        return read_hundredths(typed)
    except ValueError:
        raise BadField("alone", "this is no sum") from None


def _list(
    request: HttpRequest, cabinet: Cabinet, *, wrong: str = "", typed: str | None = None
) -> HttpResponse:
    context = {
        "cabinet": cabinet,
        "here": "bulk",
        "bulks": told.listed(queries.find_bulks()),
        "policy": told.policy_of(typed),
        "wrong": wrong,
        **told.units(cabinet),
    }
    status = REFUSED if wrong else 200
    return render(request, "manager/bulks.html", context, status=status)


def _form(
    request: HttpRequest, cabinet: Cabinet, typed: Typed, seen: Preview | None
) -> HttpResponse:
    context = {
        "cabinet": cabinet,
        "here": "bulk",
        "form": typed,
        "kinds": words.KINDS.items(),
        "segments": find_segments(),
        "filter": _filter_of(typed, cabinet),
        "seen": seen and told.seen(seen, cabinet),
        **told.units(cabinet),
    }
    status = REFUSED if typed.wrong else 200
    return render(request, "manager/bulk_new.html", context, status=status)


def _filter_of(typed: Typed, cabinet: Cabinet) -> dict[str, Any]:
    """Say whom the form's filter finds, in words, and how many they are now."""
    if typed.members or typed.texts["segment"] or not typed.texts["condition"]:
        return {}
    try:
        tree = form.tree_of(typed)
    except Refusal:
        return {}
    at = now()
    return {
        "words": words_of(tree, cabinet, at=at),
        "count": count_page(Asked(at=at, tree=tree)),
        "is_filter": True,
    }


def _act(
    request: HttpRequest, cabinet: Cabinet, bulk_id: UUID, act: Callable[[], Bulk]
) -> HttpResponse:
    _bulk(bulk_id)
    try:
        with transaction.atomic():
            act()
    except Refusal as refusal:
        context = _context(cabinet, bulk_id) | {"wrong": words.sentence(refusal)}
        return render(request, "manager/bulk.html", context, status=REFUSED)
    return redirect("manager-bulk", bulk_id)


def _bulk(bulk_id: UUID) -> Bulk:
    try:
        return queries.get_bulk(bulk_id)
    except BulkUnknown:
        raise Http404 from None


def _context(cabinet: Cabinet, bulk_id: UUID) -> dict[str, Any]:
    return {
        "cabinet": cabinet,
        "here": "bulk",
        **told.story(_bulk(bulk_id), cabinet),
        **told.units(cabinet),
    }
