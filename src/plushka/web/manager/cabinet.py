"""Who looks at the cabinet, and at which company."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Protocol
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from plushka.domain.campaigns.queries import CampaignUnknown
from plushka.domain.codes.queries import BatchUnknown
from plushka.domain.programmes.drafts import DraftUnknown
from plushka.domain.staffing.changing import StaffUnknown
from plushka.domain.staffing.devices import DeviceUnknown
from plushka.domain.staffing.inviting import InvitationOver
from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.queries import Place, place_of
from plushka.domain.tenants.rights import RIGHTS, Right, may
from plushka.web.manager.navigation import FIRST_HOUR, Line, lines_for
from plushka.web.ui.held import let_in
from plushka.web.ui.wanted import wanted

FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Cabinet:
    """A signed-in person of a company."""

    staff: Staff
    place: Place
    #: They have opened the list of the first hour, and not all of it is done.
    in_first_hour: bool = False

    @property
    def actor(self) -> str:
        """The person as drafts and versions know them: without personal data."""
        return f"staff:{self.staff.id}"

    @property
    def rights(self) -> frozenset[Right]:
        """What the person's role may do; templates ask ``"export" in cabinet.rights``."""
        return RIGHTS.get(self.staff.role, frozenset())

    @property
    def lines(self) -> list[Line]:
        """What the navigation leads the person to."""
        if not self.rights - _TILL:
            return []
        lines = lines_for(self.rights, tenant_id=self.staff.tenant_id)
        return [FIRST_HOUR, *lines] if self.in_first_hour else lines

    @property
    def home(self) -> str:
        """The name of the address where the person's work begins."""
        return home_of(self.staff)

    def may(self, right: Right) -> bool:
        """Tell whether the person has a right."""
        return may(self.staff.role, right)


type Shown[**P] = Callable[Concatenate[HttpRequest, Cabinet, P], HttpResponseBase]
type Plain[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Doorkeeper(Protocol):
    """Turns away who may not see a view, whatever its arguments are."""

    def __call__[**P](self, view: Shown[P], /) -> Plain[P]: ...


def in_cabinet(right: Right | None = None) -> Doorkeeper:
    """Give the view its cabinet, or send away who may not see it.

    Nobody signed in: to the sign-in. A role without the right, or, for pages
    that need none, without any right but the till's: 403.
    """

    def guarded[**P](view: Shown[P], /) -> Plain[P]:
        return _guarded(view, right)

    return guarded


def in_account[**P](view: Shown[P], /) -> Plain[P]:
    """Give the view its cabinet, whatever the role: it is about the person alone."""
    return _guarded(view, None, is_own=True)


def home_of(staff: Staff) -> str:
    """Give the name of the address where a person's work begins."""
    for right, address in _HOMES:
        if may(staff.role, right):
            return address
    return "till"


_HOMES = (
    (Right.SEE_FIGURES, "manager-overview"),
    (Right.SEE_MEMBERS, "manager-members"),
)
_TILL = frozenset({Right.SELL})
IN_FIRST_HOUR = "in_first_hour"
"""The key of the session that says so."""

_GONE = (
    BatchUnknown,
    CampaignUnknown,
    DraftUnknown,
    StaffUnknown,
    InvitationOver,
    DeviceUnknown,
)
"""What an address named, or meant, and is not there: for views that have no words of their own."""


def _guarded[**P](view: Shown[P], right: Right | None, *, is_own: bool = False) -> Plain[P]:
    @wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        staff = request.user
        if not isinstance(staff, Staff):
            return _sign_in(request)
        cabinet = Cabinet(staff, place_of(staff.tenant), IN_FIRST_HOUR in request.session)
        if not (is_own or (cabinet.may(right) if right else cabinet.rights - _TILL)):
            return render(request, "manager/not_for_you.html", status=FORBIDDEN)
        request.cabinet = cabinet  # type: ignore[attr-defined]
        try:
            return view(request, cabinet, *args, **kwargs)
        except _GONE as refusal:
            raise Http404 from refusal

    return shown


def _sign_in(request: HttpRequest) -> HttpResponse:
    return let_in(request, f"{reverse('account_login')}?{urlencode({'next': wanted(request)})}")
