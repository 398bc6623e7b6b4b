"""Terms of the draft: opening, paying, expiry, gifts, exclusions, rounding."""

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
from plushka.web.manager.refusals import sentence
from plushka.web.manager.terms import form as terms_form
from plushka.web.manager.terms.form import TermsForm
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def terms(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show the terms of the programme or of a tier, and keep what was typed."""
    if request.method != "POST":
        return _page(request, cabinet)
    form: TermsForm | None = None
    try:
        with tenant_context(cabinet.place.id):
            known = drafts.get_draft()
            form = _sent(request, known)
            document = terms_form.written(form, known.document)
            drafts.change_draft(
                document=document, actor=cabinet.actor, at=now(), stamp=request.POST.get("stamp")
            )
    except ProgrammeInvalid as invalid:
        if form is not None:
            terms_form.tell(form, invalid.errors, known.document)
        return _page(request, cabinet, form=form, refusal=invalid)
    except Refusal as refusal:
        return _page(request, cabinet, form=form, refusal=refusal)
    return redirect(f"{reverse('manager-draft-terms')}?tier={form.tier}&just=saved")


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def preview(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show what the terms as they stand would promise; asked for while somebody types."""
    with tenant_context(cabinet.place.id):
        known = drafts.get_draft()
        form = _sent(request, known)
        shown = promised(
            terms_form.written(form, known.document),
            form.tier,
            request.POST,
            at=now(),
            zone=cabinet.place.zone,
        )
        context = {"cabinet": cabinet, "consequence": shown}
        return render(request, "manager/consequence.html", context)


def _sent(request: HttpRequest, known: Draft) -> TermsForm:
    form = terms_form.read(known.document, request.POST.get("of_tier", ""))
    return terms_form.sent(form, nested(request.POST))


def _page(
    request: HttpRequest,
    cabinet: Cabinet,
    *,
    form: TermsForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    context = {
        "cabinet": cabinet,
        "here": "programme",
        "section": "terms",
        "is_saved": request.GET.get("just") == "saved",
        "refused": sentence(refusal) if refusal else "",
    }
    with tenant_context(cabinet.place.id):
        known: Draft | None = Draft.objects.first()
        if known is not None:
            shown = form or terms_form.read(known.document, asked.get("tier", ""))
            document = terms_form.written(shown, known.document)
            zone = cabinet.place.zone
            context |= {
                "form": shown,
                "stamp": stamp_seen(request, known),
                "tiers": tier_names(known.document),
                "consequence": promised(document, shown.tier, asked, at=now(), zone=zone),
            }
        status = REFUSED if refusal else 200
        return render(request, "manager/terms.html", context, status=status)
