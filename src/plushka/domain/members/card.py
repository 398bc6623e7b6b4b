"""Card numbers: EAN-13, so that every scanner reads them and a slip is noticed."""

import re
import secrets

OWN_PREFIX = "29"
"""Numbers we give out begin with it: the range GS1 leaves to shops for their own use."""

_WRITTEN = re.compile(r"[0-9](?:[ -]?[0-9]){12}", re.ASCII)
_RANDOM_DIGITS = 10


def normalise(text: str) -> str:
    """Write a card number as thirteen digits; spaces and hyphens between them may be left out.

    Raises ``ValueError`` when it is not thirteen digits, or the last is not
    the check digit of the others.
    """
    if not _WRITTEN.fullmatch(text):
        raise ValueError("a card number has thirteen digits")
    digits = text.replace(" ", "").replace("-", "")
    if digits[-1] != check_digit(digits[:-1]):
        raise ValueError("the last digit of the card number does not fit the others")
    return digits


def check_digit(twelve: str) -> str:
    """Give the thirteenth digit of an EAN-13."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return str(-total % 10)


def next_card() -> str:
    """Make a card number nobody can guess; somebody may have it, so ask before giving it out."""
    twelve = f"{OWN_PREFIX}{secrets.randbelow(10**_RANDOM_DIGITS):0{_RANDOM_DIGITS}d}"
    return twelve + check_digit(twelve)
