"""Who may come in: our rules for allauth, which does the signing in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy

from plushka.domain.tenants.models import Staff
from plushka.web.manager.cabinet import home_of
from plushka.web.manager.security.recording import record_change
from plushka.web.ui import devices, mail, throttle
from plushka.web.ui.clock import now
from plushka.web.ui.signed_in import forget_ended

MAILS = "manager/mail/"


class Door(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up here, and nobody learns who has an account."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "The e-mail or the password is wrong. Check both and try again."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many wrong tries. Wait five minutes, then try again."
        ),
        "rate_limited": gettext_lazy("Too many wrong tries. Wait five minutes, then try again."),
        "enter_current_password": gettext_lazy("This is not the password you have now."),
        "incorrect_password": gettext_lazy("This is not the password you have now."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Companies are founded on the command line; staff are invited."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave the counting of wrong passwords to ``authenticate``."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Find who this is; somebody let go hears what a stranger hears."""
        email = credentials["email"]
        if throttle.is_paused(request, email):
            raise self.validation_error("too_many_login_attempts")
        found: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if found is None or not found.is_active:
            throttle.count_wrong_try(request, email)
            return None
        throttle.forget(request, email)
        return found

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin a session that opens more than the till, wherever it was begun."""
        if isinstance(user, Staff):
            forget_ended(user, at=now())
        super().login(request, user)
        devices.leave(request)

    def respond_user_inactive(
        self,
        request: HttpRequest,  # noqa: ARG002
        user: AbstractBaseUser,  # noqa: ARG002
    ) -> HttpResponse:
        """Lead somebody let go back to the sign-in, as a stranger."""
        return redirect("account_login")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead people to where they work."""
        staff = request.user
        return reverse(home_of(staff) if isinstance(staff, Staff) else "manager-overview")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Go back to where the password was changed from, and say that it was."""
        return f"{reverse('mfa_index')}?just=password"

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Put on record that somebody changed how they sign in, and tell them by mail."""
        if isinstance(user, Staff):
            record_change(user, template_prefix.rpartition("/")[2], at=now())
        super().send_notification_mail(template_prefix, user, context=context, email=email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a letter in our words: a link to another password, or what was changed."""
        what = template_prefix.rpartition("/")[2]
        is_link = what == "password_reset_key"
        name = "reset" if is_link else "changed"
        told = {**context, "what": what}
        mail.send(
            to=email,
            subject=render_to_string(f"{MAILS}{name}_subject.txt", told),
            text=render_to_string(f"{MAILS}{name}.txt", told),
        )
