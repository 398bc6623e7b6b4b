"""What was done in a shift, to be compared with the drawer and printed."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plushka.domain.sales import shifts
from plushka.domain.sales.shifts import Shift
from plushka.domain.tenants.queries import names_of_staff
from plushka.lib.days import local_day, start_of_day
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.screen import screen
from plushka.web.ui.clock import now

LONGEST = dt.timedelta(hours=36)
"""A shift that was begun earlier was not ended; the day's figures are shown instead."""


@dataclass(frozen=True, slots=True)
class ShiftShown:
    """The figures since a moment: a cashier's own, or each one's and together for a senior."""

    since: dt.datetime
    until: dt.datetime
    #: Begun by hand, not by the day.
    is_begun: bool
    together: Shift
    each: list[tuple[str, Shift]]


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def shift(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the figures since the shift was begun, or of the local day; sent, begin one now."""
    at = now()
    if request.method == "POST":
        response = redirect("till-shift")
        begun = at.isoformat() if "begin" in request.POST else ""
        response.set_cookie(
            _cookie(desk),
            begun,
            max_age=LONGEST if begun else 0,
            path=request.path,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
        return response
    begun_at = _begun(request, desk, at=at)
    since = begun_at or start_of_day(local_day(at, desk.place.zone), desk.place.zone)
    found = shifts.of_outlet(
        outlet=desk.outlet.id,
        since=since,
        programme=desk.programme,
        zone=desk.place.zone,
        actor=None if desk.may_approve else desk.actor,
    )
    shown = _shown(found, since=since, until=at, is_begun=begun_at is not None)
    return screen(request, desk, shift=shown)


def _shown(
    found: dict[str, Shift], *, since: dt.datetime, until: dt.datetime, is_begun: bool
) -> ShiftShown:
    names = names_of_staff(actors=found)
    together = Shift()
    for one in found.values():
        together.add(one)
    each = sorted((names.get(actor, ""), one) for actor, one in found.items())
    return ShiftShown(since, until, is_begun, together, each)


def _cookie(desk: Desk) -> str:
    """Name the cookie of a person: it outlives signing out, and who comes next has another."""
    return f"shift-{desk.staff.id}"


def _begun(request: HttpRequest, desk: Desk, *, at: dt.datetime) -> dt.datetime | None:
    """Read when the person began; what is no moment, or too old a one, is none."""
    try:
        begun = dt.datetime.fromisoformat(request.COOKIES.get(_cookie(desk), ""))
    except ValueError:
        return None
    if begun.tzinfo is None or not at - LONGEST <= begun <= at:
        return None
    return begun.astimezone(ZoneInfo(desk.place.zone))
