"""What the company wants of its codes: who joins by one, how often one tries, when it is told."""

from collections.abc import Mapping

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plushka.domain.codes import policies
from plushka.domain.codes.policies import Wishes
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.codes.words import sentence, wrong
from plushka.web.manager.company.words import look_again
from plushka.web.manager.forms.inputs import Input, Shown, whole
from plushka.web.ui.clock import now

REFUSED = 422
LONGEST = 40
NUMBERS = ("most_a_day", "alarm_at")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_CODES)
def settings(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show the settings; sent, set them."""
    if request.method != "POST":
        return _page(request, cabinet, _stored())
    texts = {name: request.POST.get(name, "").strip()[:LONGEST] for name in ("enrols", *NUMBERS)}
    numbers = {name: whole(texts[name]) for name in NUMBERS}
    errors = {
        name: wrong(BadField(name, ""))
        for name, number in numbers.items()
        if not isinstance(number, int)
    }
    if errors:
        return _page(request, cabinet, texts, errors)
    wanted = Wishes(enrols=bool(texts["enrols"]), **{name: int(n) for name, n in numbers.items()})
    try:
        with transaction.atomic():
            seen = request.POST.get("seen", "")
            policies.wish(wanted=wanted, seen=seen, actor=cabinet.actor, at=now())
    except BadField as refusal:
        return _page(request, cabinet, texts, {refusal.path: wrong(refusal)})
    except Refusal as refusal:
        return _page(request, cabinet, _stored(), refused=sentence(refusal))
    return redirect(f"{request.path}?just=saved")


def _stored() -> dict[str, str]:
    known = policies.wishes()
    return {
        "enrols": "yes" if known.enrols else "",
        "most_a_day": str(known.most_a_day),
        "alarm_at": str(known.alarm_at),
    }


def _fields(texts: Mapping[str, str], errors: Mapping[str, str]) -> list[Shown]:
    fields = (
        Input(
            "most_a_day",
            "whole",
            _("Codes that one sender may try in a day"),
            _("Right and wrong ones together. A day ends at midnight, where your company is."),
        ),
        Input(
            "alarm_at",
            "whole",
            _("Wrong codes within an hour that raise the alarm"),
            _("From everywhere together. The owners get an e-mail, and locks come sooner."),
        ),
        Input(
            "enrols",
            "flag",
            _("Who is no member yet becomes one by a good code"),
            _(
                "By SMS, and on the page, where the phone is proved and they agree. "
                "Otherwise only members activate codes."
            ),
        ),
    )
    return [Shown(one, one.name, texts[one.name], errors.get(one.name, "")) for one in fields]


def _page(
    request: HttpRequest,
    cabinet: Cabinet,
    texts: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
    *,
    refused: str = "",
) -> HttpResponse:
    seen = request.POST.get("seen", "") if errors else policies.stamp(policies.wishes())
    context = {
        "cabinet": cabinet,
        "here": "codes",
        "tab": "settings",
        "fields": _fields(texts, errors or {}),
        "seen": seen,
        "refused": refused or (look_again() if errors else ""),
        "is_saved": request.method != "POST" and request.GET.get("just") == "saved",
    }
    status = REFUSED if errors or refused else 200
    return render(request, "manager/codes/settings.html", context, status=status)
