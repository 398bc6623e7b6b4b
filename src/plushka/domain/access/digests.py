"""What is kept in the place of secrets, and of phones that somebody tried."""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

_SECRET_BYTES = 32


def new_secret() -> str:
    """Make a secret nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def of_secret(secret: str) -> bytes:
    """Give what is kept of a secret of ours; a plain digest, as it cannot be guessed back."""
    return hashlib.sha256(secret.encode(errors="backslashreplace")).digest()


def of_tried(tenant_id: int, what: str, who: str) -> bytes:
    """Stand in for a phone, a card or an address in the count of tries; keyed, names nobody."""
    told = f"{tenant_id}:{what}:{who}".encode(errors="backslashreplace")
    return salted_hmac("plushka.access.tried", told, algorithm="sha256").digest()
