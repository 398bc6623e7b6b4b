"""The first steps of a new company, one a page."""

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from plushka.domain.company import beginning, outlets
from plushka.domain.company import settings as company
from plushka.domain.company.beginning import STEPS
from plushka.domain.company.editing import BadFields, ChangedMeanwhile
from plushka.domain.programmes import files
from plushka.domain.programmes.queries import newest_version, rules
from plushka.domain.programmes.telling.whole import tell
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.ids import new_id
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.company import outlet_form, settings_form, trying, words
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence

REFUSED = 422
_SALT = "plushka.begin"
PRESETS = ("bonusplus", "cafe", "clothes", "fuel", "operator", "bands", "per_full")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.CHANGE_SETTINGS)
def begin(request: HttpRequest, cabinet: Cabinet, step: str = "") -> HttpResponse:
    """Show a step, or the first that was not taken; sent, take it and go on."""
    if step and step not in STEPS:
        raise Http404
    if not step:
        with tenant_context(cabinet.place.id):
            taken = beginning.taken()
        left = [one for one in STEPS if one not in taken]
        return redirect("manager-begin-step", left[0] if left else STEPS[-1])
    if request.method != "POST":
        return _page(request, cabinet, step)
    shown: dict[str, Any]
    try:
        shown = _TAKE[step](request, cabinet) if "skip" not in request.POST else {}
    except BadFields as refusal:
        shown = {"wrong": refusal.wrong, "refused": words.look_again()}
    except ChangedMeanwhile:
        shown = {"refused": words.changed_meanwhile()}
    except Refusal as refusal:
        shown = {"refused": sentence(refusal)}
    if "refused" in shown:
        return _page(request, cabinet, step, shown, status=REFUSED)
    with tenant_context(cabinet.place.id):
        beginning.take(step=step, actor=cabinet.actor, at=now())
    if shown:
        return _page(request, cabinet, step, shown)
    following = STEPS[STEPS.index(step) + 1 :]
    return (
        redirect("manager-begin-step", following[0]) if following else redirect("manager-overview")
    )


