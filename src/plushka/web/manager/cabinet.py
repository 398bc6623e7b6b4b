"""Who looks at the cabinet, and at which company."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.queries import Place, place_of
from plushka.web.ui.htmx import wants_part

ROLES = frozenset({Staff.Role.OWNER, Staff.Role.MARKETER})
FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Cabinet:
    """A signed-in person of a company."""

    staff: Staff
    place: Place

    @property
    def actor(self) -> str:
        """The person as drafts and versions know them: without personal data."""
        return f"staff:{self.staff.id}"


type Shown[**P] = Callable[Concatenate[HttpRequest, Cabinet, P], HttpResponseBase]
type Plain[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def in_cabinet[**P](view: Shown[P]) -> Plain[P]:
    """Give the view its cabinet, or send away who has none.

    Nobody signed in: to the sign-in. A role without a cabinet: 403.
    """

    @wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        staff = request.user
        if not isinstance(staff, Staff):
            return _sign_in(request)
        if staff.role not in ROLES:
            return render(request, "manager/not_for_you.html", status=FORBIDDEN)
        cabinet = Cabinet(staff, place_of(staff.tenant))
        request.cabinet = cabinet  # type: ignore[attr-defined]
        return view(request, cabinet, *args, **kwargs)

    return shown


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Lead the whole browser there, also when only a part of the page was asked for."""
    address = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    if not wants_part(request):
        return redirect(address)
    response = HttpResponse()
    response["HX-Redirect"] = address
    return response
