"""The rules of a company's programme, for everybody (B34): generated, so never out of date."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from plushka.domain.campaigns.telling import ToldCampaign, tell_running
from plushka.domain.programmes.history import Period, periods
from plushka.domain.programmes.queries import Published, compiled, in_force
from plushka.domain.programmes.queries import rules as rules_of
from plushka.domain.programmes.telling.changes import Changes, changes
from plushka.domain.programmes.telling.whole import ToldProgramme, tell
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import Place, find_place, outlet_names
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import is_public


@dataclass(frozen=True, slots=True)
class RulesShown:
    """One version of the rules among all that ever ruled, or will, newest first."""

    place: Place
    told: ToldProgramme
    period: Period
    is_in_force: bool
    following: Period | None
    changes: Changes | None
    periods: list[Period]
    #: Told with the rules in force only: each says from when until when it lasts.
    campaigns: list[ToldCampaign]


@is_public
@require_safe
def rules(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show the rules in force, or those of another version; nobody has to sign in."""
    place = find_place(slug)
    if place is None:
        raise Http404
    with tenant_context(place.id):
        shown = _shown(place, number)
    with timezone.override(ZoneInfo(place.zone)):
        return render(request, "landing/rules.html", {"rules": shown, "place": place})


def _shown(place: Place, number: int | None) -> RulesShown:
    known = rules_of(zone=place.zone)
    ruling = in_force(known.published, now())
    all_periods = periods(known.published)
    wanted = ruling.number if number is None else number
    numbers = [period.version.number for period in all_periods]
    if wanted not in numbers:
        raise Http404
    at = numbers.index(wanted)
    told = _told(all_periods[at], place)
    return RulesShown(
        place=place,
        told=told,
        period=all_periods[at],
        is_in_force=wanted == ruling.number,
        following=all_periods[at + 1] if at + 1 < len(all_periods) else None,
        changes=changes(_told(all_periods[at - 1], place), told) if at else None,
        periods=all_periods[::-1],
        campaigns=_campaigns(place, ruling) if wanted == ruling.number else [],
    )


def _campaigns(place: Place, ruling: Published) -> list[ToldCampaign]:
    programme = compiled(ruling.id, zone=place.zone).document
    language = get_language() or "en"
    return tell_running(now(), programme, language, outlets=outlet_names())


def _told(period: Period, place: Place) -> ToldProgramme:
    document = compiled(period.version.id, zone=place.zone).document
    return tell(document, get_language() or "en", outlets=outlet_names())