@require_POST
@in_cabinet(Right.CHANGE_SETTINGS)
def put_aside(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Lead nobody here any more."""
    del request, cabinet
    beginning.finish(at=now())
    return redirect("manager-overview")


def _take_name(request: HttpRequest, cabinet: Cabinet) -> dict[str, Any]:
    at = now()
    sent, edition = settings_form.sent(request.POST.dict())
    with tenant_context(cabinet.place.id):
        known = company.get_settings(at=at).settings
        plain = {name: getattr(sent, name) for name in settings_form.PLAIN}
        wanted = replace(known, **plain)
        company.change_settings(wanted=wanted, edition=edition, actor=cabinet.actor, at=at)
    return {}


def _take_programme(request: HttpRequest, cabinet: Cabinet) -> dict[str, Any]:
    with tenant_context(cabinet.place.id):
        name = request.POST.get("preset", "")
        beginning.choose_preset(name=name, actor=cabinet.actor, at=now())
    return {}


def _take_outlet(request: HttpRequest, cabinet: Cabinet) -> dict[str, Any]:
    typed, edition = outlet_form.sent(request.POST.dict())
    with tenant_context(cabinet.place.id):
        first = beginning.first_outlet()
        if first is not None:
            known = outlets.describe(first)
            outlets.change_outlet(
                outlet_id=first.id,
                typed=replace(typed, coordinates=known.coordinates),
                edition=edition,
                actor=cabinet.actor,
                at=now(),
            )
    return {}


def _take_staff(request: HttpRequest, cabinet: Cabinet) -> dict[str, Any]:
    del request, cabinet
    return {}


def _take_sale(request: HttpRequest, cabinet: Cabinet) -> dict[str, Any]:
    """Enrol the first member and record the first sale, both for real."""
    try:
        receipt = str(signing.loads(request.POST.get("receipt", ""), salt=_SALT))
    except signing.BadSignature:
        return {"refused": words.form_too_old()}
    typed = trying.sent(request.POST, region=cabinet.place.region)
    told = trying.sell(typed, cabinet.place.id, receipt=receipt, actor=cabinet.actor, at=now())
    return {"sold": told}


_TAKE = {
    "name": _take_name,
    "programme": _take_programme,
    "outlet": _take_outlet,
    "staff": _take_staff,
    "sale": _take_sale,
}


def _page(
    request: HttpRequest,
    cabinet: Cabinet,
    step: str,
    shown: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    shown = shown or {}
    with tenant_context(cabinet.place.id):
        taken = beginning.taken()
        titles = _titles()
        context: dict[str, Any] = {
            "cabinet": cabinet,
            "here": "overview",
            "step": step,
            "steps": [(code, titles[code], code in taken) for code in STEPS],
            "number": STEPS.index(step) + 1,
            "of": len(STEPS),
            "refused": shown.get("refused", ""),
        }
        context |= _SHOW[step](request, cabinet, shown)
        return render(request, "manager/begin.html", context, status=status)


def _titles() -> dict[str, str]:
    return {
        "name": _("Your company"),
        "programme": _("The programme"),
        "outlet": _("The outlet"),
        "staff": _("Colleagues"),
        "sale": _("The first sale"),
    }


def _show_name(request: HttpRequest, cabinet: Cabinet, shown: dict[str, Any]) -> dict[str, Any]:
    del cabinet
    known = company.get_settings(at=now())
    if not shown:
        return {"form": settings_form.read(known)}
    sent, edition = settings_form.sent(request.POST.dict())
    plain = {name: getattr(sent, name) for name in settings_form.PLAIN}
    wanted = replace(known.settings, **plain)
    return {"form": settings_form.again(wanted, edition, shown.get("wrong", {}))}


def _show_programme(
    request: HttpRequest, cabinet: Cabinet, shown: dict[str, Any]
) -> dict[str, Any]:
    ruling = newest_version().document.get("preset", "")
    chosen = request.POST.get("preset", "") if shown else ruling
    by_code = {files.plain(files.preset(name)).get("preset", name): name for name in PRESETS}
    said = shown.get("wrong", {}).get("preset")
    return {
        "presets": _told_presets(get_language() or "en", cabinet.place.currency),
        "chosen": by_code.get(chosen, chosen or PRESETS[0]),
        "refused": words.preset(said) if said else shown.get("refused", ""),
    }


@lru_cache(maxsize=32)
def _told_presets(language: str, currency: str) -> list[tuple[str, str, list[str]]]:
    """Name each preset that ships with us, with the first of what it promises."""
    told = [(name, tell(beginning.preset_in(name, currency), language)) for name in PRESETS]
    return [
        (
            name,
            one.name,
            [said for tier in one.tiers[:1] for part in tier.own_parts for said in part.sentences][
                :2
            ]
            + [said for part in one.for_all for said in part.sentences][:2],
        )
        for name, one in told
    ]


def _show_outlet(request: HttpRequest, cabinet: Cabinet, shown: dict[str, Any]) -> dict[str, Any]:
    del cabinet
    first = beginning.first_outlet()
    if first is None:
        return {"form": None}
    if not shown:
        return {"form": outlet_form.read(first)}
    typed, edition = outlet_form.sent(request.POST.dict())
    wrong = shown.get("wrong", {})
    return {"form": outlet_form.again(first.id, edition, typed, None, wrong)}


def _show_staff(request: HttpRequest, cabinet: Cabinet, shown: dict[str, Any]) -> dict[str, Any]:
    del request, cabinet, shown
    try:
        return {"staff_address": reverse("manager-staff")}
    except NoReverseMatch:
        return {"staff_address": ""}


def _show_sale(request: HttpRequest, cabinet: Cabinet, shown: dict[str, Any]) -> dict[str, Any]:
    at: dt.datetime = now()
    programme = rules(zone=cabinet.place.zone).at(at)
    sold: ToldSale | None = shown.get("sold")
    receipt = request.POST.get("receipt", "") if "wrong" in shown else ""
    sent = request.POST if "refused" in shown else {}
    wrong = shown.get("wrong", {})
    return {
        "unit": programme.document.unit,
        "sold": sold,
        "receipt": receipt or signing.dumps(f"1-{str(new_id())[-8:]}", salt=_SALT),
        "phone": sent.get("phone", ""),
        "total": sent.get("total", "1000"),
        "wrong": {field: words.sentence(field, fault) for field, fault in wrong.items()},
    }


_SHOW = {
    "name": _show_name,
    "programme": _show_programme,
    "outlet": _show_outlet,
    "staff": _show_staff,
    "sale": _show_sale,
}
