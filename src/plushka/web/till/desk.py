"""Who stands at the till, and in which outlet."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, TypedDict
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.document import Unit
from plushka.domain.programmes.queries import rules
from plushka.domain.sales.asked import Asker
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet, Staff
from plushka.domain.tenants.queries import OutletUnknown, Place, get_outlet, open_outlets, place_of
from plushka.domain.tenants.rights import Right, may
from plushka.web.ui import devices
from plushka.web.ui.clock import now
from plushka.web.ui.held import let_in
from plushka.web.ui.htmx import wants_part
from plushka.web.ui.wanted import wanted

CHOSEN = "outlet"
"""Where the session keeps the code of the outlet an owner chose."""


class EnrolAsks(TypedDict):
    """What the form for a newcomer asks for beside phone and name."""

    needs_code: bool
    asks_invitation: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """A signed-in person in an outlet, and the programme that rules now."""

    staff: Staff
    place: Place
    outlet: Outlet
    programme: Compiled
    #: Signed in by a PIN, on an enrolled device.
    is_by_pin: bool = False

    @property
    def may_choose(self) -> bool:
        """Not bound to one outlet."""
        return self.staff.outlet_id is None

    @property
    def may_approve(self) -> bool:
        """Whether what a cashier only asks for is done at once (T41)."""
        return may(self.staff.role, Right.WATCH_TILLS)

    @property
    def unit(self) -> Unit:
        """What the company calls its points."""
        return self.programme.document.unit

    @property
    def redeem_needs_code(self) -> bool:
        """Whether members confirm a redemption (E23)."""
        return self.programme.document.confirmations.redeem

    @property
    def enrol_asks(self) -> EnrolAsks:
        """What the form for a newcomer asks for besides."""
        return {
            "needs_code": self.enrol_needs_code,
            "asks_invitation": self.programme.document.inviting.joining == "invited",
        }

    @property
    def enrol_needs_code(self) -> bool:
        """Whether newcomers confirm their phone (E22)."""
        return self.programme.document.confirmations.enrol

    @property
    def asker(self) -> Asker:
        """The cashier as sales know them."""
        return Asker(actor=self.actor, outlet_id=self.staff.outlet_id)

    @property
    def actor(self) -> str:
        """The cashier as the ledger knows them: without personal data."""
        return f"staff:{self.staff.id}"


type Seated[**P] = Callable[Concatenate[HttpRequest, Desk, P], HttpResponse]
type Plain[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def at_desk[**P](view: Seated[P]) -> Plain[P]:
    """Give the view its desk, or send away who has none.

    Nobody signed in: to the sign-in. A role without a till: 403. No outlet
    chosen yet: to the choice.
    """

    @wraps(view)
    def seated(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        staff = request.user
        if not isinstance(staff, Staff):
            return let_in(
                request, f"{reverse('till-sign-in')}?{urlencode({'next': wanted(request)})}"
            )
        if not may(staff.role, Right.SELL):
            raise PermissionDenied
        if getattr(view, "opens_its_own", False):
            with tenant_context(staff.tenant_id):
                desk = desk_of(request, staff)
        else:
            desk = desk_of(request, staff)
        if desk is None:
            return _go(request, reverse("till-outlet"))
        return view(request, desk, *args, **kwargs)

    return seated


def desk_of(request: HttpRequest, staff: Staff) -> Desk | None:
    """Seat a person; None when they have still to choose an outlet."""
    outlet = _outlet_of(request, staff)
    if outlet is None:
        return None
    place = place_of(staff.tenant)
    programme = rules(zone=place.zone).at(now())
    return Desk(staff, place, outlet, programme, is_by_pin=devices.is_by_pin(request))


def _outlet_of(request: HttpRequest, staff: Staff) -> Outlet | None:
    if staff.outlet_id is not None:
        return Outlet.objects.get(id=staff.outlet_id)  # type: ignore[no-any-return]
    if chosen := request.session.get(CHOSEN):
        try:
            return get_outlet(chosen)
        except OutletUnknown:
            del request.session[CHOSEN]
    some = list(open_outlets()[:2])
    return some[0] if len(some) == 1 else None


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """Lead the whole browser there, also when only a part of the page was asked for."""
    if not wants_part(request):
        return redirect(address)
    response = HttpResponse()
    response["HX-Redirect"] = address
    return response
