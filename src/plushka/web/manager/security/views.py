"""The page of one's own sign-in, and the forms it leads to."""

from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as AgainByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.staffing import pins
from plushka.web.manager.cabinet import Cabinet, in_account
from plushka.web.manager.security import sessions
from plushka.web.manager.security.within import Told, within
from plushka.web.ui.clock import now


class ChangePassword(Told, PasswordChangeView):  # type: ignore[misc]
    """Take another password; whoever signed in with the old one elsewhere is out."""

    template_name = "manager/security/password.html"


class Again(Told, ReauthenticateView):  # type: ignore[misc]
    """Ask for the password once more, before something is changed."""

    template_name = "manager/security/again.html"


class AgainByCode(Told, AgainByCodeView):  # type: ignore[misc]
    """Ask for a code of the app instead."""

    template_name = "manager/security/again.html"


class AgainByPasskey(Told, ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Ask for the passkey instead."""

    template_name = "manager/security/again.html"


class SetUpApp(Told, ActivateTOTPView):  # type: ignore[misc]
    """Ask for codes of an app from now on, once the app has shown that it knows them."""

    template_name = "manager/security/app.html"


class StopApp(Told, DeactivateTOTPView):  # type: ignore[misc]
    """Ask for codes no more."""

    template_name = "manager/security/app_off.html"


class ShowCodes(Told, ViewRecoveryCodesView):  # type: ignore[misc]
    """Show the recovery codes, this once."""

    template_name = "manager/security/codes.html"


class NewCodes(Told, GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make other recovery codes; the old ones end."""

    template_name = "manager/security/codes_new.html"


class AddPasskey(Told, AddWebAuthnView):  # type: ignore[misc]
    """Let in whoever holds a device of this person's, and opens it."""

    template_name = "manager/security/passkey.html"


class RemovePasskey(Told, RemoveWebAuthnView):  # type: ignore[misc]
    """Let that device in no more."""

    template_name = "manager/security/passkey_remove.html"
    success_url = reverse_lazy("mfa_index")


class RenamePasskey(Told, EditWebAuthnView):  # type: ignore[misc]
    """Call a passkey something else, so that it is known in the list."""

    template_name = "manager/security/passkey_rename.html"
    success_url = reverse_lazy("mfa_index")


change_password = within(ChangePassword.as_view())
again = within(Again.as_view())
again_by_code = within(AgainByCode.as_view())
again_by_passkey = within(AgainByPasskey.as_view())
set_up_app = within(SetUpApp.as_view())
stop_app = within(StopApp.as_view())
show_codes = within(ShowCodes.as_view())
new_codes = within(NewCodes.as_view())
add_passkey = within(AddPasskey.as_view())
rename_passkey = within(RenamePasskey.as_view())
remove_passkey = within(RemovePasskey.as_view())


@never_cache
@require_safe
@in_account
def security(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show how one signs in, and where one is signed in."""
    if not UserSession.objects.filter(session_key=request.session.session_key).exists():
        # It began before there was a list of them.
        UserSession.objects.create_from_request(request)
    factors = list(Authenticator.objects.filter(user=cabinet.staff).order_by("created_at", "id"))
    kinds = {one.type for one in factors}
    context = {
        "cabinet": cabinet,
        "here": "security",
        "has_app": Authenticator.Type.TOTP in kinds,
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "codes_left": next(
            (
                len(one.wrap().get_unused_codes())
                for one in factors
                if one.type == Authenticator.Type.RECOVERY_CODES
            ),
            0,
        ),
        "passkeys": [one for one in factors if one.type == Authenticator.Type.WEBAUTHN],
        "has_pin": cabinet.staff.id in pins.find_with_pin(),
        "sessions": sessions.find(cabinet.staff, current=request.session.session_key, at=now()),
        "just": request.GET.get("just", ""),
    }
    return render(request, "manager/security/page.html", context)


@require_POST
@in_account
def end_session(request: HttpRequest, cabinet: Cabinet, session: int) -> HttpResponse:
    """Sign oneself out somewhere else."""
    sessions.end(cabinet.staff, session=session, current=request.session.session_key)
    return redirect("mfa_index")


@require_POST
@in_account
def end_others(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Sign oneself out everywhere else."""
    sessions.end_others(cabinet.staff, current=request.session.session_key)
    return redirect("mfa_index")
