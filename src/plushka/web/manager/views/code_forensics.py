"""Who tries codes: alarms, wrong codes by hour, scans before sale, a batch by place and time."""

import datetime as dt
from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.codes import alarming
from plushka.domain.codes import forensics as found
from plushka.domain.codes.models import Batch
from plushka.domain.codes.queries import find_batches
from plushka.domain.tenants.rights import Right
from plushka.lib.days import local_day, start_of_day
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.codes import heat
from plushka.web.manager.codes.words import OUTCOMES, SOURCES
from plushka.web.manager.lab.charts import Bar, bars, course
from plushka.web.manager.members.listed import uuid_of
from plushka.web.manager.views.code_activations import OFFERED
from plushka.web.ui.clock import now
from plushka.web.ui.templatetags import ui

DAYS = 14
MOST_DAYS = 92
MOST_ALARMS = 20


@never_cache
@require_safe
@in_cabinet(Right.SEE_CODES)
def forensics(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show what was tried in the latest days; of a batch that is chosen, where and when."""
    zone, at = cabinet.place.zone, now()
    today = local_day(at, zone)
    days = [today - dt.timedelta(days=back) for back in range(DAYS)]
    since = start_of_day(days[-1], zone)
    batches = find_batches(limit=OFFERED)
    chosen = _chosen(request)
    context = {
        "cabinet": cabinet,
        "here": "codes",
        "tab": "forensics",
        "batches": batches,
        "has_codes": bool(batches),
        "alarms": alarming.find_alarms(limit=MOST_ALARMS),
        "n_days": DAYS,
        "heat": heat.heat(found.wrong_by_hour(since=since), days=days, zone=zone),
        "hours": range(heat.HOURS),
        "prefixes": _bars(found.wrong_by_prefix(since=since), {"": _("none of your prefixes")}),
        "early": _early(since),
        "chosen": chosen,
        "told": _of_batch(chosen, zone) if chosen else {},
    }
    return render(request, "manager/codes/forensics.html", context)


@require_POST
@in_cabinet(Right.CHANGE_CODES)
def look_at(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Say that alarms were looked at."""
    ids = [one for text in request.POST.getlist("alarm") if (one := uuid_of(text)) is not None]
    alarming.look_at(alarms=ids[:MOST_ALARMS], actor=cabinet.actor, at=now())
    return redirect("manager-codes-forensics")


def _chosen(request: HttpRequest) -> Batch | None:
    batch_id: UUID | None = uuid_of(request.GET.get("batch", ""))
    row: Batch | None = Batch.objects.filter(id=batch_id).first() if batch_id else None
    return row


def _early(since: dt.datetime) -> list[tuple[Batch, int]]:
    tried = dict(found.tried_early(since=since))
    rows = Batch.objects.filter(id__in=tried).order_by("number")
    return [(row, tried[row.id]) for row in rows]


def _of_batch(row: Batch, zone: str) -> dict[str, Any]:
    counts = found.counts(batch_id=row.id)
    by_day: Counter[dt.date] = Counter()
    for hour, n in counts.hours:
        by_day[local_day(hour, zone)] += n
    last = max(by_day, default=None)
    n_days = min(MOST_DAYS, max(DAYS, (last - min(by_day)).days + 1)) if last else 0
    days = [last - dt.timedelta(days=back) for back in range(n_days - 1, -1, -1)] if last else []
    return {
        "counts": counts,
        "outcomes": _bars(counts.outcomes, OUTCOMES),
        "sources": _bars(counts.sources, SOURCES),
        "places": _bars(counts.places, {}),
        "by_day": [(day, by_day[day]) for day in days],
        "course": course([(by_day[day],) for day in days]),
    }


def _bars(parts: Any, names: Any) -> list[Bar]:
    return bars((str(names.get(label, label)), n, ui.whole(n)) for label, n in parts)
