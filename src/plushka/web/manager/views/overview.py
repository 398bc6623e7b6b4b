"""Overview: what came of today, and of the latest days."""

import datetime as dt
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.members.counting import Members
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import rules
from plushka.domain.sales import figures
from plushka.domain.tenants.rights import Right
from plushka.lib.days import local_day
from plushka.lib.spreadsheets import harmless
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.lab.tables import written
from plushka.web.manager.overview import NAMES, Counted, Written, charts, count, members_of
from plushka.web.ui.clock import now
from plushka.web.ui.templatetags import ui


@never_cache
@require_safe
@in_cabinet(Right.SEE_FIGURES)
def overview(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show today beside yesterday and the latest days; to a new company, what to do first."""
    zone, at = cabinet.place.zone, now()
    today = local_day(at, zone)
    programme = rules(zone=zone).at(at)
    yesterday = today - dt.timedelta(days=1)
    members = members_of(cabinet.place, today)
    is_new = not members.total and not figures.any_sold()
    context = {
        "cabinet": cabinet,
        "here": "overview",
        "day": today,
        "today": figures.of_day(today, programme=programme, zone=zone),
        "yesterday": figures.of_day(yesterday, programme=programme, zone=zone),
        "members": members.total,
        "joined": members.joined[today],
        "programme": programme,
        "is_new": is_new,
        "charts": [] if is_new else charts(_counted(cabinet, today, members, programme)),
    }
    return render(request, "manager/overview.html", context)


@never_cache
@require_safe
@in_cabinet(Right.EXPORT)
def table(request: HttpRequest, cabinet: Cabinet, name: str) -> HttpResponse:
    """Give the table of one chart as CSV."""
    del request
    if name not in NAMES:
        raise Http404
    zone, at = cabinet.place.zone, now()
    today = local_day(at, zone)
    found = _counted(cabinet, today, members_of(cabinet.place, today), rules(zone=zone).at(at))
    rows = [
        row for chart in charts(found) if chart.code == name for row in (chart.head, *chart.plain)
    ]
    # A byte order mark lets spreadsheets know that it is UTF-8.
    text = "\ufeff" + written([harmless(cell) for cell in row] for row in rows)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    file = f"{cabinet.place.slug}-{name}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def _counted(cabinet: Cabinet, today: dt.date, members: Members, programme: Compiled) -> Counted:
    how = Written(
        money=partial(ui.money, currency=cabinet.place.currency),
        points=ui.number,
        whole=ui.whole,
    )
    return count(cabinet.place, today, members=members, programme=programme, written=how)
