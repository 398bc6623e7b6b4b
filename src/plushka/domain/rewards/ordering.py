"""A member orders: stock and points are set aside together, or neither is (T27).

Everything here runs in the tenant's transaction that the caller opened, in one order of locks:
the member's account, orders that ran out, stocks by id, the company's numbers. The number of
statements does not grow with the lines.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.domain.members.queries import MemberUnknown, Profile, get_profile
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.repeats.queries import RepeatDiffers, fingerprint
from plushka.domain.rewards import allowing, closing, giving, stocks
from plushka.domain.rewards.asked import (
    MOST_LINES,
    MOST_PIECES,
    USUAL_TIME,
    AskedOrder,
    Orderer,
)
from plushka.domain.rewards.models import Order, OrderLine, Reward
from plushka.domain.rewards.offering import Taken, room, why_not
from plushka.domain.rewards.queries import taken_by
from plushka.domain.rewards.refusals import (
    RewardLimitReached,
    RewardNotOffered,
    RewardUnknown,
    SoldOut,
)
from plushka.domain.rewards.telling import cause_of, told
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import get_outlet, get_place
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField


@dataclass(frozen=True, slots=True)
class Placed:
    """An order, and whether it was made before."""

    order: Order
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A line that may be ordered."""

    path: str
    reward: Reward
    quantity: int


def order(*, asked: AskedOrder, key: str, orderer: Orderer, at: dt.datetime) -> Placed:
    """Order rewards for points, or set them aside until the money is paid.

    The same ``key`` is the same order, whatever has changed since; refuses ``RepeatDiffers``
    where it ordered something else. Refuses ``MemberUnknown``, ``MemberBlocked``,
    ``SpendingFrozen``, ``SecondProofNeeded``, a confirmation that is missing or wrong,
    ``RewardUnknown``, ``RewardNotOffered``, ``RewardLimitReached``, ``SoldOut`` and
    ``NotEnoughPoints``; then nothing has changed.
    """
    _check_shape(asked)
    account = accounts.accounts_of(members=[asked.member_id]).get(asked.member_id)
    if account is None:
        raise MemberUnknown
    book = ledger.open_book(accounts=[account], moment=at, with_lots=[account])
    sent = _fingerprint(asked)
    if known := Order.objects.filter(key=key).first():
        if bytes(known.fingerprint) != sent:
            raise RepeatDiffers(key)
        return Placed(known, is_repeat=True)
    profile = get_profile(member_id=asked.member_id)
    allowing.check(profile, orderer=orderer, at=at)
    programme = programmes.rules(zone=get_place(current_tenant()).zone).at(at)
    wanted = _wanted(asked, profile=profile, at=at)
    outlet = _place(asked, wanted, orderer=orderer)
    points = sum(one.reward.points * one.quantity for one in wanted)
    if programme.document.confirmations.redeem and not orderer.is_trusted:
        allowing.confirm(asked, member_id=profile.id, points=points, at=at)
    _check_limits(wanted, member_id=profile.id, at=at)
    closing.expire(at=at, rewards=[one.reward.id for one in wanted])
    there = stocks.lock(one.reward.id for one in wanted)
    _check_stock(wanted, there)
    made = Order(
        tenant_id=current_tenant(),
        id=new_id(),
        member_id=profile.id,
        key=key,
        fingerprint=sent,
        state=Order.State.PAID,
        source=orderer.source,
        actor=orderer.actor,
        points=points,
        money=sum(one.reward.money * one.quantity for one in wanted),
        point_value=programme.point_value,
        outlet=outlet,
        delivery=asked.delivery and asdict(asked.delivery),
        placed_at=at,
    )
    # Nothing is written before the last refusal.
    _take_points(made, book, account, programme=programme, at=at)
    ledger.save(book)
    stocks.hold({one.reward.id: one.quantity for one in wanted})
    made.number = _next_number()
    lines = _save(made, wanted)
    if made.paid_at is not None:
        giving.give(made, lines, at=at)
    events.write(events=[told("reward_ordered", made, lines, at=at)])
    return Placed(made, is_repeat=False)


def _check_shape(asked: AskedOrder) -> None:
    if not 0 < len(asked.lines) <= MOST_LINES:
        raise BadField("lines", f"order 1 to {MOST_LINES} rewards")
    seen = set[str]()
    for place, line in enumerate(asked.lines):
        if not 0 < line.quantity <= MOST_PIECES:
            raise BadField(f"lines[{place}].quantity", f"use a number from 1 to {MOST_PIECES}")
        if line.reward in seen:
            raise BadField(f"lines[{place}].reward", "this reward is named twice")
        seen.add(line.reward)
    if asked.outlet and asked.delivery:
        raise BadField("delivery", "name either an outlet or a delivery")


