"""Allauth's forms of passkeys, which also take what no browser would send."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms

_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


class _Careful:
    """Refuses a credential that cannot be read as it refuses a wrong one."""

    def clean_credential(self) -> Any:
        """Check a passkey that signs in."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except _UNREADABLE as trouble:
            raise get_adapter().validation_error("incorrect_code") from trouble


class SignInForm(_Careful, LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey alone."""


class SecondForm(_Careful, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after the password."""


class AgainForm(_Careful, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey before something is changed."""


class AddForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that is new."""

    def clean(self) -> dict[str, Any]:
        """Check what the browser made."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except _UNREADABLE as trouble:
            raise get_adapter().validation_error("incorrect_code") from trouble
        return cleaned


class RenameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name of a passkey, as long as the first one may be."""

    name = forms.CharField(max_length=60)
