"""Overview: what came of today."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.members.counting import count_members
from plushka.domain.programmes.queries import rules
from plushka.domain.sales import figures
from plushka.domain.tenants.rights import Right
from plushka.lib.days import local_day
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.ui.clock import now


@never_cache
@require_safe
@in_cabinet(Right.SEE_FIGURES)
def overview(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show today beside yesterday; to a new company, what to do first."""
    zone, at = cabinet.place.zone, now()
    today = local_day(at, zone)
    programme = rules(zone=zone).at(at)
    yesterday = today - dt.timedelta(days=1)
    members = count_members(day=today, zone=zone)
    context = {
        "cabinet": cabinet,
        "here": "overview",
        "day": today,
        "today": figures.of_day(today, programme=programme, zone=zone),
        "yesterday": figures.of_day(yesterday, programme=programme, zone=zone),
        "members": members,
        "programme": programme,
        "is_new": not members.total and not figures.any_sold(),
    }
    return render(request, "manager/overview.html", context)
