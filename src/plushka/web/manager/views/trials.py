"""One receipt tried at a moment to come; what was typed may name a person, so it is posted."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plushka.domain.programmes.models import Draft
from plushka.domain.programmes.queries import rules
from plushka.domain.tenants.queries import outlet_names
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.lab.trial import NOBODY, TrialForm
from plushka.web.ui.clock import now
from plushka.web.ui.htmx import show, wants_part

REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.SEE_PROGRAMME)
def trial(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Try a receipt; for htmx, only what it comes to."""
    at, zone, language = now(), cabinet.place.zone, get_language() or "en"
    known, outlets = rules(zone=zone), outlet_names()
    ruling = known.at(at)
    form = TrialForm.sent(request.POST, ruling, list(outlets), at=at)
    form.try_out(place=cabinet.place, at=at)
    shown = ruling.document if form.trial is None else form.trial.programme
    campaigns = [] if form.trial is None else form.trial.campaigns
    giving = frozenset() if form.trial is None else form.trial.giving
    context = {
        "cabinet": cabinet,
        "here": "programme",
        "form": form,
        "trial": form.trial,
        "outlets": outlets.items(),
        "has_draft": Draft.objects.exists(),
        "versions": list(reversed(known.published)),
        "tiers": [(code, ruling.tier_name(code, language)) for code in ruling.of_tiers],
        "nobody": NOBODY,
        "campaigns": [
            (one.document.name.said_in(language), one.code in giving) for one in campaigns
        ],
        "tier_now": _tier(form, language),
        "unit": shown.unit,
        "currency": shown.money.currency,
    }
    is_wrong = request.method == "POST" and bool(form.refused) and not wants_part(request)
    status = REFUSED if is_wrong else 200
    return show(request, "manager/trial.html", "result", context, status=status)


def _tier(form: TrialForm, language: str) -> str:
    """Name the tier after the sale."""
    told = None if form.trial is None else form.trial.told
    if told is None or told.tier is None:
        return ""
    return told.tier if told.tier_name is None else told.tier_name.said_in(language)
