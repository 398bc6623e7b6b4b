"""Campaigns: the list, the calendar, the form, launching and stopping."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.campaigns import operations, queries
from plushka.domain.campaigns.reading import CampaignInvalid
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.days import local_day
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.campaigns import calendar, faults, page
from plushka.web.manager.campaigns import form as campaign_form
from plushka.web.manager.campaigns.listed import listed
from plushka.web.manager.forms.nested import nested
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def campaigns(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List all campaigns with their state and budgets."""
    found = listed(at=now(), zone=cabinet.place.zone)
    context = {"cabinet": cabinet, "here": "campaigns", "campaigns": found}
    return render(request, "manager/campaigns.html", context)


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def month(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show a month of campaigns."""
    at, zone = now(), cabinet.place.zone
    first = calendar.month_of(request.GET.get("month", ""), today=local_day(at, zone))
    shown = calendar.month(first, listed(at=at, zone=zone), at=at, zone=zone)
    context = {"cabinet": cabinet, "here": "campaigns", "month": shown, "week": _week()}
    return render(request, "manager/calendar.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def campaign(request: HttpRequest, cabinet: Cabinet, code: str = "") -> HttpResponse:
    """Build a campaign; each button sends the whole form, one of them keeps it."""
    place, at = cabinet.place, now()
    with tenant_context(place.id):
        known = queries.get_campaign_or_none(code) if code else None
        if code and known is None:
            return page.gone(request, cabinet)
        if request.method != "POST":
            return page.show(request, cabinet, known)
        rules = page.rules_of(known)
        do = request.POST.get("do", "")
        form = campaign_form.sent(nested(request.POST), code, do)
        campaign_form.settle(form, page.offers_of(cabinet))
        if do != "save":
            return page.show(request, cabinet, known, form=form)
        document, places = campaign_form.written(form, rules, zone=place.zone)
        try:
            page.check_new(document, is_new=not code)
            operations.save_draft(
                code=document["code"],
                document=document,
                actor=cabinet.actor,
                at=at,
                stamp=request.POST.get("stamp") if code else None,
            )
        except CampaignInvalid as invalid:
            faults.tell(form, invalid.errors, places)
            return page.show(request, cabinet, known, form=form, refusal=invalid)
        except Refusal as refusal:
            return page.show(request, cabinet, known, form=form, refusal=refusal)
    return redirect("manager-campaign", document["code"])


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def audience(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Count the members of the audience as it stands; asked for while somebody builds it."""
    with tenant_context(cabinet.place.id):
        form = campaign_form.sent(nested(request.POST), "")
        campaign_form.settle(form, page.offers_of(cabinet))
        context = {"count": page.count(form, zone=cabinet.place.zone, at=now())}
        return render(request, "manager/campaign_audience.html", context)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def launch(request: HttpRequest, cabinet: Cabinet, code: str) -> HttpResponse:
    """Put the draft in force."""
    return _act(request, cabinet, code, operations.launch, is_of_what_was_seen=True)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def stop(request: HttpRequest, cabinet: Cabinet, code: str) -> HttpResponse:
    """End a campaign now."""
    return _act(request, cabinet, code, operations.stop)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def discard(request: HttpRequest, cabinet: Cabinet, code: str) -> HttpResponse:
    """Throw the draft away, and with it a campaign that was never launched."""
    return _act(request, cabinet, code, operations.discard_draft, is_of_what_was_seen=True)


def _act(
    request: HttpRequest,
    cabinet: Cabinet,
    code: str,
    operation: Any,
    *,
    is_of_what_was_seen: bool = False,
) -> HttpResponse:
    try:
        with tenant_context(cabinet.place.id):
            if is_of_what_was_seen:
                operations.expect(code=code, stamp=request.POST.get("stamp"))
            operation(code=code, actor=cabinet.actor, at=now())
            is_there = queries.get_campaign_or_none(code) is not None
    except queries.CampaignUnknown:
        with tenant_context(cabinet.place.id):
            return page.gone(request, cabinet)
    except Refusal as refusal:
        with tenant_context(cabinet.place.id):
            known = queries.get_campaign(code)
            return page.show(request, cabinet, known, refusal=refusal)
    return redirect(reverse("manager-campaign", args=[code]) if is_there else "manager-campaigns")


def _week() -> list[dt.date]:
    """Give a Monday and the days after it, for the names of days."""
    monday = dt.date(2024, 1, 1)
    return [monday + dt.timedelta(days=number) for number in range(7)]
