"""What is offered, and what was ordered."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from plushka.domain.members.queries import of_one
from plushka.domain.rewards.models import Order, OrderLine, Picture, Reward, Stock
from plushka.domain.rewards.offering import Taken, room, why_not
from plushka.domain.rewards.refusals import OrderUnknown, RewardUnknown
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

OWED = "OWED"
"""The state that is asked for to find orders of which money is still to be given back."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A reward as a member sees it: how many pieces are left, and how many they may order.

    None is any number.
    """

    reward: Reward
    left: int | None
    room: int | None

    @property
    def most(self) -> int | None:
        """How many pieces may be ordered now."""
        known = [one for one in (self.left, self.room) if one is not None]
        return min(known) if known else None


@dataclass(frozen=True, slots=True)
class OrderSeen:
    """An order with its lines."""

    order: Order
    lines: list[OrderLine]


def offered(*, member_id: UUID | None, tier: str | None, at: dt.datetime) -> list[Offered]:
    """Give what a tier may order now, shelf by shelf; three statements, however much there is.

    Without a tier it is what any of them may order.
    """
    shown = Reward.objects.filter(is_shown=True).order_by("category", "place", "points", "code")
    rewards = [one for one in shown if not why_not(one, tier=tier, at=at)]
    ids = [one.id for one in rewards]
    stocks = {row.id: row for row in Stock.objects.filter(id__in=ids)}
    taken = taken_by(member_id=member_id, rewards=ids, at=at) if member_id else {}
    return [
        Offered(one, left_of(stocks[one.id]), room(one, taken.get(one.id, Taken())))
        for one in rewards
    ]


def get_offered(*, code: str, member_id: UUID | None, tier: str, at: dt.datetime) -> Offered:
    """Give one reward that a tier may order now; refuses ``RewardUnknown``."""
    found = Reward.objects.filter(code=code).first()
    if found is None or why_not(found, tier=tier, at=at):
        raise RewardUnknown(code)
    stock = Stock.objects.get(id=found.id)
    taken = taken_by(member_id=member_id, rewards=[found.id], at=at) if member_id else {}
    return Offered(found, left_of(stock), room(found, taken.get(found.id, Taken())))


def get_reward(*, reward_id: UUID) -> tuple[Reward, Stock]:
    """Give a reward whoever may order it, and its stock; refuses ``RewardUnknown``."""
    found = Reward.objects.filter(id=reward_id).first()
    if found is None:
        raise RewardUnknown
    return found, Stock.objects.get(id=reward_id)


def left_of(stock: Stock) -> int | None:
    """Give how many pieces may still be ordered; None is any number."""
    return stock.put_in - stock.held - stock.gone if stock.is_limited else None


def taken_by(
    *, member_id: UUID, rewards: Collection[UUID], at: dt.datetime
) -> Mapping[UUID, Taken]:
    """Give how many pieces of rewards a member has ordered and not cancelled."""
    values: dict[str, Any] = {
        "tenant": current_tenant(),
        "member": member_id,
        "rewards": list(rewards),
        "at": at,
    }
    [rows] = run(raw(), [Statement("taken", load(__package__ or "", "taken"), values)])
    return {reward: Taken(in_all, recently) for reward, in_all, recently in rows}


def orders_of(*, member_id: UUID, limit: int = 50) -> list[OrderSeen]:
    """Give a member's orders, the latest first, also those of who was merged into them."""
    found = Order.objects.filter(of_one(member_id)).select_related("outlet").order_by("-id")
    return with_lines(found[:limit])


def find_orders(
    *,
    at: dt.datetime,
    limit: int,
    member_id: UUID | None = None,
    state: str = "",
    outlet_id: UUID | None = None,
    after: UUID | None = None,
) -> list[OrderSeen]:
    """Give orders, the latest first, those of who was merged into a member too.

    ``state`` is what an order is by now: one whose time is over is ``EXPIRED``, whether anybody
    wrote that down or not; ``OWED`` chooses those of which money is owed. Two statements.
    """
    rows = Order.objects.select_related("outlet").order_by("-id")
    if member_id is not None:
        rows = rows.filter(of_one(member_id))
    if outlet_id is not None:
        rows = rows.filter(outlet_id=outlet_id)
    if after is not None:
        rows = rows.filter(id__lt=after)
    ran_out = Q(state=Order.State.ORDERED, held_until__lte=at)
    if state == OWED:
        rows = rows.filter(money_back__gt=0, money_given_at=None)
    elif state == Order.State.EXPIRED:
        rows = rows.filter(Q(state=state) | ran_out)
    elif state:
        rows = rows.filter(state=state).exclude(ran_out)
    return with_lines(rows[:limit])


def state_of(made: Order, *, at: dt.datetime) -> str:
    """Tell what an order is by now (T2)."""
    until = made.held_until
    is_over = made.state == Order.State.ORDERED and until is not None and until <= at
    return str(Order.State.EXPIRED if is_over else made.state)


def codes_of(orders: Collection[OrderSeen]) -> dict[UUID, str]:
    """Give the rewards' own codes of all lines of orders, by the rewards' ids."""
    ids = {line.reward_id for seen in orders for line in seen.lines}
    return dict(Reward.objects.filter(id__in=ids).values_list("id", "code"))


def get_order(*, order_id: UUID, member_id: UUID | None = None) -> OrderSeen:
    """Give one order, of one member where they are named; refuses ``OrderUnknown``."""
    rows = Order.objects.filter(id=order_id)
    if member_id is not None:
        rows = rows.filter(of_one(member_id))
    found = with_lines(rows.select_related("outlet"))
    if not found:
        raise OrderUnknown
    return found[0]


def find_numbered(*, number: int, member_id: UUID) -> OrderSeen | None:
    """Give a member's order by the number people call it; None where there is none."""
    rows = Order.objects.filter(of_one(member_id), number=number).select_related("outlet")
    return next(iter(with_lines(rows)), None)


def with_lines(orders: QuerySet[Order]) -> list[OrderSeen]:
    """Read orders with their lines, in two statements."""
    found = list(orders)
    lines: dict[UUID, list[OrderLine]] = {one.id: [] for one in found}
    for line in OrderLine.objects.filter(order_id__in=list(lines)).order_by("order_id", "number"):
        lines[line.order_id].append(line)
    return [OrderSeen(one, lines[one.id]) for one in found]


def picture_of(*, digest: str, size: Literal["small", "medium", "content"]) -> bytes | None:
    """Give the picture of this digest: WebP, but its ``content`` is PNG."""
    found = Picture.objects.filter(digest=digest).values_list(size, flat=True).first()
    return None if found is None else bytes(found)


def word_of(words: Mapping[str, str], language: str, *, own: str) -> str:
    """Give words in a language; in the company's ``own`` where they lack; else in any."""
    for code in (language, own, *sorted(words)):
        if words.get(code):
            return words[code]
    return ""
