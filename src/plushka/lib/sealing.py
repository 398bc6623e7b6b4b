"""Secrets that have to be read again are unreadable for whoever has the database alone."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


class Unreadable(Exception):  # noqa: N818 - a fault said in the trade's words
    """It was sealed with another key."""


def seal(text: str, *, key: str, purpose: str) -> bytes:
    """Make a text unreadable without ``key``; it opens for its purpose alone."""
    return seal_bytes(text.encode(), key=key, purpose=purpose)


def unseal(sealed: bytes, *, key: str, purpose: str) -> str:
    """Read it again; raises ``Unreadable``."""
    return unseal_bytes(sealed, key=key, purpose=purpose).decode()


def seal_bytes(content: bytes, *, key: str, purpose: str) -> bytes:
    """Make a piece of a file unreadable without ``key``; a third is added to it."""
    return _sealing(key, purpose).encrypt(content)


def unseal_bytes(sealed: bytes, *, key: str, purpose: str) -> bytes:
    """Read it again; raises ``Unreadable``."""
    try:
        return _sealing(key, purpose).decrypt(sealed)
    except InvalidToken:
        raise Unreadable from None


def _sealing(key: str, purpose: str) -> Fernet:
    digest = hashlib.sha256(f"plushka:{purpose}:{key}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
