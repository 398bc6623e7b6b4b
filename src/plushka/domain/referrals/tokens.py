"""What a link shows: the company and a code of sixty bits that is derived, never kept.

``A`` to ``Z`` and digits without ``I``, ``L``, ``O`` and ``U``, so that it can be read aloud and
makes a small QR code.
"""

import re
from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import salted_hmac

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 5
_LONG = 12
_WRITTEN = re.compile(r"[0-9A-Z]{13,25}", re.ASCII)
_ALIKE = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Token:
    """What a link says: whose invitation it is, and its code."""

    tenant_id: int
    code: str


def token_of(*, tenant_id: int, invitation_id: UUID) -> str:
    """Write the token of an invitation, the same each time."""
    return _digits(tenant_id) + code_of(tenant_id=tenant_id, invitation_id=invitation_id)


def code_of(*, tenant_id: int, invitation_id: UUID) -> str:
    """Derive the code of an invitation from its id; nobody without the server's key can."""
    told = f"{tenant_id}:{invitation_id}"
    mac = salted_hmac("plushka.referrals.code", told, algorithm="sha256").digest()
    number = int.from_bytes(mac[:8]) >> (64 - _BITS * _LONG)
    return _digits(number).rjust(_LONG, "0")


def read(text: str) -> Token | None:
    """Read a token as it is written, said, or scanned with its address; None for what is none."""
    plain = text.strip().rpartition("/")[2].upper().translate(_ALIKE)
    if not _WRITTEN.fullmatch(plain) or not set(plain) <= set(_ALPHABET):
        return None
    tenant_id = 0
    for digit in plain[:-_LONG]:
        tenant_id = tenant_id << _BITS | _ALPHABET.index(digit)
    return Token(tenant_id, plain[-_LONG:]) if 0 < tenant_id < 1 << 63 else None


def digest_of(*, tenant_id: int, code: str) -> bytes:
    """Stand in for a code in the table: keyed, so the table alone opens nothing."""
    told = f"{tenant_id}:{code}"
    return salted_hmac("plushka.referrals.digest", told, algorithm="sha256").digest()


def _digits(number: int) -> str:
    written = ""
    while number:
        number, digit = divmod(number, 1 << _BITS)
        written = _ALPHABET[digit] + written
    return written
