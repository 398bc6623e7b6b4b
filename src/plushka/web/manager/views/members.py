"""Members: the list, the search, the filter, the columns."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.members.searching import search as find
from plushka.domain.segments import keeping, operations
from plushka.domain.segments.listing import Asked, count_page
from plushka.domain.segments.operations import read_condition
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.campaigns.page import offers_of
from plushka.web.manager.members import choosing, filtering, listed
from plushka.web.manager.members.filtering import FilterForm
from plushka.web.ui.clock import now
from plushka.web.ui.htmx import show, wants_part

REFUSED = 422


@never_cache
@require_safe
@in_cabinet(Right.SEE_MEMBERS)
def members(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List members: all, of a segment, or of a filter."""
    view = listed.asked_for(request.GET)
    context = listed.page_of(view, cabinet, at=now())
    shown = {"cabinet": cabinet, "here": "members", **context}
    return show(request, "manager/members.html", "found", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.SEE_MEMBERS)
def search(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Find members by whatever was typed.

    It is a POST, because addresses are kept in histories and logs and neither
    a phone nor a name should be.
    """
    text = request.POST.get("find", "").strip()
    if request.method != "POST" or not text:
        if wants_part(request):
            return members_part(request, cabinet)
        return redirect("manager-members")
    found = find(text=text, region=cabinet.place.region)
    context = listed.found_of(found.ids, cabinet, at=now())
    context |= {"find": text, "is_search": True, "is_more": found.is_more}
    shown = {"cabinet": cabinet, "here": "members", **context}
    return show(request, "manager/members.html", "found", shown)


def members_part(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show the list again where what was searched for is taken away."""
    context = listed.page_of(listed.View(), cabinet, at=now())
    shown = {"cabinet": cabinet, "here": "members", **context}
    return show(request, "manager/members.html", "found", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.SEE_MEMBERS)
def member_filter(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Build a filter; each button sends the whole form, one shows the list, one keeps it."""
    offers = offers_of(cabinet)
    if request.method != "POST":
        view = listed.asked_for(request.GET)
        form = filtering.of_tree(view.tree, view.segment, offers)
        return _filter(request, cabinet, form)
    form = filtering.sent(request.POST, offers)
    do = request.POST.get("do", "")
    if do not in {"show", "save", "save-new"}:
        return _filter(request, cabinet, form)
    return _used(request, cabinet, form, filtering.read(form, offers), do)


def _used(
    request: HttpRequest, cabinet: Cabinet, form: FilterForm, document: Any, do: str
) -> HttpResponse:
    """Show the list a filter finds, or keep the filter as a segment."""
    if document is None:
        return _filter(request, cabinet, form, is_refused=True)
    if do == "show":
        kept = keeping.keep_filter(staff_id=cabinet.staff.id, condition=document, at=now())
        return redirect(f"{reverse('manager-members')}?filter={kept}")
    if not cabinet.may(Right.CHANGE_MEMBERS):
        return render(request, "manager/not_for_you.html", status=403)
    try:
        segment = _keep(form, document, cabinet, is_new=do == "save-new")
    except Refusal as refusal:
        filtering.tell(form, refusal)
        return _filter(request, cabinet, form, is_refused=True)
    return redirect(f"{reverse('manager-members')}?segment={segment}")


def _keep(form: FilterForm, document: Any, cabinet: Cabinet, *, is_new: bool) -> Any:
    if is_new or form.segment is None:
        return operations.create(name=form.name, condition=document, actor=cabinet.actor, at=now())
    operations.change(
        segment_id=form.segment,
        version=form.version,
        name=form.name,
        condition=document,
        actor=cabinet.actor,
        at=now(),
    )
    return form.segment


@require_POST
@in_cabinet(Right.SEE_MEMBERS)
def count(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Tell how many the filter finds as it stands; asked for while somebody builds it."""
    offers = offers_of(cabinet)
    document = filtering.read(filtering.sent(request.POST, offers), offers)
    found = None
    if document is not None:
        found = count_page(Asked(at=now(), tree=read_condition(document)))
    return render(request, "manager/members_count.html", {"count": found})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.SEE_MEMBERS)
def member_columns(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Choose the columns one sees, and their order."""
    if request.method == "POST":
        form = choosing.sent(request.POST)
        if request.POST.get("do") == "save" and form.chosen:
            keeping.choose_columns(staff_id=cabinet.staff.id, columns=form.chosen)
            return redirect("manager-members")
    else:
        form = choosing.read(keeping.columns_of(staff_id=cabinet.staff.id))
    is_refused = request.POST.get("do") == "save"
    context = {"cabinet": cabinet, "here": "members", "form": form, "is_refused": is_refused}
    status = REFUSED if is_refused else 200
    return render(request, "manager/members_columns.html", context, status=status)


def _filter(
    request: HttpRequest, cabinet: Cabinet, form: FilterForm, *, is_refused: bool = False
) -> HttpResponse:
    context: dict[str, Any] = {
        "cabinet": cabinet,
        "here": "members",
        "form": form,
        "address": reverse("manager-members-filter"),
        "is_refused": is_refused,
    }
    status = REFUSED if is_refused else 200
    return show(request, "manager/members_filter.html", "parts", context, status=status)
