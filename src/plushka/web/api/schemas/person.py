"""Who joins, and what changes of a member."""

import datetime as dt
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from plushka.domain.members.locator import Locator
from plushka.domain.members.operations import Changes, NewConsent
from plushka.domain.members.person import LONGEST_EMAIL, LONGEST_NOTE, read_email
from plushka.web.api.reading.choice import Choice
from plushka.web.api.reading.texts import PLAIN, BirthDate, Name, Scalar, Text, birth_date_of
from plushka.web.api.schemas.member import Alias, Card, Phone, Referrer, located


def _email(text: str, _region: str) -> str:
    return read_email(text, path="")


type _Version = Annotated[str, Meta(min_length=1, max_length=100, pattern=PLAIN)]
type _Short = Annotated[str, Meta(max_length=50, pattern=PLAIN)]
type _Code = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=50,
        pattern=PLAIN,
        extra_json_schema={"pattern": "^[a-z][a-z0-9_]{0,49}$", "examples": ["lost_card"]},
    ),
]
type _Confirmation = Annotated[
    str, Meta(min_length=1, max_length=20, pattern=PLAIN, examples=["1234"])
]

type _Invitation = Annotated[
    str,
    Meta(min_length=1, max_length=25, pattern=PLAIN, examples=["1R7K3M9QX2C5V"]),
]

type _Attributes = Annotated[
    dict[str, Scalar],
    Meta(
        extra_json_schema={
            "propertyNames": {"pattern": "^[a-z][a-z0-9_]{0,49}$"},
            "maxProperties": 50,
        }
    ),
]


type _Sex = Literal["female", "male"]
type _Note = Annotated[str, Meta(max_length=LONGEST_NOTE, pattern=PLAIN)]
type _Email = Annotated[
    str,
    Meta(
        max_length=LONGEST_EMAIL,
        pattern=PLAIN,
        extra={"check": _email},
        extra_json_schema={
            "pattern": r"^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$",
            "examples": ["anna@example.com"],
        },
    ),
]


class ConsentIn(msgspec.Struct, forbid_unknown_fields=True):
    """One thing the member agrees to, in a version of its text."""

    kind: Literal["data", "advertising", "transfer"]
    version: _Version = "1"
    channel: _Short = ""

    def asked(self) -> NewConsent:
        """Put it in the domain's words."""
        return NewConsent(self.kind.upper(), self.version, self.channel)


class AskedEnrolment(msgspec.Struct, frozen=True, kw_only=True):
    """Who joins, as it was sent; ``outlet`` is its code."""

    identifiers: tuple[Locator, ...]
    name: str
    birth_date: dt.date | None
    referrer: Locator | None
    consents: tuple[NewConsent, ...]
    outlet: str | None
    confirmation: str | None
    surname: str = ""
    patronymic: str = ""
    sex: str = ""
    email: str = ""
    note: str = ""
    invitation: str | None = None


class MemberIn(msgspec.Struct, forbid_unknown_fields=True):
    """A person who joins; one of phone, card, alias is needed."""

    CHOICES: ClassVar = (Choice(("phone", "card", "alias"), is_single=False),)

    phone: Phone | None = None
    card: Card | None = None
    alias: Alias | None = None
    name: Text | None = None
    birth_date: BirthDate | None = None
    referrer: Referrer | None = None
    consents: Annotated[list[ConsentIn], Meta(max_length=20)] | None = None
    outlet: Name | None = None
    confirmation: _Confirmation | None = None
    surname: Text | None = None
    patronymic: Text | None = None
    sex: _Sex | None = None
    email: _Email | None = None
    note: _Note | None = None
    invitation: _Invitation | None = None

    def asked(self, region: str) -> AskedEnrolment:
        """Put it in the domain's words."""
        identifiers = tuple(
            located(kind, getattr(self, kind), region, "")
            for kind in ("phone", "card", "alias")
            if getattr(self, kind) is not None
        )
        if not identifiers:
            raise ValueError("one of them is needed")
        return AskedEnrolment(
            identifiers=identifiers,
            name=self.name or "",
            birth_date=None if self.birth_date is None else birth_date_of(self.birth_date),
            referrer=None if self.referrer is None else self.referrer.asked(region),
            consents=tuple(one.asked() for one in self.consents or ()),
            outlet=self.outlet,
            confirmation=self.confirmation,
            surname=self.surname or "",
            patronymic=self.patronymic or "",
            sex=(self.sex or "").upper(),
            email=self.email or "",
            note=self.note or "",
            invitation=self.invitation,
        )


class BlockIn(msgspec.Struct, forbid_unknown_fields=True):
    """Why a member is blocked, as a code of the company's own."""

    reason: _Code


class AskedChange(msgspec.Struct, frozen=True):
    """What changes, and why."""

    changes: Changes
    reason: str
    consents: tuple[NewConsent, ...] = ()


class ChangeIn(msgspec.Struct, forbid_unknown_fields=True):
    """What changes of a member: what is left out stays, null takes away.

    `attributes` replaces all of them. `replaced` is why a new card takes the
    place of the old one; `reason` is kept with the change. `consents` are added
    to those there are.
    """

    name: Text | UnsetType = UNSET
    birth_date: BirthDate | UnsetType | None = UNSET
    phone: Phone | UnsetType | None = UNSET
    card: Card | UnsetType = UNSET
    alias: Alias | UnsetType | None = UNSET
    attributes: _Attributes | UnsetType = UNSET
    blocked: BlockIn | UnsetType | None = UNSET
    replaced: _Code | UnsetType = UNSET
    reason: Text | UnsetType = UNSET
    consents: Annotated[list[ConsentIn], Meta(max_length=20)] | UnsetType = UNSET
    surname: Text | UnsetType | None = UNSET
    patronymic: Text | UnsetType | None = UNSET
    sex: _Sex | UnsetType | None = UNSET
    email: _Email | UnsetType | None = UNSET
    note: _Note | UnsetType | None = UNSET

    def asked(self, region: str) -> AskedChange:
        """Put it in the domain's words."""
        return AskedChange(
            Changes(
                name=self.name,
                birth_date=_birth_date(self.birth_date),
                phone=_normal("phone", self.phone, region),
                card=_normal("card", self.card, region) or UNSET,
                alias=_normal("alias", self.alias, region),
                attributes=self.attributes,
                blocked=self.blocked.reason if isinstance(self.blocked, BlockIn) else self.blocked,
                replaced=self.replaced or "replaced",
                surname=_text(self.surname),
                patronymic=_text(self.patronymic),
                sex=_sex(self.sex),
                email=_text(self.email),
                note=_text(self.note),
            ),
            self.reason or "",
            tuple(one.asked() for one in self.consents or ()),
        )


def _normal(kind: str, text: str | UnsetType | None, region: str) -> str | UnsetType | None:
    """Normalise an identifier, so that any spelling of it is the same request."""
    return located(kind, text, region, "").value if isinstance(text, str) else text


def _text(text: str | UnsetType | None) -> str | UnsetType:
    return "" if text is None else text


def _sex(sex: str | UnsetType | None) -> str | UnsetType:
    return UNSET if sex is UNSET else (sex or "").upper()


def _birth_date(text: str | UnsetType | None) -> dt.date | UnsetType | None:
    return birth_date_of(text) if isinstance(text, str) else text
