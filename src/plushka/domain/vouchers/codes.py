"""A voucher's code: what is kept in its place, and how its owner is shown it again."""

from django.conf import settings
from django.utils.crypto import salted_hmac

from plushka.domain.tenants.context import current_tenant
from plushka.lib import letters
from plushka.lib.refusal import BadField
from plushka.lib.sealing import seal, unseal

LENGTH = 12
"""Letters before the one that checks: ten million vouchers are guessed once in 10¹⁰ tries."""

ENDING = 4
"""By how many letters people tell vouchers apart."""

_PURPOSE = "vouchers"


def new_code() -> str:
    """Make a code nobody can foresee."""
    return letters.draw(LENGTH)


def read(text: str, *, path: str = "voucher") -> str:
    """Read a code as somebody typed it; refuses a typo, naming the field, and looks nothing up."""
    try:
        return letters.read(text, LENGTH)
    except letters.Mistyped:
        raise BadField(path, "a letter of this code is wrong, or missing") from None


def digest(code: str) -> bytes:
    """Give what is kept of a code: keyed, and another one in each company."""
    told = f"{current_tenant()}:{code}"
    return salted_hmac("plushka.vouchers", told, algorithm="sha256").digest()


def as_sent(told: str) -> str:
    """Give what a code is compared by in a repeat, however it was spaced: keyed, and no code."""
    word = letters.folded(told).encode(errors="backslashreplace")
    return salted_hmac("plushka.vouchers.sent", word, algorithm="sha256").hexdigest()


def sealed(code: str) -> bytes:
    """Make a code unreadable for whoever has the database alone."""
    return seal(code, key=settings.SECRET_KEY, purpose=_PURPOSE)


def unsealed(kept: bytes) -> str:
    """Read it again; raises ``Unreadable`` under another key."""
    return unseal(kept, key=settings.SECRET_KEY, purpose=_PURPOSE)
