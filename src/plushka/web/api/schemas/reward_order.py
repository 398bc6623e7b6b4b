"""Orders of rewards as the API writes and reads them."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Raw

from plushka.domain.members.locator import Locator
from plushka.domain.rewards import codes
from plushka.domain.rewards.asked import MOST_LINES, MOST_PIECES, AskedLine, Delivery
from plushka.domain.rewards.models import OrderLine
from plushka.domain.rewards.queries import OrderSeen, state_of, word_of
from plushka.domain.tenants.queries import Place
from plushka.lib.money import show
from plushka.web.api.reading.choice import Choice
from plushka.web.api.reading.texts import PLAIN, Name, Text
from plushka.web.api.reading.values import LIMIT, Limit
from plushka.web.api.schemas.member import MemberRef
from plushka.web.api.schemas.sale import Confirmation
from plushka.web.api.schemas.told import Decimal, local, local_or_none

type State = Literal["ordered", "paid", "ready", "fulfilled", "cancelled", "expired"]

type _RewardCode = Annotated[str, Meta(min_length=1, max_length=40, pattern=PLAIN)]
type _Reference = Annotated[str, Meta(min_length=1, max_length=90, pattern=PLAIN)]
type _Words = Annotated[str, Meta(min_length=1, max_length=100, pattern=PLAIN)]
type _Phone = Annotated[str, Meta(min_length=1, max_length=30, pattern=PLAIN)]
type _Address = Annotated[str, Meta(min_length=1, max_length=300, pattern=PLAIN)]
type _Note = Annotated[str, Meta(max_length=300, pattern=PLAIN)]
type _Pieces = Annotated[int, Meta(ge=1, le=MOST_PIECES)]
type _Handed = Annotated[int, Meta(ge=0, le=MOST_PIECES)]
type _PickUpCode = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=60,
        pattern=PLAIN,
        extra_json_schema={"description": "As it was typed.", "examples": ["1042-318907"]},
    ),
]

_NOTHING = Raw()
_PAGE = 50


class RewardLineIn(msgspec.Struct, forbid_unknown_fields=True):
    """So many pieces of a reward, named by its code."""

    reward: _RewardCode
    quantity: _Pieces = 1


class DeliveryIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """To whom and where it is brought."""

    name: _Words
    phone: _Phone
    address: _Address
    note: _Note = ""


class AskedRewardOrder(msgspec.Struct, frozen=True, kw_only=True):
    """Who orders what, and how it gets to them."""

    member: Locator
    lines: tuple[AskedLine, ...]
    outlet: str | None
    delivery: Delivery | None
    reference: str | None
    confirmation: str | None
    confirmed_at: str | None


class RewardOrderIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Rewards for a member's points: fetched in an `outlet`, or brought by a `delivery`.

    Vouchers need neither. Where money is to be paid, points and stock are kept for three days.
    The same `reference` again is the same order, for ever; with something else in it it is
    refused. `confirmation`, the code the member told, and `confirmed_at`, the outlet where it
    was asked for and `outlet` where nothing is said, are needed where redeeming needs a code.
    """

    CHOICES: ClassVar = (Choice(("outlet", "delivery"), is_needed=False),)

    member: MemberRef
    lines: Annotated[list[RewardLineIn], Meta(min_length=1, max_length=MOST_LINES)]
    outlet: Name | None = None
    delivery: DeliveryIn | None = None
    reference: _Reference | None = None
    confirmation: Confirmation | None = None
    confirmed_at: Name | None = None

    def asked(self, region: str) -> AskedRewardOrder:
        """Put it in the domain's words."""
        if self.outlet is not None and self.delivery is not None:
            raise ValueError("either outlet or delivery")
        brought = self.delivery
        return AskedRewardOrder(
            member=self.member.asked(region),
            lines=tuple(AskedLine(line.reward, line.quantity) for line in self.lines),
            outlet=self.outlet,
            delivery=None
            if brought is None
            else Delivery(brought.name, brought.phone, brought.address, brought.note),
            reference=self.reference,
            confirmation=self.confirmation,
            confirmed_at=self.confirmed_at,
        )


class HandedLineIn(msgspec.Struct, forbid_unknown_fields=True):
    """How many pieces of a line, by its `number`, will have been handed over in all."""

    number: Annotated[int, Meta(ge=1, le=MOST_LINES)]
    fulfilled: _Handed


class FulfilmentIn(msgspec.Struct, forbid_unknown_fields=True):
    """What is handed over: these lines, or everything that is left."""

    lines: Annotated[list[HandedLineIn], Meta(min_length=1, max_length=MOST_LINES)] | None = None

    def asked(self, _region: str) -> tuple[tuple[int, int], ...] | None:
        """Give the lines' numbers with their pieces, as they were sent; None is everything."""
        if self.lines is None:
            return None
        return tuple((line.number, line.fulfilled) for line in self.lines)


