"""Programme: what is promised, told in words, with a receipt to try it on."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.campaigns.telling import ToldCampaign, tell_running
from plushka.domain.programmes import files
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.history import Period, periods
from plushka.domain.programmes.queries import Published, Rules, compiled, in_force, rules
from plushka.domain.programmes.telling.whole import tell
from plushka.domain.tenants.queries import outlet_names
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.worked import Worked
from plushka.web.ui.clock import now
from plushka.web.ui.htmx import show


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version in the list; without a period it was overruled before it began."""

    version: Published
    period: Period | None
    is_in_force: bool
    is_to_come: bool


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def programme(request: HttpRequest, cabinet: Cabinet, number: int | None = None) -> HttpResponse:
    """Show a version, the one in force where none is named; for htmx, the worked receipt."""
    at, zone = now(), cabinet.place.zone
    known = rules(zone=zone)
    ruling = in_force(known.published, at)
    version = ruling if number is None else _version(known, number)
    shown = compiled(version.id, zone=zone)
    context = {
        "cabinet": cabinet,
        "here": "programme",
        "version": version,
        "ruling": ruling,
        "told": tell(shown.document, get_language() or "en", outlets=outlet_names()),
        "campaigns": _campaigns(shown, at) if version == ruling else [],
        "versions": _listed(known, ruling),
        "worked": Worked.sent(request.GET, shown).work_out(shown, at=at, zone=zone),
        "tiers": _tiers(shown),
        "unit": shown.document.unit,
        "currency": shown.document.money.currency,
    }
    return show(request, "manager/programme.html", "worked", context)


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def download(request: HttpRequest, cabinet: Cabinet, number: int) -> HttpResponse:
    """Give a version as a YAML file."""
    del request
    known = rules(zone=cabinet.place.zone)
    document = compiled(_version(known, number).id, zone=cabinet.place.zone).document
    answer = HttpResponse(files.to_yaml(document), content_type="application/yaml; charset=utf-8")
    name = f"{cabinet.place.slug}-programme-{number}.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _campaigns(shown: Compiled, at: dt.datetime) -> list[ToldCampaign]:
    language = get_language() or "en"
    return tell_running(at, shown.document, language, outlets=outlet_names())


def _version(known: Rules, number: int) -> Published:
    found = next((one for one in known.published if one.number == number), None)
    if found is None:
        raise Http404
    return found


def _listed(known: Rules, ruling: Published) -> list[VersionShown]:
    """Give all versions, newest first."""
    by_number = {period.version.number: period for period in periods(known.published)}
    return [
        VersionShown(
            version=version,
            period=by_number.get(version.number),
            is_in_force=version == ruling,
            is_to_come=version.number in by_number and version.valid_from > ruling.valid_from,
        )
        for version in reversed(known.published)
    ]


def _tiers(shown: Compiled) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [(code, shown.tier_name(code, language)) for code in shown.of_tiers]
