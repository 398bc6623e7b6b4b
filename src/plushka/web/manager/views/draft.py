"""The editor: a draft changed, looked through, published with a date, or thrown away."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.programmes import drafts, files
from plushka.domain.programmes.files import ProgrammeInvalid
from plushka.domain.programmes.models import Draft
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.domain.workbench import operations as workbench
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager import tier_form
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.drafting import consequence, editor, stamp_seen
from plushka.web.manager.refusals import sentence
from plushka.web.manager.tier_form import TierForm
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422


@never_cache
@require_safe
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def draft(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show the draft, or how to begin one."""
    return _page(request, cabinet)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def open_draft(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Begin a draft from the newest version."""
    del request
    with tenant_context(cabinet.place.id):
        drafts.open_draft(actor=cabinet.actor, at=now())
    return redirect("manager-draft")


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def save_tier(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Keep what the form of a tier says."""
    form: TierForm | None = None
    try:
        with tenant_context(cabinet.place.id):
            known = drafts.get_draft()
            form = _form(request, known)
            document = tier_form.written(form, known.document)
            drafts.change_draft(
                document=document, actor=cabinet.actor, at=now(), stamp=request.POST.get("stamp")
            )
    except ProgrammeInvalid as invalid:
        wrong = [one for one in invalid.errors if form is None or not form.say_wrong(one[0])]
        return _page(request, cabinet, refusal=invalid, form=form, wrong=wrong)
    except Refusal as refusal:
        return _page(request, cabinet, refusal=refusal, form=form)
    return redirect(f"{reverse('manager-draft')}?tier={form.code}")


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def save_yaml(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Put a whole document in the place of the draft."""
    text = request.POST.get("yaml", "")
    try:
        with tenant_context(cabinet.place.id):
            document = files.from_yaml(text)
            drafts.change_draft(
                document=document, actor=cabinet.actor, at=now(), stamp=request.POST.get("stamp")
            )
    except ProgrammeInvalid as invalid:
        return _page(request, cabinet, refusal=invalid, yaml=text, wrong=invalid.errors)
    except Refusal as refusal:
        return _page(request, cabinet, refusal=refusal, yaml=text)
    return redirect("manager-draft")


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def try_receipt(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show what a receipt comes to by the draft: for browsers without scripts."""
    return _page(request, cabinet)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def preview(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show what the form as it stands would promise; asked for while somebody types."""
    with tenant_context(cabinet.place.id):
        known = drafts.get_draft()
        shown = consequence(
            known.document,
            _form(request, known),
            request.POST,
            at=now(),
            zone=cabinet.place.zone,
        )
        context = {"cabinet": cabinet, "consequence": shown}
        return render(request, "manager/consequence.html", context)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def publish(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Make the draft a version, valid from a moment or from now."""
    try:
        valid_from = _moment(request.POST.get("valid_from", ""), zone=cabinet.place.zone)
        with tenant_context(cabinet.place.id):
            drafts.expect(request.POST.get("stamp"))
            version = workbench.publish_draft(
                place=cabinet.place, actor=cabinet.actor, at=now(), valid_from=valid_from
            )
    except Refusal as refusal:
        return _page(request, cabinet, refusal=refusal)
    return redirect("manager-version", version.number)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def discard(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Throw the draft away."""
    try:
        with tenant_context(cabinet.place.id):
            drafts.expect(request.POST.get("stamp"))
            drafts.discard_draft(actor=cabinet.actor, at=now())
    except Refusal as refusal:
        return _page(request, cabinet, refusal=refusal)
    return redirect("manager-programme")


def _form(request: HttpRequest, known: Draft) -> TierForm:
    form = tier_form.read(known.document, request.POST.get("tier", ""))
    return tier_form.sent(form, request.POST)


def _moment(text: str, *, zone: str) -> dt.datetime | None:
    """Read a moment of the company's own clock; nothing is now."""
    if not text:
        return None
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        raise BadField("valid_from", "write a date and a time") from None


def _page(
    request: HttpRequest,
    cabinet: Cabinet,
    *,
    refusal: Refusal | None = None,
    form: TierForm | None = None,
    yaml: str | None = None,
    wrong: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    context = {
        "cabinet": cabinet,
        "here": "programme",
        "refused": sentence(refusal) if refusal else "",
    }
    with tenant_context(cabinet.place.id):
        known: Draft | None = Draft.objects.first()
        if known is not None:
            context["stamp"] = stamp_seen(request, known)
            context["editor"] = editor(
                known,
                asked,
                at=now(),
                zone=cabinet.place.zone,
                form=form,
                yaml=yaml,
                wrong=wrong,
            )
        return render(request, "manager/draft.html", context, status=REFUSED if refusal else 200)
