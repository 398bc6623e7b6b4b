"""Where the company's outlets are: by name or address, or the nearest first, on a map of ours."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plushka.domain.tenants.hours import WEEKDAYS, is_open, write_day
from plushka.domain.tenants.models import Outlet
from plushka.lib.days import local_day
from plushka.web.member.places import HEIGHT, WIDTH, Map, Spot, distance, draw, read_spot
from plushka.web.member.refusals import REFUSED
from plushka.web.member.visit import Company, Visit, as_member

SHOWN = 30
MOST_SORTED = 5000
"""So many are looked at for the nearest; no company has more."""

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class OutletShown:
    """An outlet in the list; ``metres`` where both places are known."""

    number: int
    outlet: Outlet
    metres: int | None
    today: str
    is_open: bool


@require_http_methods(["GET", "HEAD", "POST"])
@as_member
def outlets(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show outlets; where somebody is, is sent as a form, so that no address keeps it."""
    wanted = request.GET.get("q", "").strip()[:_LONGEST]
    typed, refused, you = request.POST.get("near", "").strip()[:_LONGEST], "", None
    if typed:
        try:
            you = read_spot(typed)
        except ValueError:
            refused = _("Type two numbers as maps show them, like 55.75, 37.62.")
    found = _find(wanted, you)
    shown = [_shown(visit, place, one, you) for place, one in enumerate(found[:SHOWN], 1)]
    told = {
        "company": visit,
        "shown": shown,
        "n_more": max(0, len(found) - SHOWN),
        "map": _map(shown, you),
        "width": WIDTH,
        "height": HEIGHT,
        "wanted": wanted,
        "typed": typed,
        "refused": refused,
        "here": "outlets",
    }
    return render(request, "member/outlets.html", told, status=REFUSED if refused else 200)


def _find(wanted: str, you: Spot | None) -> list[Outlet]:
    found = Outlet.objects.filter(closed_at=None).order_by("name", "id")
    if wanted:
        found = found.filter(Q(name__icontains=wanted) | Q(address__icontains=wanted))
    outlets = list(found[:MOST_SORTED])
    if you is None:
        return outlets
    far = 10**9
    return sorted(outlets, key=lambda one: distance(you, spot) if (spot := spot_of(one)) else far)


def spot_of(outlet: Outlet) -> Spot | None:
    """Say where an outlet is, where somebody told."""
    if outlet.latitude_e6 is None or outlet.longitude_e6 is None:
        return None
    return Spot(outlet.latitude_e6, outlet.longitude_e6)


def all_outlets(company: Company) -> list[OutletShown]:
    """Give every outlet by its name."""
    return [_shown(company, place, one, None) for place, one in enumerate(_find("", None), 1)]


def _shown(company: Company, number: int, outlet: Outlet, you: Spot | None) -> OutletShown:
    zone, spot = company.place.zone, spot_of(outlet)
    day = WEEKDAYS[local_day(company.at, zone).weekday()]
    return OutletShown(
        number=number,
        outlet=outlet,
        metres=distance(you, spot) if you and spot else None,
        today=write_day(outlet.hours.get(day, [])),
        is_open=is_open(outlet.hours, at=company.at, zone=zone),
    )


def _map(shown: Sequence[OutletShown], you: Spot | None) -> Map | None:
    placed = [(str(one.number), spot) for one in shown if (spot := spot_of(one.outlet))]
    return draw(placed, you=you) if placed else None
