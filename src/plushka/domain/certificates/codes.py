"""A certificate's code and PIN: what is kept in their place, and how their owner sees them again.

What comes in is turned into a *proof* at once, a keyed digest that is the same in every company:
so no code stands in what is remembered of a request. A row keeps a digest of the proof, another
one in each company.
"""

import secrets
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from plushka.domain.tenants.context import current_tenant
from plushka.lib import letters
from plushka.lib.sealing import seal, unseal

LENGTH = 14
"""Letters before the one that checks: two more than a voucher has, so they are never mixed up."""

PIN_DIGITS = 4
ENDING = 4

_PURPOSE = "certificates"


def new_code() -> str:
    """Make a code nobody can foresee."""
    return letters.draw(LENGTH)


def new_pin() -> str:
    """Make a PIN nobody can foresee."""
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"


def proof(told: str) -> str:
    """Give the proof of a code as somebody typed it; raises ``letters.Mistyped`` for a typo."""
    code = letters.read(told, LENGTH)
    return salted_hmac("plushka.certificates.proof", code, algorithm="sha256").hexdigest()


def digest(of_proof: str) -> bytes:
    """Give what is kept of a code, by its proof."""
    told = f"{current_tenant()}:{of_proof}"
    return salted_hmac("plushka.certificates", told, algorithm="sha256").digest()


def pin_digest(certificate: UUID, pin: str) -> bytes:
    """Give what is kept of a PIN: keyed, and worth nothing for any other certificate."""
    told = f"{certificate}:{pin}".encode(errors="backslashreplace")
    return salted_hmac("plushka.certificates.pin", told, algorithm="sha256").digest()


def is_pin(kept: bytes, *, certificate: UUID, pin: str) -> bool:
    """Tell whether it is the PIN; the time taken tells nothing."""
    return constant_time_compare(kept, pin_digest(certificate, pin))


def sealed(code: str, pin: str) -> bytes:
    """Make a code and its PIN unreadable for whoever has the database alone."""
    return seal(f"{code} {pin}", key=settings.SECRET_KEY, purpose=_PURPOSE)


def unsealed(kept: bytes) -> tuple[str, str]:
    """Read the code and the PIN again; raises ``Unreadable`` under another key."""
    code, _, pin = unseal(kept, key=settings.SECRET_KEY, purpose=_PURPOSE).partition(" ")
    return code, pin
