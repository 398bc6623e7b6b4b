"""Replays: a programme tried on what really happened, asked for, watched and read."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plushka.domain.programmes.models import Draft
from plushka.domain.programmes.queries import in_force, rules
from plushka.domain.replay import operations, queries
from plushka.domain.replay.models import Replay
from plushka.domain.replay.queries import ReplayUnknown
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.lab import told
from plushka.web.manager.lab.asking import USUAL_DAYS, days_of, source_of, until_of
from plushka.web.manager.refusals import replay_sentence
from plushka.web.ui.amounts import percent
from plushka.web.ui.clock import now
from plushka.web.ui.form_keys import key_of
from plushka.web.ui.htmx import show
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422
PAGE = 50
"""Members on one page of the list."""

_LONGEST_NUMBER = 9


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.SEE_PROGRAMME)
def replays(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Ask for a replay, and show those that are kept."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            with tenant_context(cabinet.place.id):
                row = operations.ask(
                    source=source_of(request.POST.get("source", "")),
                    days=days_of(request.POST.get("days", "")),
                    until=until_of(request.POST.get("last", ""), cabinet.place.zone),
                    actor=cabinet.actor,
                    at=now(),
                    id_=key_of(request),
                )
            return redirect("manager-replay", row.id)
        except Refusal as refused:
            refusal = refused
    with tenant_context(cabinet.place.id):
        known = rules(zone=cabinet.place.zone)
        has_draft = Draft.objects.exists()
        context = {
            "cabinet": cabinet,
            "here": "programme",
            "refused": replay_sentence(refusal) if refusal else "",
            "has_draft": has_draft,
            "versions": list(reversed(known.published)),
            "ruling": in_force(known.published, now()),
            "source": request.POST.get("source", "draft" if has_draft else "unchanged"),
            "days": request.POST.get("days", USUAL_DAYS)[:20],
            "last": request.POST.get("last", "")[:20],
            "replays": [
                (row, percent(row.done, row.of), told.begins(row), told.last(row))
                for row in queries.find_replays()
            ],
        }
        status = REFUSED if refusal else 200
        return render(request, "manager/replays.html", context, status=status)


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def replay(request: HttpRequest, cabinet: Cabinet, replay_id: UUID) -> HttpResponse:
    """Show how far a replay is, or what it came to; for htmx, only that."""
    row = _replay(replay_id)
    programme = rules(zone=cabinet.place.zone).at(now())
    context = _context(cabinet, row) | {
        "percent": percent(row.done, row.of),
        "told": told.told(row, programme, language=get_language() or "en"),
        "unit": programme.document.unit,
        "currency": programme.document.money.currency,
    }
    return show(request, "manager/replay.html", "result", context)


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def members(request: HttpRequest, cabinet: Cabinet, replay_id: UUID) -> HttpResponse:
    """List what a replay came to for each member, from either end, page by page."""
    row = _replay(replay_id)
    is_from_below = request.GET.get("first") == "losers"
    programme = rules(zone=cabinet.place.zone).at(now())
    found = told.members(
        row,
        programme,
        language=get_language() or "en",
        limit=PAGE + 1,
        after=_number(request.GET.get("after", "")),
        is_from_below=is_from_below,
    )
    context = _context(cabinet, row) | {
        "members": found[:PAGE],
        "after": found[PAGE - 1].number if len(found) > PAGE else None,
        "is_first": not _number(request.GET.get("after", "")),
        "is_from_below": is_from_below,
        "unit": programme.document.unit,
        "currency": programme.document.money.currency,
    }
    return render(request, "manager/replay_members.html", context)


def _replay(replay_id: UUID) -> Replay:
    try:
        return queries.get_replay(replay_id)
    except ReplayUnknown:
        raise Http404 from None


def _context(cabinet: Cabinet, row: Replay) -> dict[str, Any]:
    return {
        "cabinet": cabinet,
        "here": "programme",
        "replay": row,
        "has_beginning": told.begins(row),
        "last": told.last(row),
        "is_over": row.state in {Replay.State.DONE, Replay.State.FAILED},
    }


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_number else 0
