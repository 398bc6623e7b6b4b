"""Outlets: the list, and the form of one."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.company import outlets as company
from plushka.domain.company.editing import BadFields, ChangedMeanwhile
from plushka.domain.company.outlets import OutletGone
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.hours import is_open
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.company import outlet_form, words
from plushka.web.manager.company.outlet_form import OutletForm
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422
PAGE = 50


@never_cache
@require_safe
@in_cabinet(Right.MANAGE_OUTLETS)
def outlets(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List the outlets, those that are closed last, 50 a page."""
    after = request.GET.get("after", "")
    found = Outlet.objects.all()
    is_closed = after.startswith("closed:")
    before = after.removeprefix("closed:")
    live = [] if is_closed else list(_page_of(found.filter(closed_at=None), before))
    room = PAGE + 1 - len(live)
    gone = found.exclude(closed_at=None)
    rows = live + list(_page_of(gone, before if is_closed else "")[:room])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    context = {
        "cabinet": cabinet,
        "here": "outlets",
        "outlets": [
            (one, is_open(one.hours, at=now(), zone=cabinet.place.zone)) for one in rows[:PAGE]
        ],
        "after": f"{'closed:' if last.closed_at else ''}{last.code}" if last else "",
        "just": request.GET.get("just", ""),
    }
    return render(request, "manager/outlets.html", context)


def _page_of(found: "QuerySet[Outlet]", after: str) -> "QuerySet[Outlet]":
    return found.filter(code__gt=after).order_by("code")[: PAGE + 1]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.MANAGE_OUTLETS)
def new(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Open an outlet."""
    if request.method != "POST":
        return _page(request, cabinet, outlet_form.new())
    typed, _ = outlet_form.sent(request.POST.dict())
    code, outlet_id = request.POST.get("code", ""), outlet_form.sent_id(request.POST.dict())
    try:
        with tenant_context(cabinet.place.id):
            company.open_outlet(
                code=code, typed=typed, actor=cabinet.actor, at=now(), outlet_id=outlet_id
            )
    except BadFields as refusal:
        form = outlet_form.again(outlet_id, 0, typed, code, refusal.wrong)
        return _page(request, cabinet, form, refused=words.look_again())
    return redirect(f"{reverse('manager-outlets')}?just=opened")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.MANAGE_OUTLETS)
def outlet(request: HttpRequest, cabinet: Cabinet, outlet_id: UUID) -> HttpResponse:
    """Show an outlet, and take what was changed."""
    with tenant_context(cabinet.place.id):
        known = _known(outlet_id)
    if request.method != "POST":
        return _page(request, cabinet, outlet_form.read(known), known)
    typed, edition = outlet_form.sent(request.POST.dict())
    try:
        with tenant_context(cabinet.place.id):
            company.change_outlet(
                outlet_id=outlet_id, typed=typed, edition=edition, actor=cabinet.actor, at=now()
            )
    except BadFields as refusal:
        form = outlet_form.again(outlet_id, edition, typed, None, refusal.wrong)
        return _page(request, cabinet, form, known, refused=words.look_again())
    except ChangedMeanwhile:
        form = outlet_form.again(outlet_id, edition, typed, None, {})
        return _page(request, cabinet, form, known, refused=words.changed_meanwhile())
    return redirect(f"{reverse('manager-outlets')}?just=saved")


@require_POST
@in_cabinet(Right.MANAGE_OUTLETS)
def move(request: HttpRequest, cabinet: Cabinet, outlet_id: UUID) -> HttpResponse:
    """Close an outlet, or open it again."""
    known = _known(outlet_id)
    if request.POST.get("do") == "reopen":
        company.reopen_outlet(outlet_id=known.id, actor=cabinet.actor, at=now())
        return redirect(f"{reverse('manager-outlets')}?just=reopened")
    company.close_outlet(outlet_id=known.id, actor=cabinet.actor, at=now())
    return redirect(f"{reverse('manager-outlets')}?just=closed")


def _known(outlet_id: UUID) -> Outlet:
    try:
        return company.get_outlet(outlet_id)
    except OutletGone as gone:
        raise Http404 from gone


def _page(
    request: HttpRequest,
    cabinet: Cabinet,
    form: OutletForm,
    known: Outlet | None = None,
    *,
    refused: str = "",
) -> HttpResponse:
    context = {
        "cabinet": cabinet,
        "here": "outlets",
        "form": form,
        "outlet": known,
        "refused": refused,
    }
    if known is not None:
        path = reverse("join-outlet", args=[cabinet.place.slug, known.code])
        context["join_address"] = request.build_absolute_uri(path)
    with tenant_context(cabinet.place.id):
        status = REFUSED if refused else 200
        return render(request, "manager/outlet.html", context, status=status)
