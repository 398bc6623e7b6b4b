"""Members as the API writes and reads them."""

from functools import lru_cache
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from plushka.domain.members import locator
from plushka.domain.members.locator import Locator
from plushka.web.api.reading.choice import Choice
from plushka.web.api.reading.texts import PLAIN, Check

_LONGEST_NAME_OF_A_MEMBER = 100


def _check(kind: str) -> Check:
    def check(text: str, region: str) -> Locator:
        return locator.read(kind, text, region=region, path="")

    return check


def _meta(kind: str, *, form: str, about: str, example: str, pattern: str = "") -> Meta:
    written = {"pattern": pattern} if pattern else {}
    return Meta(
        min_length=1,
        max_length=_LONGEST_NAME_OF_A_MEMBER,
        pattern=PLAIN,
        extra={"check": _check(kind)},
        extra_json_schema={
            "format": form,
            "description": about,
            "examples": [example],
            **written,
        },
    )


type Phone = Annotated[
    str,
    _meta(
        "phone",
        form="phone",
        about="In any usual notation.",
        example="+79161234567",
        pattern=r"^\s*\+?[0-9 ()./\u00a0-]{1,40}$",
    ),
]
type Card = Annotated[
    str,
    _meta(
        "card",
        form="ean-13",
        about="An EAN-13 number.",
        example="4608877000015",
        pattern=r"^[0-9]([ -]?[0-9]){12}$",
    ),
]
type Alias = Annotated[
    str,
    _meta(
        "alias",
        form="alias",
        about="The word the member says at the till.",
        example="ромашка",
        pattern=r"^[^\s]{3,40}$",
    ),
]
type Token = Annotated[
    str,
    _meta(
        "token",
        form="token",
        about="What the member's QR code says.",
        example="AZdUTbnPcACAAQIDBAUGB4hLvYq2W0k7b0xOQp9m",
        pattern=r"^[!-~]{1,100}$",
    ),
]
type MemberId = Annotated[
    str,
    _meta(
        "id",
        form="uuid",
        about="The member's id.",
        example="01970000-0000-7000-8000-000000000000",
    ),
]
type ReferralCode = Annotated[
    str,
    _meta("code", form="referral-code", about="A card number or an alias.", example="ромашка"),
]


class MemberRef(msgspec.Struct, forbid_unknown_fields=True):
    """Who is meant: exactly one of phone, card, alias, token, id."""

    CHOICES: ClassVar = (Choice(("phone", "card", "alias", "token", "id")),)

    phone: Phone | None = None
    card: Card | None = None
    alias: Alias | None = None
    token: Token | None = None
    id: MemberId | None = None

    def asked(self, region: str, path: str = "member") -> Locator:
        """Give the one name that is there."""
        return _the_one(self, region, path)


class Referrer(msgspec.Struct, forbid_unknown_fields=True):
    """Who brought the member: exactly one of phone, card, code."""

    CHOICES: ClassVar = (Choice(("phone", "card", "code")),)

    phone: Phone | None = None
    card: Card | None = None
    code: ReferralCode | None = None

    def asked(self, region: str) -> Locator:
        """Give the one name that is there."""
        return _the_one(self, region, "referrer")


class Lookup(msgspec.Struct, forbid_unknown_fields=True):
    """Which member is looked for: exactly one of phone, card, alias, token."""

    CHOICES: ClassVar = (Choice(("phone", "card", "alias", "token")),)

    phone: Phone | None = None
    card: Card | None = None
    alias: Alias | None = None
    token: Token | None = None

    def asked(self, region: str) -> Locator:
        """Give the one name that is there."""
        return _the_one(self, region, "")


def _the_one(names: msgspec.Struct, region: str, path: str) -> Locator:
    given = [kind for kind in names.__struct_fields__ if getattr(names, kind) is not None]
    if len(given) != 1:
        raise ValueError("exactly one of them")
    [kind] = given
    return located(kind, getattr(names, kind), region, path)


@lru_cache(maxsize=8192)
def located(kind: str, text: str, region: str, path: str) -> Locator:
    """Read a name of one kind that stands in the field of that kind.

    Remembered, because a phone costs as much to read as the rest of a sale,
    and the same people come again.
    """
    return locator.read(kind, text, region=region, path=f"{path}.{kind}" if path else kind)
