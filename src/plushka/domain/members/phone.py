"""Phones: every usual notation becomes one (T44)."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

#: What people write between digits. Letters are out: «1-800-FLOWERS» is not told to a cashier.
#: Dashes of every length are in: word processors make them of a hyphen.
_WRITTEN = re.compile(
    r"\s*\+?[0-9 ()./\N{NO-BREAK SPACE}\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}-]{1,40}",
    re.ASCII,
)
#: What many countries dial before another country's code.
_ABROAD = "00"
_HIDDEN = 3
"""So many digits at least are hidden by a mask."""


def normalise(text: str, region: str) -> str:
    """Write a phone as E.164: ``8 (916) 123-45-67`` in ``RU`` is ``+79161234567``.

    ``region`` is the country whose notation is meant where none is given. A
    bare number that is none of that country may carry another country's code:
    ``380671234567``. Raises ``ValueError`` for what no country has given out.
    """
    if not _WRITTEN.fullmatch(text):
        raise ValueError("write a phone with digits, such as +7 916 123-45-67")
    text = text.strip()
    for attempt in (text, f"+{text}", f"+{text.removeprefix(_ABROAD)}"):
        if number := _parsed(attempt, region):
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    raise ValueError("there is no such phone number")


def _parsed(text: str, region: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def mask(phone: str) -> str:
    """Hide the middle of an E.164 phone: ``+7916•••4567`` (U28).

    The last four digits stay, and after the country up to three, as long as
    three are hidden.
    """
    number = phonenumbers.parse(phone)
    country, rest = f"+{number.country_code}", phone[1 + len(str(number.country_code)) :]
    shown = max(0, min(3, len(rest) - 4 - _HIDDEN))
    return f"{country}{rest[:shown]}•••{rest[-4:]}"
