"""The conditions of one campaign, for everybody (U7, B34): generated from what was launched."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from plushka.domain.campaigns.models import CampaignVersion
from plushka.domain.campaigns.queries import find_versions, get_campaign_or_none
from plushka.domain.campaigns.reading import read
from plushka.domain.campaigns.telling import ToldCampaign, tell
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.queries import rules as rules_of
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import Place, find_place, outlet_names
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import is_public

type State = Literal["to come", "runs", "over", "stopped"]


@dataclass(frozen=True, slots=True)
class Conditions:
    """One version of a campaign among all that were launched, the newest first."""

    place: Place
    told: ToldCampaign
    version: CampaignVersion
    versions: list[CampaignVersion]
    state: State
    #: Sentences that the version before it did not have, and those it had instead.
    new: list[str]
    gone: list[str]

    @property
    def is_newest(self) -> bool:
        """Whether nothing was launched after it."""
        return self.version == self.versions[0]


@is_public
@require_safe
def conditions(
    request: HttpRequest, slug: str, code: str, number: int | None = None
) -> HttpResponse:
    """Show what a campaign gives, to whom and until when; also one to come or one that is over.

    A draft is nobody's business, and so is a campaign that promises members nothing.
    """
    place = find_place(slug)
    if place is None:
        raise Http404
    with tenant_context(place.id):
        shown = _shown(place, code, number)
    if shown is None:
        raise Http404
    with timezone.override(ZoneInfo(place.zone)):
        return render(request, "landing/conditions.html", {"shown": shown, "place": place})


def _shown(place: Place, code: str, number: int | None) -> Conditions | None:
    campaign = get_campaign_or_none(code)
    versions = find_versions(campaign) if campaign else []
    told_of = [one for one in versions if not one.is_stopped]
    wanted = [one for one in told_of if number is None or one.number == number]
    if not wanted:
        return None
    programme = rules_of(zone=place.zone).at(now()).document
    at = told_of.index(wanted[0])
    told = _told(wanted[0], programme)
    if not told.promises:
        return None
    before = _told(told_of[at + 1], programme) if at + 1 < len(told_of) else None
    new, gone = _differ(told, before)
    state = _state(wanted[0], versions[0], at=now())
    return Conditions(place, told, wanted[0], told_of, state, new, gone)


def _told(version: CampaignVersion, programme: Programme) -> ToldCampaign:
    language = get_language() or "en"
    return tell(read(version.document), programme, language, outlets=outlet_names())


def _state(version: CampaignVersion, newest: CampaignVersion, *, at: dt.datetime) -> State:
    if newest.is_stopped and newest.valid_from <= at:
        return "stopped"
    if version.ends_at is not None and version.ends_at <= at:
        return "over"
    return "runs" if version.starts_at <= at and version.valid_from <= at else "to come"


def _differ(told: ToldCampaign, before: ToldCampaign | None) -> tuple[list[str], list[str]]:
    if before is None:
        return [], []
    after, earlier = _sentences(told), _sentences(before)
    return (
        [one for one in after if one not in earlier],
        [one for one in earlier if one not in after],
    )


def _sentences(told: ToldCampaign) -> list[str]:
    return [*(str(rule.promise) for rule in told.promises), *told.about]
