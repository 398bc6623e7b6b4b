"""How a caller names a member: by phone, card, alias, token or id."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from plushka.domain.aliases import speaking
from plushka.domain.members import alias, card, phone
from plushka.lib.refusal import BadField

type Kind = Literal["PHONE", "CARD", "ALIAS", "TOKEN", "ID"]

_LONGEST_TOKEN = 100


@dataclass(frozen=True, slots=True)
class Locator:
    """A name for a member, normalised, so that two spellings of one phone are equal."""

    kind: Kind
    value: str


def read(kind: str, text: str, *, region: str, path: str) -> Locator:
    """Read what a caller wrote; refuses nonsense by naming ``path``, the caller's field.

    ``kind`` is ``phone``, ``card``, ``alias``, ``token``, ``id``, or ``code``:
    a member's referral code, which is the card number or the alias, whichever
    it looks like. ``region`` is the country of phones written without one.
    """
    try:
        return _READERS[kind](text, region)
    except ValueError as wrong:
        raise BadField(path, str(wrong)) from None


def read_typed(text: str, *, region: str, path: str) -> Locator:
    """Read what somebody typed: a card, a phone or an alias, whichever it can be."""
    for kind in ("card", "phone", "alias"):
        try:
            return read(kind, text, region=region, path=path)
        except BadField:
            continue
    raise BadField(path, "this is no phone, card or alias")


def _phone(text: str, region: str) -> Locator:
    return Locator("PHONE", phone.normalise(text, region))


def _card(text: str, _region: str) -> Locator:
    return Locator("CARD", card.normalise(text))


def _alias(text: str, _region: str) -> Locator:
    return Locator("ALIAS", speaking.read(text) or alias.normalise(text))


def _token(text: str, _region: str) -> Locator:
    if not (0 < len(text) <= _LONGEST_TOKEN and text.isascii() and text.isprintable()):
        raise ValueError("this is no token that a member's screen shows")
    return Locator("TOKEN", text)


def _id(text: str, _region: str) -> Locator:
    try:
        return Locator("ID", str(UUID(text)))
    except ValueError:
        raise ValueError("an id is a UUID") from None


def _code(text: str, region: str) -> Locator:
    if any(character.isalpha() for character in text):
        return _alias(text, region)
    return _card(text, region)


_READERS: dict[str, Callable[[str, str], Locator]] = {
    "phone": _phone,
    "card": _card,
    "alias": _alias,
    "token": _token,
    "id": _id,
    "code": _code,
}
