"""What a scanner or a hand put into the one field that finds members."""

import re

from plushka.domain.codes.alphabets import is_right
from plushka.domain.codes.spelling import one_code
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
#: Of the QR code under a cap; on such a layout a scanner types a point for each stroke.
_CAP = re.compile(r"[/.]c[/.]([0-9a-z]{1,40})$", re.ASCII | re.IGNORECASE)
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


def read_code(text: str) -> str:
    """Give the code under a cap that was typed or scanned, out of its address; else the text."""
    text = text.strip()
    meant = latin(text)
    if found := _CAP.search(meant):
        return found[1]
    return meant if not is_right(one_code(text)) and is_right(one_code(meant)) else text


def is_code(text: str) -> bool:
    """Tell whether a code under a cap was typed or scanned where members are found.

    One of digits alone looks like a phone or a card, so it is none here but by its address.
    """
    if _CAP.search(latin(text.strip())):
        return True
    code = one_code(read_code(text))
    return is_right(code) and not code.isdigit()


def _phone_after_all(text: str, region: str, not_card: BadField) -> Locator:
    """Thirteen digits that are no card may be a phone of a country with long numbers."""
    try:
        return locator.read("phone", text, region=region, path="phone")
    except BadField:
        raise not_card from None
