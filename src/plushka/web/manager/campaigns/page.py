"""The page of one campaign: its form, its rules, what members will read, its budgets."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from plushka.domain.campaigns import queries
from plushka.domain.campaigns.models import Campaign
from plushka.domain.campaigns.reading import CampaignInvalid, read
from plushka.domain.campaigns.state import state_of
from plushka.domain.campaigns.telling import tell
from plushka.domain.programmes import files
from plushka.domain.programmes.queries import version_at
from plushka.domain.rules.conditions.reading import read as read_condition
from plushka.domain.rules.fields.kinds import OF_MEMBERS
from plushka.domain.rules.invalid import RuleInvalid
from plushka.domain.segments.queries import count_members
from plushka.domain.tenants.queries import outlet_names
from plushka.lib.refusal import Refusal
from plushka.lib.stamps import stamp_of
from plushka.web.manager.cabinet import Cabinet
from plushka.web.manager.campaigns import fields
from plushka.web.manager.campaigns import form as campaign_form
from plushka.web.manager.campaigns.form import CampaignForm
from plushka.web.manager.campaigns.listed import STATES, listed, used
from plushka.web.manager.refusals import campaign_sentence
from plushka.web.manager.rules import choosing, editing, tree_writing
from plushka.web.manager.rules.editing import Home
from plushka.web.manager.rules.offers import Offers, offers
from plushka.web.ui.clock import now
from plushka.web.ui.htmx import wants_part

REFUSED, GONE = 422, 404
PAGE = "manager/campaign.html"

type Document = dict[str, Any]


def show(
    request: HttpRequest,
    cabinet: Cabinet,
    known: Campaign | None,
    *,
    form: CampaignForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Show a campaign, or a new one; for htmx, the parts of its form."""
    at, zone, offered = now(), cabinet.place.zone, offers_of(cabinet)
    document = document_of(known)
    shown = form
    if shown is None:
        shown = campaign_form.new() if document is None else campaign_form.read(document, zone)
        campaign_form.settle(shown, offered)
    context: Document = {
        "cabinet": cabinet,
        "here": "campaigns",
        "form": shown,
        "campaign": known,
        "refused": campaign_sentence(refusal) if refusal else "",
        "is_just": request.GET.get("just", ""),
        "weekdays": fields.weekdays(offered.language),
        "outlets": offered.outlets,
        "choices": {"of": fields.OF, "each": fields.EACH, "per": fields.PER},
        "count": count(shown, zone=zone, at=at),
        "address": _address(known),
    }
    if known is not None and document is not None:
        context |= _of_known(request, known, document, cabinet, at=at)
    part = f"{PAGE}#parts" if wants_part(request) else PAGE
    answer = render(request, part, context, status=REFUSED if refusal else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


def gone(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Say that there is no such campaign any more."""
    context = {
        "cabinet": cabinet,
        "here": "campaigns",
        "refused": campaign_sentence(queries.CampaignUnknown()),
        "campaigns": listed(at=now(), zone=cabinet.place.zone),
    }
    return render(request, "manager/campaigns.html", context, status=GONE)


def document_of(known: Campaign | None) -> Document | None:
    """Give what is worked on: the draft, or what was launched last."""
    if known is None:
        return None
    return queries.worked_on(known)


def rules_of(known: Campaign | None) -> list[Document]:
    """Give the rules a campaign has."""
    document = document_of(known)
    return [] if document is None else list(document["rules"])


def offers_of(cabinet: Cabinet) -> Offers:
    """Give what there is to choose from, by the programme in force."""
    programme = files.read(version_at(now()).document)
    return offers(programme, cabinet.place)


def stamp_seen(request: HttpRequest, known: Campaign | None) -> str:
    """Give the stamp a form came with, or that of the campaign as it is."""
    return request.POST.get("stamp") or stamp_of(document_of(known))


def home_of(request: HttpRequest, known: Campaign, cabinet: Cabinet) -> Home:
    """Give where the rules of a campaign live."""
    code = known.code
    return Home(
        documents=rules_of(known),
        offers=offers_of(cabinet),
        back=reverse("manager-campaign", args=[code]),
        address=reverse("manager-campaign-rule", args=[code]),
        telling=reverse("manager-campaign-rule-told", args=[code]),
        removing=reverse("manager-campaign-rule-remove", args=[code]),
        stamp=stamp_seen(request, known),
    )


def check_new(document: Document, *, is_new: bool) -> None:
    """Give a new campaign a code that no other has."""
    if not is_new:
        return
    taken = {one.code for one in queries.find_campaigns()}
    base, number = document["code"], 2
    while document["code"] in taken:
        document["code"] = f"{base[:36]}_{number}"
        number += 1


def count(form: CampaignForm, *, zone: str, at: dt.datetime) -> int | None:
    """Count the members of the audience; None while it is not whole."""
    document = tree_writing.written(form.audience, at="audience", zone=zone, places={})
    try:
        tree = read_condition(document or {"all": []}, OF_MEMBERS)
    except RuleInvalid:
        return None
    return count_members(tree=tree, at=at)


def _of_known(
    request: HttpRequest,
    known: Campaign,
    document: Document,
    cabinet: Cabinet,
    *,
    at: dt.datetime,
) -> Document:
    home = home_of(request, known, cabinet)
    newest = queries.newest_version(known)
    shown: Document = {
        "home": home,
        "told": editing.told(home),
        "starts": choosing.starts(home.offers.language),
        "state": state_of(newest, at),
        "state_word": STATES[state_of(newest, at)],
        "has_draft": known.draft is not None,
        "promise": _promise(document, cabinet),
        "budgets": [],
    }
    if newest is not None:
        live = queries.get_live(newest.id)
        counters = queries.find_used(known)
        shown["budgets"] = used(live, counters, at=at, zone=cabinet.place.zone)
    return shown


def _promise(document: Document, cabinet: Cabinet) -> Any:
    """Tell what members will read."""
    del cabinet
    programme = files.read(version_at(now()).document)
    try:
        found = read(document)
    except CampaignInvalid:
        return None
    return tell(found, programme, get_language() or "en", outlets=outlet_names())


def _address(known: Campaign | None) -> str:
    if known is None:
        return reverse("manager-campaign-new")
    return reverse("manager-campaign", args=[known.code])
