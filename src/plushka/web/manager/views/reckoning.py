"""The reckoning: what a shop can afford to give, and a draft that gives it (D30)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.programmes.models import Draft
from plushka.domain.replay import advising
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.lab.reckoning import Reckoning
from plushka.web.manager.lab.steps import steps as tell
from plushka.web.manager.refusals import replay_sentence
from plushka.web.ui.clock import now
from plushka.web.ui.htmx import show
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422
DAYS = 90
"""Days of sales that fill the form."""


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def reckoning(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Reckon what can be given; for htmx, only what it comes to."""
    is_filled = bool(request.GET.get("fill"))
    month = advising.usual_month(days=DAYS, at=now()) if is_filled else None
    context = _context(cabinet, Reckoning.sent(request.GET, month)) | {
        "month": month,
        "is_empty": is_filled and month is None,
    }
    return show(request, "manager/reckoning.html", "result", context)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def open_advised(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Put what is advised into a new draft."""
    form = Reckoning.sent(request.POST, None)
    if form.found is None:
        return redirect(f"{reverse('manager-reckoning')}?{form.query}")
    try:
        with tenant_context(cabinet.place.id):
            advising.open_advised(afforded=form.found, actor=cabinet.actor, at=now())
    except Refusal as refusal:
        with tenant_context(cabinet.place.id):
            context = _context(cabinet, form) | {"refused": replay_sentence(refusal)}
            return render(request, "manager/reckoning.html", context, status=REFUSED)
    return redirect("manager-draft")


def _context(cabinet: Cabinet, form: Reckoning) -> dict[str, Any]:
    steps = []
    if form.asked is not None and form.found is not None:
        steps = tell(form.asked, form.found, currency=cabinet.place.currency)
    return {
        "cabinet": cabinet,
        "here": "programme",
        "form": form,
        "steps": steps,
        "days": DAYS,
        "currency": cabinet.place.currency,
        "has_draft": Draft.objects.exists(),
    }
