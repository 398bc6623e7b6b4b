"""Second factors: our rules for allauth, which checks codes and passkeys."""

import base64
import hashlib
from io import BytesIO

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext, gettext_lazy

from plushka.domain.tenants.models import Staff


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are unreadable at rest; pictures are ours; refusals say what to do."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is wrong or was used already. Type the next."),
    }

    def encrypt(self, text: str) -> str:
        """Make a secret unreadable for whoever has the database alone."""
        return _sealing().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read it again. Another ``PLUSHKA_SECRET_KEY`` cannot: all factors are set up anew."""
        return _sealing().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Draw the code that an app scans."""
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, border=4, light="#fff")
        return drawn.getvalue().decode()

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, object]:
        """Name a person as the browser's list of passkeys does."""
        entity: dict[str, object] = super().get_public_key_credential_user_entity(user)
        name = user.name if isinstance(user, Staff) else ""
        return {**entity, "display_name": name or str(entity["name"])}

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: Authenticator.Type,
    ) -> str:
        """Name a passkey that was given no name."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}


def _sealing() -> Fernet:
    key = hashlib.sha256(f"plushka:factors:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
