"""Activations of codes: the list, and all of it as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.codes.listing import find_activations
from plushka.domain.codes.queries import find_batches
from plushka.domain.members.queries import find_profiles
from plushka.domain.tasks import operations as tasks
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.codes import activations_view
from plushka.web.manager.codes.words import SOURCES
from plushka.web.ui.clock import now
from plushka.web.ui.form_keys import key_of

REFUSED = 422
OFFERED = 200
"""Batches that can be chosen from; older ones are found from their own page."""


@never_cache
@require_safe
@in_cabinet(Right.SEE_CODES)
def activations(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List activations, newest first."""
    view = activations_view.asked_for(request.GET)
    batches = find_batches(limit=OFFERED)
    context: dict[str, Any] = {
        "cabinet": cabinet,
        "here": "codes",
        "tab": "activations",
        "view": view,
        "batches": batches,
        "has_codes": bool(batches),
        "sources": SOURCES.items(),
        "rows": [],
    }
    if not view.errors:
        page = find_activations(
            activations_view.asked_of(view, cabinet.place.zone), after=view.after
        )
        people = (
            find_profiles(member_ids=list({row.member_id for row in page.rows}))
            if cabinet.may(Right.SEE_MEMBERS)
            else {}
        )
        context |= {
            "rows": [(row, SOURCES[row.source], people.get(row.member_id)) for row in page.rows],
            "more": page.after and view.address(after=page.after),
            "looked": page.looked,
        }
    status = REFUSED if view.errors else 200
    return render(request, "manager/codes/activations.html", context, status=status)


@require_POST
@in_cabinet(Right.EXPORT)
def export(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Ask for the activations of a view."""
    view = activations_view.asked_for(request.GET)
    form = "csv" if request.POST.get("form") == "csv" else "xlsx"
    asked = {
        "form": form,
        "batch": str(view.batch or ""),
        "source": view.source,
        "since": view.since.isoformat() if view.since else "",
        "until": view.until.isoformat() if view.until else "",
        "language": get_language() or "en",
    }
    task = tasks.ask(
        kind="activations_export",
        request=asked,
        actor=cabinet.actor,
        at=now(),
        id_=key_of(request, of=form),
    )
    return redirect("manager-task", task)
