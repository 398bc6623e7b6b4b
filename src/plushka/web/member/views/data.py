"""What is known of a member, to take away; and leaving the programme for good (T29, B20)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.tenants.context import tenant_context
from plushka.web.member.everything import as_csv, as_json, gather
from plushka.web.member.standing import known, tier_of
from plushka.web.member.visit import (
    MARK,
    TOKEN,
    Company,
    Visit,
    acting,
    as_member,
    drop,
    in_company,
)

_FILES = {
    "json": ("application/json", as_json, "json"),
    "csv": ("application/zip", as_csv, "zip"),
}


@require_safe
@as_member
def data(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Offer the export, and the way out."""
    told = {"company": visit, "known": known(visit), "here": "profile"}
    return render(request, "member/data.html", told)


@require_safe
@as_member
def export(request: HttpRequest, visit: Visit, form: str) -> HttpResponse:
    """Send everything that is known of the member."""
    del request
    if form not in _FILES:
        return redirect("member-data", visit.place.slug)
    media_type, written, ending = _FILES[form]
    tables = gather(known(visit), language=get_language() or "en")
    answer = HttpResponse(written(tables), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{visit.place.slug}.{ending}"'
    return answer


@require_safe
@as_member
def leave(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Tell what is lost, and ask whether that is wanted."""
    return _leave_page(request, visit)


@acting
def go(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Erase the member, where they have said that they know what is lost."""
    if "sure" not in request.POST:
        with tenant_context(visit.place.id):
            return _leave_page(request, visit, is_unsure=True)
    with tenant_context(visit.place.id):
        enrolment.erase(member_id=visit.visitor.member_id, actor=visit.actor, at=visit.at)
    gone = redirect("member-gone", visit.place.slug)
    drop(gone, visit, TOKEN)
    drop(gone, visit, MARK)
    return gone


@require_safe
@in_company
def gone(request: HttpRequest, company: Company) -> HttpResponse:
    """Say goodbye."""
    return render(request, "member/gone.html", {"company": company})


def _leave_page(request: HttpRequest, visit: Visit, *, is_unsure: bool = False) -> HttpResponse:
    found = known(visit)
    told = {
        "company": visit,
        "known": found,
        "balance": found.balance(),
        "tier": tier_of(found),
        "is_unsure": is_unsure,
        "here": "profile",
    }
    return render(request, "member/leave.html", told, status=422 if is_unsure else 200)
