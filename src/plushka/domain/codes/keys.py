"""What codes are derived from, and the key of their digests; both are kept sealed."""

import hmac
import secrets
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from plushka.lib.sealing import seal, unseal

_BATCH, _COMPANY = "code-batch", "codes"
_BYTES = 32


def new_batch_secret() -> bytes:
    """Make a secret that a batch's codes are derived from, sealed."""
    return _new(_BATCH)


def batch_secret(sealed: bytes | memoryview) -> bytes:
    """Open the secret of a batch; raises ``Unreadable`` under another key."""
    return _opened(bytes(sealed), _BATCH)


def new_company_key() -> bytes:
    """Make the key that ids of a company's codes are made with, sealed."""
    return _new(_COMPANY)


def company_key(sealed: bytes | memoryview) -> bytes:
    """Open the key of a company; raises ``Unreadable`` under another key."""
    return _company_key(bytes(sealed))


def id_of(key: bytes, code: str) -> UUID:
    """Give the id of a code's row: a keyed digest, which tells nobody the code."""
    return UUID(bytes=hmac.digest(key, code.encode(), "sha256")[:16])


def _new(purpose: str) -> bytes:
    return seal(secrets.token_hex(_BYTES), key=settings.SECRET_KEY, purpose=purpose)


# Opening costs more than finding a code, so these are remembered; secrets of batches are not.
@lru_cache(maxsize=256)
def _company_key(sealed: bytes) -> bytes:
    return _opened(sealed, _COMPANY)


def _opened(sealed: bytes, purpose: str) -> bytes:
    return bytes.fromhex(unseal(sealed, key=settings.SECRET_KEY, purpose=purpose))
