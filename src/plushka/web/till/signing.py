"""Signing in and out."""

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from plushka.web.ui import throttle
from plushka.web.ui.demo import demo_company
from plushka.web.ui.middleware import opens_its_own

TOO_MANY_REQUESTS = 429
LONGEST_PASSWORD = 256


class SignInForm(forms.Form):
    """Who signs in."""

    email = forms.EmailField(max_length=254)
    password = forms.CharField(max_length=LONGEST_PASSWORD, strip=False)


@never_cache
@opens_its_own
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who is there; then go to where they wanted to."""
    if request.method != "POST":
        return _page(request)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, refused=_("Enter the e-mail and the password."), status=422)
    email = form.cleaned_data["email"]
    if throttle.is_paused(request, email):
        refused = _("Too many wrong tries. Wait five minutes, then try again.")
        return _page(request, refused=refused, status=TOO_MANY_REQUESTS)
    staff = authenticate(request, username=email, password=form.cleaned_data["password"])
    if staff is None:
        throttle.count_wrong_try(request, email)
        refused = _("The e-mail or the password is wrong. Check both and try again.")
        return _page(request, refused=refused, status=422)
    throttle.forget(request, email)
    login(request, staff)
    return redirect(_wanted(request))


@opens_its_own
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget who was there."""
    logout(request)
    return redirect("till-sign-in")


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("till")


def _page(request: HttpRequest, *, refused: str = "", status: int = 200) -> HttpResponse:
    context = {
        "refused": refused,
        "email": request.POST.get("email", ""),
        "next": request.POST.get("next", request.GET.get("next", "")),
        "demo": demo_company(),
    }
    return render(request, "till/sign_in.html", context, status=status)
