"""Rules of a campaign's draft: the same constructor as the programme's."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from plushka.domain.campaigns import operations, queries
from plushka.domain.campaigns.models import Campaign
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.campaigns import page
from plushka.web.manager.refusals import campaign_sentence
from plushka.web.manager.rules import page as rule_page
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def rule(request: HttpRequest, cabinet: Cabinet, code: str) -> HttpResponse:
    """Build one rule; each button sends the whole form."""
    context = {"cabinet": cabinet, "here": "campaigns"}
    with tenant_context(cabinet.place.id):
        known = queries.get_campaign_or_none(code)
        if known is None:
            return page.gone(request, cabinet)
        home = page.home_of(request, known, cabinet)
        if request.method != "POST":
            form = rule_page.opened(request, home)
            return rule_page.show(request, form, home, context)
        form = rule_page.sent(request, home)
        if request.POST.get("do") != "save":
            return rule_page.show(request, form, home, context)
        try:
            is_kept = rule_page.kept(form, home, partial(_keep, request, known, cabinet))
        except operations.CampaignChanged as refusal:
            context["refused"] = campaign_sentence(refusal)
            is_kept = False
        except Refusal as refusal:
            return page.show(request, cabinet, known, refusal=refusal)
        if not is_kept:
            return rule_page.show(request, form, home, context, is_refused=True)
    return redirect("manager-campaign", code)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def told(request: HttpRequest, cabinet: Cabinet, code: str) -> HttpResponse:
    """Tell the rule as it stands in words; asked for while somebody types."""
    with tenant_context(cabinet.place.id):
        home = page.home_of(request, queries.get_campaign(code), cabinet)
        return rule_page.words(request, home)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def remove(request: HttpRequest, cabinet: Cabinet, code: str) -> HttpResponse:
    """Take a rule out of the campaign's draft; the last one stays."""
    with tenant_context(cabinet.place.id):
        known = queries.get_campaign_or_none(code)
        if known is None:
            return page.gone(request, cabinet)
        home = page.home_of(request, known, cabinet)
        try:
            _keep(request, known, cabinet, home.without(request.POST.get("code", "")))
        except Refusal as refusal:
            return page.show(request, cabinet, known, refusal=refusal)
    return redirect(reverse("manager-campaign", args=[code]))


def _keep(
    request: HttpRequest, known: Campaign, cabinet: Cabinet, documents: list[dict[str, object]]
) -> None:
    document = (page.document_of(known) or {}) | {"rules": documents}
    operations.save_draft(
        code=known.code,
        document=document,
        actor=cabinet.actor,
        at=now(),
        stamp=request.POST.get("stamp"),
    )
