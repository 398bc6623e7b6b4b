"""What providers of SMS and calls share: what can be sent, how long it is of use, prices."""

import datetime as dt
import math
import re
from decimal import Decimal, InvalidOperation

from plushka.integrations.sending import Outgoing, Refused
from plushka.lib import sms

PHONE = re.compile(r"\+[0-9]{7,15}")
KOPECKS = 100


def refusal(message: Outgoing, *, sender: str) -> Refused | None:
    """Say why no provider could send this, if so; no sender is the provider's own."""
    if sender and not sms.is_sender(sender):
        return Refused("bad_sender", is_final=True)
    if not is_phone(message.to):
        return Refused("bad_number", is_final=True)
    return None


def is_phone(said: str) -> bool:
    """Whether this is a number in E.164; only such a number is shown to who is called."""
    return PHONE.fullmatch(said) is not None


def minutes_left(message: Outgoing, *, most: int) -> int | None:
    """Count for how many minutes, one at least, the message is of use; None for always."""
    if message.valid_until is None:
        return None
    left = message.valid_until - dt.datetime.now(dt.UTC)
    return min(most, max(1, math.ceil(left.total_seconds() / 60)))


def kopecks(said: object) -> int | None:
    """Read a price or a balance, ``"2.75"``; None where there is none, or it is no number."""
    try:
        amount = Decimal(str(said))
    except InvalidOperation:
        return None
    return round(amount * KOPECKS) if amount.is_finite() else None


def phone(said: str) -> str:
    """Write a number as we do: a provider leaves the plus away."""
    digits = said.strip().removeprefix("+")
    return f"+{digits}" if digits.isdecimal() else said.strip()
