"""The campaign of codes at a glance: printed, handed over, activated, joined, gifts ordered."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.codes.funnel import MOST_DAYS, STEPS, Funnel, count_funnel
from plushka.domain.codes.queries import find_batches
from plushka.domain.tenants.rights import Right
from plushka.lib.days import local_day
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.codes.activations_view import day_of
from plushka.web.manager.lab.charts import bars, course
from plushka.web.manager.lab.tables import written
from plushka.web.manager.members.listed import uuid_of
from plushka.web.manager.views.code_activations import OFFERED
from plushka.web.ui.clock import now
from plushka.web.ui.templatetags import ui

DAYS = 30
REFUSED = 422


@dataclass(slots=True)
class View:
    """The days and the batch that are looked at; ``errors`` beside what cannot be read."""

    first: dt.date
    last: dt.date
    batch: UUID | None = None
    errors: dict[str, str] = field(default_factory=dict)


@never_cache
@require_safe
@in_cabinet(Right.SEE_CODES)
def funnel(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show how far codes came, in all and by day."""
    view = _view(request, cabinet)
    found = _count(view, cabinet)
    words = _words()
    batches = find_batches(limit=OFFERED)
    context = {
        "cabinet": cabinet,
        "here": "codes",
        "tab": "funnel",
        "view": view,
        "batches": batches,
        "has_codes": bool(batches),
        "bars": bars(
            (words[step], found.total(step), ui.whole(found.total(step))) for step in STEPS
        ),
        "course": course(
            [(found.by_day[day]["activated"], found.by_day[day]["ordered"]) for day in found.days]
        ),
        "heads": [words[step] for step in STEPS],
        "days": [
            (day, [(words[step], found.by_day[day][step]) for step in STEPS])
            for day in reversed(found.days)
            if found.by_day[day]
        ],
        "query": request.GET.urlencode(),
        "most_days": MOST_DAYS,
    }
    status = REFUSED if view.errors else 200
    return render(request, "manager/codes/funnel.html", context, status=status)


@never_cache
@require_safe
@in_cabinet(Right.EXPORT)
def table(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Give the same days as CSV."""
    found = _count(_view(request, cabinet), cabinet)
    words = _words()
    rows = [[_("Day"), *(words[step] for step in STEPS)]]
    rows += [
        [day.isoformat(), *(str(found.by_day[day][step]) for step in STEPS)] for day in found.days
    ]
    # A byte order mark lets spreadsheets know that it is UTF-8.
    answer = HttpResponse("\ufeff" + written(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{cabinet.place.slug}-codes.csv"'
    return answer


def _words() -> dict[str, str]:
    names = (
        *(_("Codes made"), _("Codes handed over"), _("Codes activated")),
        *(_("Members with their first code"), _("Of them, joined for it"), _("Ordered a gift")),
    )
    return dict(zip(STEPS, names, strict=True))


def _view(request: HttpRequest, cabinet: Cabinet) -> View:
    today = local_day(now(), cabinet.place.zone)
    errors: dict[str, str] = {}
    last = day_of(errors, "until", request.GET.get("until", "")) or today
    first = day_of(errors, "since", request.GET.get("since", "")) or last - dt.timedelta(
        days=DAYS - 1
    )
    if not errors and last < first:
        errors["until"] = _("Choose a last day that is not before the first one.")
    if errors:
        first, last = today - dt.timedelta(days=DAYS - 1), today
    first = max(first, last - dt.timedelta(days=MOST_DAYS - 1))
    return View(first, last, uuid_of(request.GET.get("batch", "")), errors)


def _count(view: View, cabinet: Cabinet) -> Funnel:
    return count_funnel(
        first=view.first, last=view.last, zone=cabinet.place.zone, batch_id=view.batch
    )
