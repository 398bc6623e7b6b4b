"""Pick-up codes: what a member shows to get an order.

The code is the order's number and six digits that only we can tell from its id. It is kept
nowhere, is the same whenever it is shown, and is worth nothing for another order.
"""

import re
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

DIGITS = 6
MOST_TRIES = 10
"""So many wrong codes of one order; then only its member finds it."""

_CODE = re.compile(rf"([0-9]{{4,18}})([0-9]{{{DIGITS}}})", re.ASCII)
_BETWEEN = re.compile(r"[\s\-–—.·]+")


def code_of(order_id: UUID, number: int) -> str:
    """Give the code of an order: ``1042-318907``."""
    return f"{number}-{_digits(order_id)}"


def read(typed: str) -> tuple[int, str] | None:
    """Read what somebody typed or scanned: the order's number and the digits; None if neither."""
    found = _CODE.fullmatch(_BETWEEN.sub("", typed))
    return None if found is None else (int(found[1]), found[2])


def matches(order_id: UUID, digits: str) -> bool:
    """Tell whether the digits are the order's; how long that takes tells nothing."""
    return constant_time_compare(_digits(order_id), digits)


def _digits(order_id: UUID) -> str:
    told = salted_hmac("plushka.rewards.pick_up", str(order_id), algorithm="sha256").digest()
    return f"{int.from_bytes(told[:8]) % 10**DIGITS:0{DIGITS}d}"
