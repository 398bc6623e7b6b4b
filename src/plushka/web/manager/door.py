"""Who may come in: our rules for allauth, which does the signing in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from plushka.domain.tenants.models import Staff
from plushka.web.manager.cabinet import home_of
from plushka.web.ui import throttle


class Door(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up here, and nobody learns who has an account."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "The e-mail or the password is wrong. Check both and try again."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many wrong tries. Wait five minutes, then try again."
        ),
        "enter_current_password": gettext_lazy("This is not the password you have now."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Companies are founded on the command line."""
        return False

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

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead people to where they work."""
        staff = request.user
        return reverse(home_of(staff) if isinstance(staff, Staff) else "manager-overview")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Go back to where the password was changed from, and say that it was."""
        return f"{reverse('manager-settings')}?just=password"
