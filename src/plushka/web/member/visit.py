"""Who looks at which company's member pages, and from which device."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from plushka.domain.access import sessions
from plushka.domain.access.sessions import Opened, Visitor
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import Place, find_place
from plushka.web.member.colours import Looks, looks_of
from plushka.web.ui.browsers import browser_name
from plushka.web.ui.clock import now
from plushka.web.ui.held import let_in
from plushka.web.ui.middleware import is_public
from plushka.web.ui.wanted import wanted

TOKEN, MARK = "member", "device"
"""Cookies: who is signed in, and which device this is also after signing out."""

_KEPT = dt.timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Company:
    """The company of the address, at the moment of the request."""

    place: Place
    looks: Looks
    at: dt.datetime

    @property
    def icon_version(self) -> str:
        """What changes with the icon, for its address."""
        return self.looks.version + self.looks.logo.rpartition("=")[2]

    def address(self, name: str, *args: object) -> str:
        """Give the address of one of the company's member pages."""
        return reverse(name, args=[self.place.slug, *args])


@dataclass(frozen=True, slots=True)
class Visit(Company):
    """A member who is signed in here."""

    visitor: Visitor

    @property
    def actor(self) -> str:
        """The member as records know them: without personal data."""
        return f"member:{self.visitor.member_id}"


type View[Where] = Callable[Concatenate[HttpRequest, Where, ...], HttpResponse]
type Plain = Callable[..., HttpResponse]


def in_company(view: View[Company]) -> Plain:
    """Give the view the company of its address; it opens the context itself."""

    @wraps(view)
    def shown(request: HttpRequest, *, slug: str, **kwargs: Any) -> HttpResponse:
        company = _company(slug)
        with timezone.override(ZoneInfo(company.place.zone)):
            return _private(view(request, company, **kwargs))

    return is_public(shown)


def as_member(view: View[Visit]) -> Plain:
    """Show the page inside the company's context to who is signed in and proved."""

    @in_company
    @wraps(view)
    def shown(request: HttpRequest, company: Company, **kwargs: Any) -> HttpResponse:
        with tenant_context(company.place.id):
            visit = visit_of(request, company)
            if visit is None or not visit.visitor.is_proved:
                return _let_in(request, company, visit)
            return view(request, visit, **kwargs)

    return shown


def acting(view: View[Visit]) -> Plain:
    """Let who is signed in and proved do something; the view opens the context itself."""

    @in_company
    @wraps(view)
    def done(request: HttpRequest, company: Company, **kwargs: Any) -> HttpResponse:
        with tenant_context(company.place.id):
            visit = visit_of(request, company)
        if visit is None or not visit.visitor.is_proved:
            return _let_in(request, company, visit)
        if request.method != "POST":
            return redirect("member-card", company.place.slug)
        return view(request, visit, **kwargs)

    return done


def visit_of(request: HttpRequest, company: Company) -> Visit | None:
    """Say who the device says is there; inside the company's context."""
    token = request.COOKIES.get(TOKEN, "")
    visitor = sessions.find(token, at=company.at) if token else None
    if visitor is None:
        return None
    return Visit(company.place, company.looks, company.at, visitor)


def welcome(response: HttpResponse, company: Company, opened: Opened) -> HttpResponse:
    """Let the device keep what it is known by."""
    for name, value in ((TOKEN, opened.token), (MARK, opened.mark)):
        keep(response, company, name, value, for_=_KEPT)
    return response


def keep(
    response: HttpResponse, company: Company, name: str, value: str, *, for_: dt.timedelta
) -> None:
    """Keep something on the device, for this company's pages alone and out of scripts' reach."""
    response.set_cookie(
        name,
        value,
        max_age=for_,
        path=company.address("member-card"),
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def drop(response: HttpResponse, company: Company, name: str) -> None:
    """Keep it no longer."""
    response.delete_cookie(name, path=company.address("member-card"), samesite="Lax")


def label_of(request: HttpRequest) -> str:
    """Name a device in a few words its owner knows it by."""
    agent = request.headers.get("User-Agent", "")
    return browser_name(agent) if agent else ""


def with_next(company: Company, name: str, wanted_page: str) -> str:
    """Give the address of a page that leads on to where somebody wanted to."""
    page = ours(company, wanted_page)
    return company.address(name) + (f"?{urlencode({'next': page})}" if page else "")


def ours(company: Company, wanted_page: str) -> str:
    """Give where somebody wanted to, if it is one of the company's member pages."""
    plain = all(part.isalnum() or part in "/-_?=&%." for part in wanted_page)
    is_inside = wanted_page.startswith(company.address("member-card")) and ".." not in wanted_page
    return wanted_page if plain and is_inside else ""


def _company(slug: str) -> Company:
    place = find_place(slug)
    if place is None:
        raise Http404
    return Company(place, looks_of(place), now())


def _private(response: HttpResponse) -> HttpResponse:
    """Keep what is a member's out of every cache, unless the view has said otherwise."""
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-store"
    return response


def _let_in(request: HttpRequest, company: Company, visit: Visit | None) -> HttpResponse:
    """Lead to the second proof, or to the sign-in and from there back to where they wanted to."""
    door = "member-sign-in" if visit is None else "member-proof"
    return let_in(
        request, with_next(company, door, wanted(request)), "member/held.html", company=company
    )
