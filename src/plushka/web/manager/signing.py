"""Signing in and out, and another password by mail: allauth's views in our words."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import (
    LoginView,
    LogoutView,
    PasswordResetDoneView,
    PasswordResetFromKeyDoneView,
    PasswordResetFromKeyView,
    PasswordResetView,
)
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal import flows
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from plushka.web.manager.security.within import REFUSED, Told, passkey_options
from plushka.web.ui import mail
from plushka.web.ui.demo import demo_company
from plushka.web.ui.middleware import opens_its_own


class SignIn(Told, LoginView):  # type: ignore[misc]
    """Ask who is there; then go to where they wanted to."""

    template_name = "manager/sign_in.html"

    def get_context_data(self, **shown: Any) -> dict[str, Any]:
        """Add how the demo's owner signs in, and what hindered a passkey."""
        more = {"demo": demo_company(), "refused": ""}
        return {**super().get_context_data(**shown), **more}


class SignInByPasskey(Told, LoginWebAuthnView):  # type: ignore[misc]
    """Know somebody by a passkey alone: it opens only for who holds the device."""

    template_name = "manager/sign_in.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on to where they wanted to."""
        authenticator = form.cleaned_data["credential"]
        wanted = get_next_redirect_url(self.request)
        login = Login(user=authenticator.user, redirect_url=wanted)
        answer: HttpResponse = flows.perform_passwordless_login(self.request, authenticator, login)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the sign-in again, and say why."""
        del form
        refused = _("This passkey is not known here. Sign in with the password.")
        more = {"demo": demo_company(), "refused": refused}
        context = {**self.get_context_data(form=None), **more}
        return self.render_to_response(context, status=REFUSED)  # type: ignore[no-any-return]


class SecondFactor(AuthenticateView):  # type: ignore[misc]
    """Ask for a code or the passkey, after the password."""

    template_name = "manager/second.html"

    def get_context_data(self, **shown: Any) -> dict[str, Any]:
        """Offer the passkey to who has one."""
        told: dict[str, Any] = super().get_context_data(**shown)
        options = passkey_options(told)
        has_passkey = bool(told["js_data"]["request_options"]["publicKey"].get("allowCredentials"))
        return {**told, "passkey_options": options if has_passkey else ""}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong, and that it is."""
        response: HttpResponse = super().form_invalid(form)
        response.status_code = REFUSED
        return response


class AskForPassword(Told, PasswordResetView):  # type: ignore[misc]
    """Send a link to another password; nobody learns whether the address is known."""

    template_name = "manager/forgotten.html"

    def get_context_data(self, **shown: Any) -> dict[str, Any]:
        """Add whether mail can be sent at all."""
        return {**super().get_context_data(**shown), "is_mail_set_up": mail.is_set_up()}


class AskedForPassword(PasswordResetDoneView):  # type: ignore[misc]
    """Say where to look."""

    template_name = "manager/forgotten_sent.html"

    def get_context_data(self, **shown: Any) -> dict[str, Any]:
        """Add where the demo's mail lies."""
        return {**super().get_context_data(**shown), "demo": demo_company()}


class NewPassword(Told, PasswordResetFromKeyView):  # type: ignore[misc]
    """Take another password from who holds the link; every session of theirs is over."""

    template_name = "manager/new_password.html"


class PasswordTaken(PasswordResetFromKeyDoneView):  # type: ignore[misc]
    """Lead on to the sign-in."""

    template_name = "manager/new_password_taken.html"


sign_in = opens_its_own(SignIn.as_view())
sign_in_by_passkey = opens_its_own(never_cache(SignInByPasskey.as_view()))
second_factor = opens_its_own(SecondFactor.as_view())
sign_out = opens_its_own(require_POST(LogoutView.as_view()))
ask_for_password = opens_its_own(never_cache(AskForPassword.as_view()))
asked_for_password = opens_its_own(never_cache(AskedForPassword.as_view()))
new_password = opens_its_own(never_cache(NewPassword.as_view()))
password_taken = opens_its_own(never_cache(PasswordTaken.as_view()))


@opens_its_own
@require_POST
def begin_anew(request: HttpRequest) -> HttpResponse:
    """Forget a sign-in that waits for its second factor: somebody else wants to."""
    clear_login(request)
    return redirect("account_login")
