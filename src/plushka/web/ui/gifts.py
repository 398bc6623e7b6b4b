"""Gifts and orders as members and cashiers see them, in the language of the page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from plushka.domain.rewards import codes
from plushka.domain.rewards.queries import Offered, OrderSeen, state_of, word_of


@dataclass(frozen=True, slots=True)
class Gift:
    """One gift of the shop: points in hundredths, money in kopecks."""

    code: str
    name: str
    description: str
    category: str
    points: int
    money: int
    picture: str
    #: How many are left, where that is told; None is enough.
    left: int | None
    is_sold_out: bool
    #: The member has ordered as many as they may.
    is_full: bool
    #: So many points the member lacks for one.
    lacks: int
    most: int
    can_pick_up: bool
    can_deliver: bool
    is_voucher: bool
    outlets: tuple[str, ...]

    @property
    def can_order(self) -> bool:
        """Whether one can be ordered now."""
        return not (self.is_sold_out or self.is_full or self.lacks)


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of an order in the reader's language."""

    number: int
    name: str
    quantity: int
    fulfilled: int
    cancelled: int
    points: int
    money: int

    @property
    def rest(self) -> int:
        """How many are still to be handed over."""
        return self.quantity - self.fulfilled - self.cancelled


@dataclass(frozen=True, slots=True)
class OrderShown:
    """An order: what it says, where it waits, and what may be done."""

    id: UUID
    number: int
    state: str
    points: int
    money: int
    money_back: int
    #: Of that, what nobody has given yet.
    owed: int
    points_back: int
    points_expired: int
    placed_at: dt.datetime
    until: dt.datetime | None
    outlet: str
    delivery: dict[str, str] | None
    lines: tuple[LineShown, ...]
    #: What the cashier asks for; empty where nothing is to be fetched.
    code: str
    has_vouchers: bool

    @property
    def contents(self) -> str:
        """What it is of, in one line: «Кружка × 2, Сумка × 1»."""
        return ", ".join(f"{line.name} × {line.quantity}" for line in self.lines)

    @property
    def is_open(self) -> bool:
        """Whether it may still be cancelled."""
        return self.state in {"ORDERED", "PAID", "READY"}


_FEW = 10
"""So many left are told."""
_MOST = 10
"""So many are offered to be chosen."""


def show_gift(one: Offered, *, spendable: int, own: str) -> Gift:
    """Tell a gift to a member with so many spendable points."""
    reward, language = one.reward, get_language() or "en"
    return Gift(
        code=reward.code,
        name=word_of(reward.names, language, own=own),
        description=word_of(reward.descriptions, language, own=own),
        category=reward.category,
        points=reward.points,
        money=reward.money,
        picture=reward.picture,
        left=one.left if one.left is not None and one.left <= _FEW else None,
        is_sold_out=one.left == 0,
        is_full=one.room == 0,
        lacks=max(0, reward.points - spendable),
        most=max(1, min(_MOST, one.most or _MOST, spendable // reward.points)),
        can_pick_up=reward.can_pick_up,
        can_deliver=reward.can_deliver,
        is_voucher=reward.kind == reward.Kind.VOUCHER,
        outlets=tuple(reward.outlets),
    )


def show_order(seen: OrderSeen, *, own: str, at: dt.datetime) -> OrderShown:
    """Tell an order; one whose time is over is over, whether anybody wrote that down or not."""
    made, language = seen.order, get_language() or "en"
    state = state_of(made, at=at)
    waits = state in {"ORDERED", "PAID", "READY"} and made.outlet_id is not None
    return OrderShown(
        id=made.id,
        number=made.number,
        state=state,
        points=made.points,
        money=made.money,
        money_back=made.money_back,
        owed=made.money_back if made.money_given_at is None else 0,
        points_back=made.points_back,
        points_expired=made.points_expired,
        placed_at=made.placed_at,
        until=made.held_until if state == "ORDERED" else None,
        outlet=made.outlet.name if made.outlet is not None else "",
        delivery=made.delivery,
        lines=tuple(_lines(seen, language, own)),
        code=codes.code_of(made.id, made.number) if waits else "",
        has_vouchers=made.outlet_id is None and made.delivery is None,
    )


def _lines(seen: OrderSeen, language: str, own: str) -> Sequence[LineShown]:
    return [
        LineShown(
            number=line.number,
            name=word_of(line.names, language, own=own),
            quantity=line.quantity,
            fulfilled=line.fulfilled,
            cancelled=line.cancelled,
            points=line.points * line.quantity,
            money=line.money * line.quantity,
        )
        for line in seen.lines
    ]
