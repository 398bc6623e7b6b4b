"""What outside systems tell, and what rules made of it; badges; suppliers."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Raw

from plushka.domain.effects.outside import Reported, Told
from plushka.domain.effects.queries import Badge, Gift
from plushka.domain.members.locator import Locator
from plushka.domain.rules.effects.kinds import EFFECTS
from plushka.lib.money import show
from plushka.web.api.reading.texts import PLAIN, Moment, Name, Scalar, moment_of
from plushka.web.api.reading.values import LIMIT, Limit
from plushka.web.api.schemas.account import AskedPage
from plushka.web.api.schemas.member import MemberRef
from plushka.web.api.schemas.told import Decimal, local

_NOTHING = Raw()
_PAGE = 50

type _Source = Annotated[str, Meta(min_length=1, max_length=50, pattern=PLAIN)]
type _EventId = Annotated[str, Meta(min_length=1, max_length=100, pattern=PLAIN)]
type _Data = Annotated[
    dict[str, Scalar],
    Meta(
        extra_json_schema={
            "propertyNames": {"pattern": "^[a-z][a-z0-9_]{0,49}$"},
            "maxProperties": 50,
        }
    ),
]


class EventIn(msgspec.Struct, forbid_unknown_fields=True):
    """What happened to a member outside of Plushka.

    `source` and `id` name it for ever, in the ledger too: no phone and no name belongs
    there. The types `review`, `referrer_achievement` and `payout` have data of a fixed
    form; of any other type rules ask `event.data.…`.
    """

    source: _Source
    id: _EventId
    type: _Source
    member: MemberRef
    at: Moment | None = None
    data: _Data | None = None

    def asked(self, region: str) -> Told:
        """Put it in the domain's words."""
        return Told(
            source=self.source,
            event=self.id,
            type=self.type,
            member=self.member.asked(region),
            at=None if self.at is None else moment_of(self.at),
            data=self.data or {},
        )


class EffectOut(msgspec.Struct, frozen=True):
    """One thing that a rule gave, also in words."""

    rule: str
    effect: str
    points: Decimal
    text: str

    @classmethod
    def of(cls, kept: Mapping[str, Any], *, language: str, currency: str) -> "EffectOut":
        """Write it."""
        effect = msgspec.convert(kept["effect"], EFFECTS[kept["effect"]["effect"]])
        told = effect.told(language, currency)
        return cls(kept["rule"], effect.kind, show(kept["points"]), told)


class EventOut(msgspec.Struct, frozen=True):
    """An event as it was understood, and what the member got for it."""

    id: UUID
    member: UUID
    at: dt.datetime
    effects: list[EffectOut]

    @classmethod
    def of(cls, told: Reported, *, zone: str, language: str, currency: str) -> "EventOut":
        """Write it."""
        return cls(
            told.id,
            told.member,
            local(told.at, zone),
            [EffectOut.of(one, language=language, currency=currency) for one in told.outcome],
        )


class BadgeOut(msgspec.Struct, frozen=True):
    """A badge of a member, and since when."""

    badge: str
    at: dt.datetime

    @classmethod
    def of(cls, badge: Badge, *, zone: str) -> "BadgeOut":
        """Write it."""
        return cls(badge.badge, local(badge.at, zone))


class BadgesOut(msgspec.Struct, frozen=True):
    """All badges of a member, oldest first."""

    items: list[BadgeOut]


class GiftOut(msgspec.Struct, frozen=True):
    """Goods that a member gets for nothing: a reward by its code, so many of it, and why.

    `sale` is the sale it was given for; null where it was something else.
    """

    id: UUID
    reward: str
    pieces: int
    rule: str
    campaign: str | None
    at: dt.datetime
    sale: UUID | None

    @classmethod
    def of(cls, gift: Gift, *, zone: str) -> "GiftOut":
        """Write it."""
        campaign, at = gift.campaign or None, local(gift.at, zone)
        return cls(gift.id, gift.reward, gift.pieces, gift.rule, campaign, at, gift.sale)


class GiftsOut(msgspec.Struct, frozen=True):
    """Gifts that nothing took back, newest first."""

    items: list[GiftOut]
    next: str | None


class PageQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which page."""

    limit: Limit = _NOTHING
    after: UUID | None = None

    def asked(self, _region: str) -> AskedPage[UUID]:
        """Give it with what was left out filled in."""
        return AskedPage(LIMIT.given(self.limit) or _PAGE, self.after)


class SupplierIn(msgspec.Struct, forbid_unknown_fields=True):
    """Which member a supplier's name on receipts means; null means nobody any more."""

    name: Name
    member: MemberRef | None

    def asked(self, region: str) -> "AskedSupplier":
        """Put it in the domain's words."""
        return AskedSupplier(self.name, None if self.member is None else self.member.asked(region))


class AskedSupplier(msgspec.Struct, frozen=True):
    """A supplier's name and whom it means."""

    name: str
    member: Locator | None


class SupplierOut(msgspec.Struct, frozen=True):
    """A supplier, and the member who stands for it; null is nobody any more."""

    name: str
    member: UUID | None


class SuppliersOut(msgspec.Struct, frozen=True):
    """Suppliers by name."""

    items: list[SupplierOut]
    next: str | None
