"""Signing in at a till: by a PIN where the device is enrolled, by the password anywhere."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.usersessions.models import UserSession
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from plushka.domain.staffing import pins
from plushka.domain.staffing.models import Device
from plushka.domain.staffing.pins import PinPaused, PinWrong
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from plushka.lib.refusal import Refusal
from plushka.web.till.desk import CHOSEN
from plushka.web.ui import devices, throttle
from plushka.web.ui.clock import now
from plushka.web.ui.demo import demo_company
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.signed_in import forget_ended

REFUSED = 422
TOO_MANY_REQUESTS = 429
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class SignIn(LoginView):  # type: ignore[misc]
    """Ask who is there, by the password; allauth goes on to a second factor where there is one."""

    template_name = "till/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let another person sign in where somebody is signed in."""
        if request.method == "POST" and request.user.is_authenticated:
            logout(request)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get_form_kwargs(self) -> dict[str, Any]:
        """Read the e-mail from the field that the till names so."""
        asked: dict[str, Any] = super().get_form_kwargs()
        if "data" in asked:
            asked["data"] = asked["data"].copy()
            asked["data"]["login"] = asked["data"].get("email", "")
        return asked

    def get_success_url(self) -> str:
        """Go on to where they wanted to, else to the till."""
        return get_next_redirect_url(self.request) or reverse("till")

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong, and that it is."""
        response: HttpResponse = super().form_invalid(form)
        is_paused = throttle.is_paused(self.request, self.request.POST.get("email", ""))
        response.status_code = TOO_MANY_REQUESTS if is_paused else REFUSED
        return response

    def get_context_data(self, **shown: Any) -> dict[str, Any]:
        """Add what was typed, what is wrong with it, and how the demo's cashier signs in."""
        told: dict[str, Any] = super().get_context_data(**shown)
        sent = self.request.POST or self.request.GET
        return {
            **told,
            "refused": _refused(told["form"]),
            "email": sent.get("email", ""),
            "next": sent.get("next", ""),
            "demo": demo_company(),
            "is_device": devices.read(self.request) is not None,
        }


def _refused(form: Any) -> str:
    if not form.errors:
        return ""
    said = form.non_field_errors()
    return str(said[0]) if said else _("Enter the e-mail and the password.")


_by_password = SignIn.as_view()


@never_cache
@opens_its_own
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who is there: on an enrolled device for the PIN, unless the password is wanted."""
    wants_password = request.method == "POST" or "password" in request.GET
    if not wants_password and not request.user.is_authenticated:
        answer = _at_device(request)
        if answer is not None:
            return answer
    answer = _by_password(request)
    assert isinstance(answer, HttpResponse)  # noqa: S101 - for the type checker
    return answer


def _at_device(request: HttpRequest) -> HttpResponse | None:
    """Show who may sign in here by a PIN; None where the device is not, or not any more, ours."""
    known = devices.read(request)
    if known is None:
        return None
    with tenant_context(known.tenant_id):
        device = devices.recognise(known)
        return None if device is None else _ask_pin(request, device)


@never_cache
@opens_its_own
@require_POST
def by_pin(request: HttpRequest) -> HttpResponse:
    """Sign a cashier in by the PIN, to the till alone."""
    known = devices.read(request)
    if known is None:
        return redirect("till-sign-in")
    staff = device = None
    try:
        with tenant_context(known.tenant_id):
            device = devices.recognise(known)
            if device is None:
                return redirect("till-sign-in")
            pin = request.POST.get("pin", "")
            staff = pins.try_pin(device=device, staff_id=_chosen(request), pin=pin, at=now())
    except (PinWrong, PinPaused) as refusal:
        with tenant_context(known.tenant_id):
            assert device is not None  # noqa: S101 - it was there a moment ago
            return _ask_pin(request, device, refusal=refusal)
    _begin(request, staff, device)
    return redirect(get_next_redirect_url(request) or "till")


def _begin(request: HttpRequest, staff: Staff, device: Device) -> None:
    """Begin a session for the till alone, in the device's outlet, ended with the browser."""
    logout(request)
    forget_ended(staff, at=now())
    login(request, staff, backend=BACKEND)
    request.session.set_expiry(0)
    request.session[CHOSEN] = device.outlet.code
    devices.begin(request, device)
    UserSession.objects.create_from_request(request)


def _chosen(request: HttpRequest) -> Any:
    return devices.uuid_or_none(request.POST.get("cashier", ""))


def _ask_pin(
    request: HttpRequest, device: Device, *, refusal: Refusal | None = None
) -> HttpResponse:
    sent = request.POST or request.GET
    context = {
        "device": device,
        "cashiers": pins.cashiers_at(device),
        "chosen": str(_chosen(request) or ""),
        "refused": _said(refusal) if refusal else "",
        "next": sent.get("next", ""),
    }
    status = REFUSED if refusal else 200
    if isinstance(refusal, PinPaused):
        status = TOO_MANY_REQUESTS
    return render(request, "till/pin.html", context, status=status)


def _said(refusal: Refusal) -> str:
    if not isinstance(refusal, PinPaused):
        return _("This is not the PIN of this person. Try again.")
    minutes = -(-refusal.seconds // 60)
    text = ngettext(
        "Too many wrong tries. Wait %(minutes)d minute, or sign in by the password.",
        "Too many wrong tries. Wait %(minutes)d minutes, or sign in by the password.",
        minutes,
    )
    return text % {"minutes": minutes}


@opens_its_own
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget who was there; on an enrolled device the next cashier takes over."""
    logout(request)
    return redirect("till-sign-in")
