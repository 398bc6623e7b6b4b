"""Codes asked for, points set aside, points corrected."""

import datetime as dt
import re
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta, Raw

from plushka.domain.members.locator import Locator
from plushka.web.api.reading.choice import Choice
from plushka.web.api.reading.texts import PLAIN, Moment, Name, moment_of
from plushka.web.api.reading.values import (
    POSITIVE,
    SIGNED,
    PositiveAmount,
    SignedAmount,
)
from plushka.web.api.schemas.member import MemberRef
from plushka.web.api.schemas.sale import Confirmation
from plushka.web.api.schemas.told import BalanceOut, Decimal

_NOTHING = Raw()
_MOST_MINUTES = 14 * 24 * 60
MOST_DAYS = 3650

_REFERENCE = r"^[A-Za-z0-9._:/#-]+\Z"


def _check_reference(text: str, _region: str) -> None:
    if not re.match(_REFERENCE, text):
        raise ValueError("use Latin letters, digits and . _ : / # - only")


type _Reference = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=100,
        pattern=_REFERENCE,
        extra={"check": _check_reference},
        extra_json_schema={
            "pattern": "^[A-Za-z0-9._:/#-]+$",
            "description": "The caller's own number of the order.",
        },
    ),
]
type _Reason = Annotated[str, Meta(min_length=1, max_length=200, pattern=PLAIN)]


class ConfirmationIn(msgspec.Struct, forbid_unknown_fields=True):
    """Who shall be sent a code, what for, and where it will be told.

    `amount` is the most a code to redeem shall confirm. To enrol, `member` is
    the phone of the person who joins.
    """

    member: MemberRef
    purpose: Literal["redeem", "enrol"]
    outlet: Name
    amount: PositiveAmount = _NOTHING

    def asked(self, region: str) -> "AskedCode":
        """Put it in the domain's words."""
        return AskedCode(
            self.member.asked(region), self.purpose, self.outlet, POSITIVE.given(self.amount)
        )


class AskedCode(msgspec.Struct, frozen=True):
    """A code that is asked for; ``amount`` in hundredths of points."""

    member: Locator
    purpose: Literal["redeem", "enrol"]
    outlet: str
    amount: int | None


class ConfirmationOut(msgspec.Struct, frozen=True):
    """Until when the code that was sent is good."""

    expires_at: dt.datetime


class HoldIn(msgspec.Struct, forbid_unknown_fields=True):
    """Points to be set aside: for `minutes` (15 where nothing is said), or `until` a moment.

    At most for 14 days. The same `reference` again in the same outlet is the same
    hold, answered as it stands; with other points, another member or another time
    it is refused. A hold of an `outlet`, or of a key bound to one, is unknown to keys
    bound to another; any key may touch a hold without an outlet. `outlet` and
    `confirmation` are needed where redeeming needs a code.
    """

    CHOICES: ClassVar = (Choice(("minutes", "until"), is_needed=False),)

    member: MemberRef
    points: PositiveAmount
    minutes: Annotated[int, Meta(ge=1, le=_MOST_MINUTES)] | None = None
    until: Moment | None = None
    outlet: Name | None = None
    reference: _Reference | None = None
    confirmation: Confirmation | None = None

    def asked(self, region: str) -> "AskedPoints":
        """Put it in the domain's words."""
        if self.minutes is not None and self.until is not None:
            raise ValueError("either minutes or until")
        return AskedPoints(
            member=self.member.asked(region),
            points=POSITIVE.of(self.points),
            minutes=self.minutes,
            until=None if self.until is None else moment_of(self.until),
            outlet=self.outlet,
            reference=self.reference,
            confirmation=self.confirmation,
        )


class AskedPoints(msgspec.Struct, frozen=True, kw_only=True):
    """Points to be set aside, as it was sent, in hundredths."""

    member: Locator
    points: int
    minutes: int | None
    until: dt.datetime | None
    outlet: str | None
    reference: str | None
    confirmation: str | None


class CaptureIn(msgspec.Struct, forbid_unknown_fields=True):
    """How many of the held points are redeemed: all of them where nothing is said."""

    points: PositiveAmount = _NOTHING

    def asked(self, _region: str) -> int | None:
        """Give the hundredths of points."""
        captured: int | None = POSITIVE.given(self.points)
        return captured


class NothingIn(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing needs to be said."""

    def asked(self, _region: str) -> None:
        """Give nothing."""


class HoldOut(msgspec.Struct, frozen=True):
    """Points set aside. `captured` is what was redeemed of them, null before."""

    id: str
    points: Decimal
    until: dt.datetime
    status: Literal["open", "captured", "released"]
    captured: Decimal | None
    balance: BalanceOut


class AdjustmentIn(msgspec.Struct, forbid_unknown_fields=True):
    """A correction by hand: points to give, or with a minus to take away, and why.

    Points that are given end after `days`, or on the last day `expires_on`;
    where neither is said, as the programme says of gifts.
    """

    CHOICES: ClassVar = (Choice(("days", "expires_on"), is_needed=False),)

    member: MemberRef
    points: SignedAmount
    reason: _Reason
    kind: Literal["manual", "gift"] = "manual"
    days: Annotated[int, Meta(ge=0, le=MOST_DAYS)] | None = None
    expires_on: dt.date | None = None

    def asked(self, region: str) -> "AskedAdjustment":
        """Put it in the domain's words."""
        if self.days is not None and self.expires_on is not None:
            raise ValueError("either days or expires_on")
        return AskedAdjustment(
            member=self.member.asked(region),
            points=SIGNED.of(self.points),
            reason=self.reason,
            kind=self.kind,
            days=self.days,
            expires_on=self.expires_on,
        )


class AskedAdjustment(msgspec.Struct, frozen=True, kw_only=True):
    """A correction as it was sent, in signed hundredths of points."""

    member: Locator
    points: int
    reason: str
    kind: Literal["manual", "gift"]
    days: int | None
    expires_on: dt.date | None


class LimitOut(msgspec.Struct, frozen=True):
    """What this key has corrected today, up and down together, and how much it may.

    `is_near` says that four fifths of it are used.
    """

    used: Decimal
    limit: Decimal
    is_near: bool


class AdjustmentOut(msgspec.Struct, frozen=True):
    """A correction that was made; `id` is that of its entry."""

    id: str
    points: Decimal
    balance: BalanceOut
    today: LimitOut
