"""A phone changes: by a code to the new one, by the word of who has it now, or through staff."""

import datetime as dt

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.access import recovering, sessions
from plushka.domain.enrolment import phones
from plushka.domain.members import locator as names
from plushka.domain.members.locator import Locator
from plushka.domain.members.phone import mask
from plushka.domain.members.queries import get_profile
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import BadField, Refusal
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.standing import known
from plushka.web.member.visit import (
    MARK,
    Company,
    Visit,
    acting,
    as_member,
    drop,
    in_company,
    keep,
    label_of,
    visit_of,
    welcome,
)
from plushka.web.ui.pausing import paused
from plushka.web.ui.throttle import address_of

MOVING = "moving"
"""The cookie that keeps the new phone until its code is typed."""

_FOR = dt.timedelta(minutes=15)
_LONGEST = 100


@require_safe
@as_member
def phone(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask for the new phone, or for the code that went there."""
    return _page(request, visit)


@acting
def ask(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send the code to the new phone."""
    typed = request.POST.get("phone", "").strip()[:_LONGEST]
    try:
        wanted = names.read("phone", typed, region=visit.place.region, path="phone")
        with tenant_context(visit.place.id):
            phones.ask_for_new(
                visitor=visit.visitor, phone=wanted, at=visit.at, address=address_of(request)
            )
    except Refusal as refusal:
        with tenant_context(visit.place.id):
            page = _page(request, visit, typed=typed, refused=sentence(refusal))
        return paused(page, refusal)
    asked = redirect("member-phone", visit.place.slug)
    keep(asked, visit, MOVING, signing.dumps(wanted.value, salt=_salt(visit)), for_=_FOR)
    return asked


@acting
def take(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Write down the new phone, where the code is right."""
    wanted = _wanted(request, visit)
    if not wanted:
        return redirect("member-phone", visit.place.slug)
    code = "".join(request.POST.get("code", "").split())[:_LONGEST]
    try:
        with tenant_context(visit.place.id):
            phones.take_new(
                visitor=visit.visitor, phone=Locator("PHONE", wanted), code=code, at=visit.at
            )
    except Refusal as refusal:
        with tenant_context(visit.place.id):
            return _page(request, visit, refused=sentence(refusal))
    taken = redirect(f"{visit.address('member-profile')}?just=phone")
    drop(taken, visit, MOVING)
    return taken


@require_POST
@in_company
def not_me(request: HttpRequest, company: Company) -> HttpResponse:
    """Open a new membership for who has another's number now; ask first, where not confirmed."""
    with tenant_context(company.place.id):
        visit = visit_of(request, company)
        if visit is None or visit.visitor.is_proved:
            return redirect("member-card", company.place.slug)
        member = get_profile(member_id=visit.visitor.member_id)
        is_silent = sessions.is_silent(member, at=visit.at)
    told = {"company": visit, "is_silent": is_silent}
    if "sure" not in request.POST or not is_silent:
        return render(request, "member/not_me.html", told)
    with tenant_context(company.place.id):
        opened = phones.begin_anew(
            visitor=visit.visitor,
            mark=request.COOKIES.get(MARK, ""),
            label=label_of(request),
            at=visit.at,
        )
    return welcome(redirect("member-card", company.place.slug), company, opened)


@require_http_methods(["GET", "HEAD", "POST"])
@in_company
def recover(request: HttpRequest, company: Company) -> HttpResponse:
    """Call for staff, where card and birth date are known; the answer is the same if not."""
    told: dict[str, object] = {"company": company, "typed": request.POST, "refused": ""}
    if request.method != "POST":
        return render(request, "member/recover.html", told)
    try:
        card = _read(request, company, "card")
        new = _read(request, company, "phone")
        with tenant_context(company.place.id):
            recovering.ask(
                card=card,
                birth_date=_day(request),
                phone=new,
                address=address_of(request),
                at=company.at,
            )
    except Refusal as refusal:
        told["refused"] = sentence(refusal)
        return render(request, "member/recover.html", told, status=REFUSED)
    return render(request, "member/recovering.html", told)


def _read(request: HttpRequest, company: Company, kind: str) -> Locator:
    typed = request.POST.get(kind, "").strip()[:_LONGEST]
    return names.read(kind, typed, region=company.place.region, path=kind)


def _day(request: HttpRequest) -> dt.date:
    try:
        return dt.date.fromisoformat(request.POST.get("birth_date", ""))
    except ValueError:
        raise BadField("day", "this is no date") from None


def _salt(visit: Visit) -> str:
    return f"plushka.member.moving:{visit.visitor.session_id}"


def _wanted(request: HttpRequest, visit: Visit) -> str:
    try:
        found = signing.loads(request.COOKIES.get(MOVING, ""), salt=_salt(visit), max_age=_FOR)
    except signing.BadSignature:
        return ""
    return str(found)


def _page(
    request: HttpRequest, visit: Visit, *, typed: str = "", refused: str = ""
) -> HttpResponse:
    wanted = _wanted(request, visit)
    told = {
        "company": visit,
        "known": known(visit),
        "typed": typed,
        "to": mask(wanted) if wanted and not typed else "",
        "refused": refused,
        "here": "profile",
    }
    return render(request, "member/phone.html", told, status=REFUSED if refused else 200)
