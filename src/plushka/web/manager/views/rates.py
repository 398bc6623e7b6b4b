"""How a tier of the draft earns, and its discount."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from plushka.domain.programmes import drafts
from plushka.domain.programmes.files import ProgrammeInvalid
from plushka.domain.programmes.models import Draft
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.drafting import promised, stamp_seen, tier_names
from plushka.web.manager.forms.nested import nested
from plushka.web.manager.rates import form as rates_form
from plushka.web.manager.rates.form import RatesForm
from plushka.web.manager.refusals import sentence
from plushka.web.ui.clock import now
from plushka.web.ui.htmx import wants_part
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422
PAGE = "manager/rates.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def rates(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show what a tier gives; each button sends the whole form, one of them keeps it."""
    if request.method != "POST":
        return _page(request, cabinet)
    form: RatesForm | None = None
    try:
        with tenant_context(cabinet.place.id):
            known = drafts.get_draft()
            form = _sent(request, known)
            if request.POST.get("do") == "save":
                document = rates_form.written(form, known.document)
                drafts.change_draft(
                    document=document,
                    actor=cabinet.actor,
                    at=now(),
                    stamp=request.POST.get("stamp"),
                )
    except ProgrammeInvalid as invalid:
        if form is not None:
            rates_form.tell(form, invalid.errors)
        return _page(request, cabinet, form=form, refusal=invalid)
    except Refusal as refusal:
        return _page(request, cabinet, form=form, refusal=refusal)
    if request.POST.get("do") != "save":
        return _page(request, cabinet, form=form)
    return redirect(f"{reverse('manager-draft-rates')}?tier={form.tier}&just=saved")


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def preview(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show what the form as it stands would promise; asked for while somebody types."""
    with tenant_context(cabinet.place.id):
        known = drafts.get_draft()
        form = _sent(request, known)
        document = rates_form.written(form, known.document)
        zone = cabinet.place.zone
        shown = promised(document, form.tier, request.POST, at=now(), zone=zone)
        context = {"cabinet": cabinet, "consequence": shown}
        return render(request, "manager/consequence.html", context)


def _sent(request: HttpRequest, known: Draft) -> RatesForm:
    do, tier = request.POST.get("do", ""), request.POST.get("of_tier", "")
    return rates_form.sent(nested(request.POST), known.document, tier, do)


def _page(
    request: HttpRequest,
    cabinet: Cabinet,
    *,
    form: RatesForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    context = {
        "cabinet": cabinet,
        "here": "programme",
        "section": "rates",
        "is_saved": request.GET.get("just") == "saved",
        "refused": sentence(refusal) if refusal else "",
    }
    with tenant_context(cabinet.place.id):
        known: Draft | None = Draft.objects.first()
        if known is not None:
            shown = form or rates_form.read(known.document, asked.get("tier", ""))
            document = rates_form.written(shown, known.document)
            zone = cabinet.place.zone
            context |= {
                "form": shown,
                "stamp": stamp_seen(request, known),
                "tiers": tier_names(known.document),
                "consequence": promised(document, shown.tier, asked, at=now(), zone=zone),
            }
        page = f"{PAGE}#parts" if wants_part(request) else PAGE
        return render(request, page, context, status=REFUSED if refusal else 200)
