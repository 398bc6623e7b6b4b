"""A member comes in: by a code to the phone, or by a link; and goes out."""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from plushka.domain.access import sessions, sign_in_links
from plushka.domain.access import signing as access
from plushka.domain.access.sessions import Opened
from plushka.domain.members import locator as names
from plushka.domain.members.locator import Locator
from plushka.domain.members.phone import mask
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import BadField, Refusal
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.visit import (
    MARK,
    TOKEN,
    Company,
    drop,
    in_company,
    keep,
    label_of,
    ours,
    visit_of,
    welcome,
    with_next,
)
from plushka.web.ui.demo import demo_company
from plushka.web.ui.pausing import paused
from plushka.web.ui.throttle import address_of

ASKED = "asked"
"""The cookie that keeps who asked for a code, until it is typed: no address says it."""

_ASKED_FOR = dt.timedelta(minutes=15)
_SHOWN_OF_CARD = 4
_LONGEST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@in_company
def sign_in(request: HttpRequest, company: Company) -> HttpResponse:
    """Ask who is there; send the code, and say nothing of whether anybody is."""
    if request.method != "POST":
        with tenant_context(company.place.id):
            visit = visit_of(request, company)
        if visit is not None and visit.visitor.is_proved:
            return redirect("member-card", company.place.slug)
        return _sign_in_page(request, company)
    typed = request.POST.get("who", "").strip()[:_LONGEST]
    try:
        locator = read_who(typed, region=company.place.region)
        with tenant_context(company.place.id):
            access.ask(locator=locator, address=address_of(request), at=company.at)
    except Refusal as refusal:
        page = _sign_in_page(request, company, who=typed, refused=sentence(refusal))
        return paused(page, refusal)
    asked = redirect(with_next(company, "member-code", request.POST.get("next", "")))
    _keep_asked(asked, company, locator)
    return asked


@require_http_methods(["GET", "HEAD", "POST"])
@in_company
def code(request: HttpRequest, company: Company) -> HttpResponse:
    """Take the code, and let in whoever it was sent to."""
    locator = _asked(request, company)
    if locator is None:
        return redirect("member-sign-in", company.place.slug)
    if request.method != "POST":
        return _code_page(request, company, locator)
    typed = "".join(request.POST.get("code", "").split())[:_LONGEST]
    try:
        with tenant_context(company.place.id):
            opened = access.sign_in(
                locator=locator,
                code=typed,
                mark=request.COOKIES.get(MARK, ""),
                label=label_of(request),
                address=address_of(request),
                at=company.at,
            )
    except Refusal as refusal:
        return paused(_code_page(request, company, locator, refused=sentence(refusal)), refusal)
    return _come_in(request, company, opened)


@require_http_methods(["GET", "HEAD", "POST"])
@in_company
def link(request: HttpRequest, company: Company, token: str) -> HttpResponse:
    """Let in whoever has a link and says so: programs that only look at links use none up."""
    page, told = "member/link.html", {"company": company}
    if request.method != "POST":
        return render(request, page, told)
    try:
        with tenant_context(company.place.id):
            opened = sign_in_links.use(
                token=token,
                mark=request.COOKIES.get(MARK, ""),
                label=label_of(request),
                at=company.at,
            )
    except Refusal as refusal:
        return render(request, page, told | {"refused": sentence(refusal)}, status=REFUSED)
    return _come_in(request, company, opened)


@require_POST
@in_company
def sign_out(request: HttpRequest, company: Company) -> HttpResponse:
    """Sign this device out."""
    with tenant_context(company.place.id):
        visit = visit_of(request, company)
        if visit is not None:
            visitor = visit.visitor
            sessions.end(member_id=visitor.member_id, session_id=visitor.session_id, at=company.at)
    gone = redirect("member-sign-in", company.place.slug)
    drop(gone, company, TOKEN)
    return gone


def read_who(typed: str, *, region: str) -> Locator:
    """Read a card or a phone, whichever it can be; refuses by the field ``who``."""
    for kind in ("card", "phone"):
        try:
            return names.read(kind, typed, region=region, path="who")
        except BadField:
            continue
    raise BadField("who", "this is no phone and no card")


def _come_in(request: HttpRequest, company: Company, opened: Opened) -> HttpResponse:
    wanted = ours(company, request.POST.get("next", "")) or company.address("member-card")
    proof = with_next(company, "member-proof", wanted)
    inside = redirect(wanted if opened.is_proved else proof)
    drop(inside, company, ASKED)
    return welcome(inside, company, opened)


def _keep_asked(response: HttpResponse, company: Company, locator: Locator) -> None:
    told = signing.dumps([locator.kind, locator.value], salt=_salt(company))
    keep(response, company, ASKED, told, for_=_ASKED_FOR)


def _asked(request: HttpRequest, company: Company) -> Locator | None:
    try:
        kind, value = signing.loads(
            request.COOKIES.get(ASKED, ""), salt=_salt(company), max_age=_ASKED_FOR
        )
    except signing.BadSignature:
        return None
    return Locator(kind, value)


def _salt(company: Company) -> str:
    return f"plushka.member.asked:{company.place.id}"


def _sign_in_page(
    request: HttpRequest, company: Company, *, who: str = "", refused: str = ""
) -> HttpResponse:
    demo = demo_company()
    told = {
        "company": company,
        "who": who,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "refused": refused,
        "demo": demo if demo and demo.slug == company.place.slug else None,
    }
    return render(request, "member/sign_in.html", told, status=REFUSED if refused else 200)


def _code_page(
    request: HttpRequest, company: Company, locator: Locator, *, refused: str = ""
) -> HttpResponse:
    told = {
        "company": company,
        "to": mask(locator.value) if locator.kind == "PHONE" else "",
        "card": locator.value[-_SHOWN_OF_CARD:] if locator.kind == "CARD" else "",
        "who": locator.value,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "refused": refused,
        "is_demo": settings.PLUSHKA_DEMO,
    }
    return render(request, "member/code.html", told, status=REFUSED if refused else 200)
