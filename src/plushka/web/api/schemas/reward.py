"""The gift shop's catalogue as the API reads it out."""

import datetime as dt
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Raw

from plushka.domain.rewards.models import Reward
from plushka.domain.rewards.offering import why_not
from plushka.domain.rewards.queries import Offered, word_of
from plushka.domain.tenants.queries import Place
from plushka.lib.money import show
from plushka.web.api.reading.values import LIMIT, Limit
from plushka.web.api.schemas.told import Decimal, local_or_none

type Standing = Literal["offered", "hidden", "not_yet", "over"]

_NOTHING = Raw()
_PAGE = 50


class RewardsQuery(msgspec.Struct, forbid_unknown_fields=True):
    """What a `member` may order now, else what members of any tier may."""

    member: UUID | None = None
    limit: Limit = _NOTHING
    after: UUID | None = None

    def asked(self, _region: str) -> "AskedRewards":
        """Give it with what was left out filled in."""
        return AskedRewards(self.member, LIMIT.given(self.limit) or _PAGE, self.after)


class AskedRewards(msgspec.Struct, frozen=True):
    """Whose shelves, at most so many rewards."""

    member: UUID | None
    limit: int
    after: UUID | None


class RewardOut(msgspec.Struct, frozen=True):
    """A reward: `points`, and `money` besides, are the price of one piece.

    `tiers` and `outlets` without anything are all of them. `left` is how many pieces are in
    stock, null is any number; `room` is how many more the member who was named may order.
    `picture` is an address on this server.
    """

    id: UUID
    code: str
    kind: Literal["goods", "voucher"]
    name: str
    description: str
    category: str
    status: Standing
    points: Decimal
    money: Decimal
    left: int | None
    room: int | None
    most: int | None
    tiers: list[str]
    outlets: list[str]
    pick_up: bool
    delivery: bool
    valid_from: dt.datetime | None
    #: Exclusive.
    valid_until: dt.datetime | None
    picture: str | None

    @classmethod
    def of(cls, one: Offered, *, place: Place, language: str, at: dt.datetime) -> "RewardOut":
        """Write a reward as it stands."""
        row = one.reward
        return cls(
            id=row.id,
            code=row.code,
            kind="voucher" if row.kind == Reward.Kind.VOUCHER else "goods",
            name=word_of(row.names, language, own=place.language),
            description=word_of(row.descriptions, language, own=place.language),
            category=row.category,
            status=why_not(row, tier=None, at=at) or "offered",  # type: ignore[arg-type]
            points=show(row.points),
            money=show(row.money),
            left=one.left,
            room=one.room,
            most=row.most,
            tiers=list(row.tiers),
            outlets=list(row.outlets),
            pick_up=row.can_pick_up and row.kind == Reward.Kind.GOODS,
            delivery=row.can_deliver,
            valid_from=local_or_none(row.valid_from, place.zone),
            valid_until=local_or_none(row.valid_until, place.zone),
            picture=f"/m/{place.slug}/pictures/{row.picture}/medium.webp" if row.picture else None,
        )


class RewardsOut(msgspec.Struct, frozen=True):
    """Rewards, shelf by shelf."""

    items: list[RewardOut]
    next: str | None
