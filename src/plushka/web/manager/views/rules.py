"""Rules of the programme's draft: listed, built by hand, thrown away."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.programmes import drafts, files
from plushka.domain.programmes.models import Draft
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.drafting import stamp_seen
from plushka.web.manager.refusals import sentence
from plushka.web.manager.rules import choosing, editing, page
from plushka.web.manager.rules.editing import Home
from plushka.web.manager.rules.offers import offers
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422


@never_cache
@require_safe
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def rules(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show the rules of the draft, in words, and what a new one may begin with."""
    return _list(request, cabinet)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def rule(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Build one rule; each button sends the whole form."""
    context = {"cabinet": cabinet, "here": "programme", "section": "rules"}
    try:
        with tenant_context(cabinet.place.id):
            known = drafts.get_draft()
            home = _home(request, known, cabinet)
            if request.method != "POST":
                return page.show(request, page.opened(request, home), home, context)
            form = page.sent(request, home)
            if request.POST.get("do") != "save":
                return page.show(request, form, home, context)
            try:
                is_kept = page.kept(form, home, partial(_keep, request, known, cabinet))
            except drafts.DraftChanged as refusal:
                context["refused"] = sentence(refusal)
                is_kept = False
            if not is_kept:
                return page.show(request, form, home, context, is_refused=True)
    except Refusal as refusal:
        return _list(request, cabinet, refusal=refusal)
    return redirect("manager-draft-rules")


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def told(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Tell the rule as it stands in words; asked for while somebody types."""
    with tenant_context(cabinet.place.id):
        return page.words(request, _home(request, drafts.get_draft(), cabinet))


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def remove(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Take a rule out of the draft; one that is out already stays out."""
    try:
        with tenant_context(cabinet.place.id):
            known = drafts.get_draft()
            home = _home(request, known, cabinet)
            _keep(request, known, cabinet, home.without(request.POST.get("code", "")))
    except Refusal as refusal:
        return _list(request, cabinet, refusal=refusal)
    return redirect("manager-draft-rules")


def _keep(
    request: HttpRequest, known: Draft, cabinet: Cabinet, documents: list[dict[str, object]]
) -> None:
    document = known.document | {"rules": documents}
    drafts.change_draft(
        document=document, actor=cabinet.actor, at=now(), stamp=request.POST.get("stamp")
    )


def _home(request: HttpRequest, known: Draft, cabinet: Cabinet) -> Home:
    programme = files.read(known.document)
    return Home(
        documents=list(programme.rules),
        offers=offers(programme, cabinet.place),
        back=reverse("manager-draft-rules"),
        address=reverse("manager-draft-rule"),
        telling=reverse("manager-draft-rule-told"),
        removing=reverse("manager-draft-rule-remove"),
        stamp=stamp_seen(request, known),
    )


def _list(
    request: HttpRequest, cabinet: Cabinet, *, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "cabinet": cabinet,
        "here": "programme",
        "section": "rules",
        "refused": sentence(refusal) if refusal else "",
    }
    with tenant_context(cabinet.place.id):
        known: Draft | None = Draft.objects.first()
        if known is not None:
            home = _home(request, known, cabinet)
            context |= {
                "home": home,
                "told": editing.told(home),
                "starts": choosing.starts(home.offers.language),
            }
        status = REFUSED if refusal else 200
        return render(request, "manager/rules.html", context, status=status)
