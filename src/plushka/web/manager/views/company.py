"""Settings of the company: the form, and what comes of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plushka.domain.company import settings as company
from plushka.domain.company.editing import BadFields, ChangedMeanwhile
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import branding_of
from plushka.domain.tenants.rights import Right
from plushka.lib.pictures import MOST_SENT
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.company import settings_form, words
from plushka.web.manager.company.settings_form import SettingsForm
from plushka.web.ui.brands import look_version
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.CHANGE_SETTINGS)
def settings(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show the settings of the company, and take others."""
    if request.method != "POST":
        with tenant_context(cabinet.place.id):
            form = settings_form.read(company.get_settings(at=now()))
        return _page(request, cabinet, form)
    wanted, edition = settings_form.sent(request.POST.dict())
    try:
        with tenant_context(cabinet.place.id):
            company.change_settings(
                wanted=wanted,
                edition=edition,
                actor=cabinet.actor,
                at=now(),
                logo=_logo(request),
            )
    except BadFields as refusal:
        form = settings_form.again(wanted, edition, refusal.wrong)
        return _page(request, cabinet, form, refused=words.look_again())
    except ChangedMeanwhile:
        form = settings_form.again(wanted, edition, {})
        return _page(request, cabinet, form, refused=words.changed_meanwhile())
    return redirect(f"{reverse('manager-company')}?just=saved")


def _logo(request: HttpRequest) -> bytes | None:
    """Give the picture that was sent; empty to take the logo away, None to leave it."""
    sent = request.FILES.get("logo")
    if sent is not None and sent.size:
        # One byte more than may be, so that a larger one is refused and not read whole.
        return bytes(sent.read(MOST_SENT + 1))
    return b"" if request.POST.get("without_logo") else None


def _page(
    request: HttpRequest, cabinet: Cabinet, form: SettingsForm, *, refused: str = ""
) -> HttpResponse:
    context = {
        "cabinet": cabinet,
        "here": "settings",
        "form": form,
        "look_version": look_version(branding_of(cabinet.place)),
        "is_saved": request.GET.get("just") == "saved",
        "refused": refused,
    }
    with tenant_context(cabinet.place.id):
        status = REFUSED if refused else 200
        return render(request, "manager/company.html", context, status=status)