class CancellationIn(msgspec.Struct, forbid_unknown_fields=True):
    """Why an order is cancelled; kept in the record of changes."""

    reason: Text = ""

    def asked(self, _region: str) -> str:
        """Give the reason."""
        return self.reason


class PickUpIn(msgspec.Struct, forbid_unknown_fields=True):
    """The pick-up code that a member shows."""

    code: _PickUpCode

    def asked(self, _region: str) -> str:
        """Give the code as it was typed."""
        return self.code


class RewardOrdersQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which orders: of a member, in a state, to be fetched in an outlet."""

    member: UUID | None = None
    state: State | None = None
    outlet: Name | None = None
    limit: Limit = _NOTHING
    after: UUID | None = None

    def asked(self, _region: str) -> "AskedRewardOrders":
        """Give it with what was left out filled in."""
        return AskedRewardOrders(
            self.member,
            (self.state or "").upper(),
            self.outlet,
            LIMIT.given(self.limit) or _PAGE,
            self.after,
        )


class AskedRewardOrders(msgspec.Struct, frozen=True):
    """Which orders, at most so many."""

    member: UUID | None
    state: str
    outlet: str | None
    limit: int
    after: UUID | None


class RewardLineOut(msgspec.Struct, frozen=True):
    """A line of an order; `points` and `money` are of one piece, as they were then."""

    number: int
    reward: str
    name: str
    points: Decimal
    money: Decimal
    quantity: int
    fulfilled: int
    cancelled: int

    @classmethod
    def of(cls, line: OrderLine, *, reward: str, name: str) -> "RewardLineOut":
        """Write a line."""
        return cls(
            line.number,
            reward,
            name,
            show(line.points),
            show(line.money),
            line.quantity,
            line.fulfilled,
            line.cancelled,
        )


class DeliveryOut(msgspec.Struct, frozen=True):
    """To whom and where it is brought."""

    name: str
    phone: str
    address: str
    note: str


class RewardOrderOut(msgspec.Struct, frozen=True, kw_only=True):
    """An order of rewards.

    `ordered` waits for its money until `held_until`. `points_back` are the points of what was
    cancelled, `points_expired` those of them whose term was over meanwhile; `money_back` is what
    is to be given back. `code` is what the member shows
    to fetch it; told to keys with the scope `sales`, while it waits in an outlet.
    """

    id: UUID
    number: int
    member: UUID
    state: State
    source: Literal["web", "bot", "till", "api"]
    points: Decimal
    money: Decimal
    points_back: Decimal
    points_expired: Decimal
    money_back: Decimal
    placed_at: dt.datetime
    held_until: dt.datetime | None
    paid_at: dt.datetime | None
    ready_at: dt.datetime | None
    closed_at: dt.datetime | None
    outlet: str | None
    delivery: DeliveryOut | None
    code: str | None
    lines: list[RewardLineOut]

    @classmethod
    def of(
        cls,
        seen: OrderSeen,
        *,
        rewards: Mapping[UUID, str],
        place: Place,
        language: str,
        at: dt.datetime,
        has_code: bool,
    ) -> "RewardOrderOut":
        """Write an order as it is by now; ``rewards`` are the codes of what it is of."""
        made, zone = seen.order, place.zone
        state = state_of(made, at=at)
        waits = state in {"ORDERED", "PAID", "READY"} and made.outlet is not None
        return cls(
            id=made.id,
            number=made.number,
            member=made.member_id,
            state=state.lower(),  # type: ignore[arg-type]
            source=made.source.lower(),  # type: ignore[arg-type]
            points=show(made.points),
            money=show(made.money),
            points_back=show(made.points_back),
            points_expired=show(made.points_expired),
            money_back=show(made.money_back),
            placed_at=local(made.placed_at, zone),
            held_until=local_or_none(made.held_until, zone) if state == "ORDERED" else None,
            paid_at=local_or_none(made.paid_at, zone),
            ready_at=local_or_none(made.ready_at, zone),
            closed_at=local_or_none(
                made.held_until if state == "EXPIRED" else made.closed_at, zone
            ),
            outlet=made.outlet and made.outlet.code,
            delivery=DeliveryOut(**made.delivery) if made.delivery else None,
            code=codes.code_of(made.id, made.number) if has_code and waits else None,
            lines=[
                RewardLineOut.of(
                    line,
                    reward=rewards[line.reward_id],
                    name=word_of(line.names, language, own=place.language),
                )
                for line in seen.lines
            ],
        )


class RewardOrdersOut(msgspec.Struct, frozen=True):
    """Orders, newest first."""

    items: list[RewardOrderOut]
    next: str | None