def _fingerprint(asked: AskedOrder) -> bytes:
    told_ = [str(asked.member_id), asked.outlet, asked.delivery and asdict(asked.delivery)]
    return fingerprint("reward_order", [*told_, [asdict(line) for line in asked.lines]])


def _wanted(asked: AskedOrder, *, profile: Profile, at: dt.datetime) -> list[_Wanted]:
    codes = [line.reward for line in asked.lines]
    found = {reward.code: reward for reward in Reward.objects.filter(code__in=codes)}
    wanted = []
    for place, line in enumerate(asked.lines):
        reward = found.get(line.reward)
        why = "hidden" if reward is None else why_not(reward, tier=profile.tier, at=at)
        if reward is None or why == "hidden":
            raise RewardUnknown(line.reward)
        if why:
            raise RewardNotOffered(line.reward, why)
        wanted.append(_Wanted(f"lines[{place}].reward", reward, line.quantity))
    return wanted


def _place(asked: AskedOrder, wanted: Sequence[_Wanted], *, orderer: Orderer) -> Outlet | None:
    """Give where the order will wait; None where it is delivered, or nothing is to be fetched."""
    goods = [one for one in wanted if one.reward.kind == Reward.Kind.GOODS]
    if asked.delivery:
        for one in goods:
            if not one.reward.can_deliver:
                raise BadField("delivery", f"{one.reward.code} is not delivered")
        _check_delivery(asked)
        return None
    if not goods:
        return None
    if asked.outlet is None:
        raise BadField("outlet", "name the outlet where it will be fetched, or a delivery")
    outlet = get_outlet(asked.outlet, allowed=orderer.outlet_id)
    for one in goods:
        if not one.reward.can_pick_up:
            raise BadField("outlet", f"{one.reward.code} is only delivered")
        if one.reward.outlets and outlet.code not in one.reward.outlets:
            raise BadField("outlet", f"{one.reward.code} is not to be had there")
    return outlet


def _check_delivery(asked: AskedOrder) -> None:
    given = asked.delivery and asdict(asked.delivery)
    for name, most in (("name", 100), ("phone", 30), ("address", 300), ("note", 300)):
        text = str((given or {}).get(name, ""))
        if len(text) > most:
            raise BadField(f"delivery.{name}", f"use at most {most} characters")
        if name != "note" and not text.strip():
            raise BadField(f"delivery.{name}", "this is needed to deliver it")


def _check_limits(wanted: Sequence[_Wanted], *, member_id: UUID, at: dt.datetime) -> None:
    taken: Mapping[UUID, Taken] = taken_by(
        member_id=member_id, rewards=[one.reward.id for one in wanted], at=at
    )
    for one in wanted:
        before = taken.get(one.reward.id, Taken())
        free = room(one.reward, before)
        if free is None or one.quantity <= free:
            continue
        most, recent, days = one.reward.most, one.reward.most_recent, one.reward.recent_days
        if most is not None and before.in_all + one.quantity > most:
            raise RewardLimitReached(one.reward.code, most=most)
        raise RewardLimitReached(one.reward.code, most=recent or 0, days=days or 0)


def _check_stock(wanted: Sequence[_Wanted], there: Mapping[UUID, stocks.Pieces]) -> None:
    for one in wanted:
        left = there[one.reward.id].left
        if left is not None and one.quantity > left:
            raise SoldOut(one.reward.code, left=left)


def _take_points(
    made: Order, book: Book, account: UUID, *, programme: Compiled, at: dt.datetime
) -> None:
    """Redeem what is paid with points alone; set the rest aside until the money comes."""
    spending_order = programme.document.spending_order
    if made.money:
        made.state, made.held_until = Order.State.ORDERED, at + USUAL_TIME
        held = book.hold(
            account,
            made.points,
            until=made.held_until,
            key=f"reward_order:{made.id}",
            actor=made.actor,
            order=spending_order,
        )
        made.hold_id = held.id
    else:
        cause = cause_of(made, "pay", version=programme.version, actor=made.actor, at=at)
        cause.explanation.append(reasons.rewards(points=made.points, currency=programme.currency))
        entry = book.redeem(account, made.points, cause, order=spending_order)
        made.redemption_id, made.paid_at = entry.id, at


def _save(made: Order, wanted: Sequence[_Wanted]) -> list[OrderLine]:
    made.save(force_insert=True)
    lines = [
        OrderLine(
            tenant_id=made.tenant_id,
            order_id=made.id,
            number=number,
            reward_id=one.reward.id,
            names=one.reward.names,
            points=one.reward.points,
            money=one.reward.money,
            quantity=one.quantity,
        )
        for number, one in enumerate(wanted, start=1)
    ]
    OrderLine.objects.bulk_create(lines)
    return lines


def _next_number() -> int:
    values: dict[str, Any] = {"tenant": current_tenant(), "id": new_id()}
    name = "next_order_number"
    [[(number,)]] = run(raw(), [Statement(name, load(__package__ or "", name), values)])
    return int(number)
