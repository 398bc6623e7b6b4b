"""What a scanner or a hand put into the one field that finds members."""

import re

from plushka.domain.members import locator
from plushka.domain.members.locator import Locator
from plushka.lib.refusal import BadField

_TOKEN_LENGTH = 44
_CARD_DIGITS = 13

#: A scanner types as a keyboard does: on a Russian or Ukrainian layout it types these for Latin.
_LATIN_KEYS = "qwertyuiopasdfghjklzxcvbnm"
_LAYOUT = str.maketrans(
    "йцукенгшщзфывапролдячсмитьі" + "йцукенгшщзфывапролдячсмитьі".upper(),
    _LATIN_KEYS + "s" + _LATIN_KEYS.upper() + "S",
)
_BETWEEN = re.compile(r"[\s().\N{NO-BREAK SPACE}-]+")


def latin(text: str) -> str:
    """Give what a scanner meant on whatever layout the keyboard was."""
    return text.translate(_LAYOUT)


def read(text: str, *, region: str) -> Locator:
    """Tell what kind of thing was typed: a QR token, an alias, a card, or else a phone.

    Refuses, with ``BadField``, what can be none of them.
    """
    text = text.strip()
    if len(text) == _TOKEN_LENGTH:
        return locator.read("token", latin(text), region=region, path="token")
    if any(character.isalpha() for character in text):
        return locator.read("alias", text, region=region, path="alias")
    digits = _BETWEEN.sub("", text)
    if len(digits) != _CARD_DIGITS:
        return locator.read("phone", text, region=region, path="phone")
    try:
        return locator.read("card", digits, region=region, path="card")
    except BadField as wrong:
        return _phone_after_all(text, region, wrong)


def _phone_after_all(text: str, region: str, not_card: BadField) -> Locator:
    """Thirteen digits that are no card may be a phone of a country with long numbers."""
    try:
        return locator.read("phone", text, region=region, path="phone")
    except BadField:
        raise not_card from None
