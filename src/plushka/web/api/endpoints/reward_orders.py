"""Orders of rewards over HTTP: made, paid, packed, handed over, cancelled."""

from collections import Counter
from functools import partial
from uuid import UUID

from plushka.domain.access.counting import TooManyTries
from plushka.domain.access.refusals import MemberBlocked, SecondProofNeeded, SpendingFrozen
from plushka.domain.confirmations.refusals import ConfirmationNeeded, ConfirmationWrong
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.members.doubting import PROVING
from plushka.domain.members.queries import MemberUnknown, identify
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.rewards import operations, queries
from plushka.domain.rewards.asked import AskedOrder, Orderer
from plushka.domain.rewards.locking import check_place
from plushka.domain.rewards.models import Order
from plushka.domain.rewards.queries import OrderSeen
from plushka.domain.rewards.refusals import (
    OrderElsewhere,
    OrderNotOpen,
    OrderNotPaid,
    OrderUnknown,
    PickUpCodeClosed,
    PickUpCodeWrong,
    RewardLimitReached,
    RewardNotOffered,
    RewardUnknown,
    SoldOut,
)
from plushka.domain.tenants.queries import OutletUnknown, get_outlet
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.account import page
from plushka.web.api.schemas.points import NothingIn
from plushka.web.api.schemas.reward_order import (
    AskedRewardOrder,
    AskedRewardOrders,
    CancellationIn,
    FulfilmentIn,
    PickUpIn,
    RewardOrderIn,
    RewardOrderOut,
    RewardOrdersOut,
    RewardOrdersQuery,
)


def order_rewards(call: Call[AskedRewardOrder]) -> Answer:
    """Order rewards for a member; stock and points are set aside together, or neither is."""
    asked = call.asked
    placed = operations.order(
        asked=AskedOrder(
            member_id=identify(locator=asked.member, at=call.at),
            lines=asked.lines,
            outlet=asked.outlet,
            delivery=asked.delivery,
            confirmation=asked.confirmation,
            confirmed_at=_spoken_at(call),
        ),
        key=f"api:{asked.reference or new_id()}",
        orderer=_orderer(call, is_proved=asked.member.kind in PROVING),
        at=call.at,
    )
    return _told(call, placed.order.id, is_repeat=placed.is_repeat)


def list_reward_orders(call: Call[AskedRewardOrders]) -> Answer:
    """List orders, newest first; to a key that is bound to an outlet, those of it."""
    asked = call.asked
    outlet = call.bearer.outlet_id
    if asked.outlet is not None:
        outlet = get_outlet(asked.outlet, allowed=outlet).id
    found = queries.find_orders(
        at=call.at,
        limit=asked.limit + 1,
        member_id=asked.member,
        state=asked.state,
        outlet_id=outlet,
        after=asked.after,
    )
    shown, last = page(found, asked.limit)
    items = _orders(call, list(shown))
    return Answer(RewardOrdersOut(items, None if last is None else str(last.order.id)))


def get_reward_order(call: Call[None]) -> Answer:
    """Read an order; a key that is bound to an outlet reads none that waits at another."""
    check_place(queries.get_order(order_id=call.ids["id"]).order, _orderer(call))
    return _told(call, call.ids["id"])


def find_reward_order(call: Call[str]) -> Answer:
    """Find an order by its pick-up code. A wrong one is counted."""
    made = operations.find_by_code(typed=call.asked, orderer=_orderer(call), at=call.at)
    return _told(call, made.id)


def pay_reward_order(call: Call[None]) -> Answer:
    """Say that an order's money was paid: the points set aside are redeemed. Safe to repeat."""
    return _done(call, operations.pay(order_id=call.ids["id"], orderer=_orderer(call), at=call.at))


def ready_reward_order(call: Call[None]) -> Answer:
    """Say that an order is packed and waits; the member is told. Safe to repeat."""
    made = operations.make_ready(order_id=call.ids["id"], orderer=_orderer(call), at=call.at)
    return _done(call, made)


def fulfil_reward_order(call: Call[tuple[tuple[int, int], ...] | None]) -> Answer:
    """Say what of an order was handed over: in all, so that the same again changes nothing."""
    sent = call.asked
    for number, times in Counter(number for number, _ in sent or ()).items():
        if times > 1:
            raise BadField("lines", f"line {number} is named twice")
    try:
        made = operations.fulfil(
            order_id=call.ids["id"],
            orderer=_orderer(call),
            at=call.at,
            pieces=None if sent is None else dict(sent),
        )
    except BadField as fault:
        raise _placed(fault, sent or ()) from fault
    return _done(call, made)


def cancel_reward_order(call: Call[str | None]) -> Answer:
    """Cancel what of an order was not handed over: points go back with their old term."""
    made = operations.cancel(
        order_id=call.ids["id"], orderer=_orderer(call), at=call.at, reason=call.asked or ""
    )
    return _done(call, made)


def _spoken_at(call: Call[AskedRewardOrder]) -> UUID | None:
    """Give the outlet where the member's code was asked for, where one was told."""
    named = call.asked.confirmed_at or call.asked.outlet
    if call.asked.confirmation is None or named is None:
        return call.bearer.outlet_id
    found: UUID = get_outlet(named, allowed=call.bearer.outlet_id).id
    return found


def _placed(fault: BadField, sent: tuple[tuple[int, int], ...]) -> BadField:
    """Name a line by its place in what was sent; the domain names it by its number."""
    for place, (number, _) in enumerate(sent):
        if fault.path == f"lines[{number}]":
            return BadField(f"lines[{place}].fulfilled", fault.message)
    return fault


def _orderer(call: Call[object], *, is_proved: bool = False) -> Orderer:
    return Orderer(
        actor=call.actor,
        source="API",
        is_trusted="trusted" in call.bearer.scopes,
        is_proved=is_proved,
        outlet_id=call.bearer.outlet_id,
    )


def _orders(call: Call[object], seen: list[OrderSeen]) -> list[RewardOrderOut]:
    rewards = queries.codes_of(seen)
    return [
        RewardOrderOut.of(
            one,
            rewards=rewards,
            place=call.place,
            language=call.language,
            at=call.at,
            has_code="sales" in call.bearer.scopes,
        )
        for one in seen
    ]


def _done(call: Call[object], made: Order) -> Answer:
    return _told(call, made.id)


def _told(call: Call[object], order_id: UUID, *, is_repeat: bool = False) -> Answer:
    seen = queries.get_order(order_id=order_id)
    [told] = _orders(call, [seen])
    return Answer(told, is_repeat=is_repeat, about=seen.order.member_id)


_read = partial(Endpoint, method="GET", scope="read", run=in_context, tag="Rewards")
_done_to = partial(
    Endpoint,
    method="POST",
    scope="sales",
    run=in_context,
    tag="Rewards",
    is_body_optional=True,
    answers=RewardOrderOut,
)
_BY_ID = (OrderUnknown, OrderElsewhere, OrderNotOpen, RepeatDiffers)

ENDPOINTS = (
    Endpoint(
        method="POST",
        path="/reward-orders",
        scope="sales",
        act=order_rewards,
        run=in_context,
        summary="Order rewards for a member",
        tag="Rewards",
        body=Shape(RewardOrderIn),
        answers=RewardOrderOut,
        status=201,
        operation="reward_order",
        refuses=(
            MemberUnknown,
            MemberBlocked,
            SpendingFrozen,
            SecondProofNeeded,
            ConfirmationNeeded,
            ConfirmationWrong,
            OutletUnknown,
            RewardUnknown,
            RewardNotOffered,
            RewardLimitReached,
            SoldOut,
            NotEnoughPoints,
            RepeatDiffers,
        ),
        example=examples.REWARD_ORDER,
    ),
    _read(
        path="/reward-orders",
        act=list_reward_orders,
        summary="List orders of rewards",
        query=Shape(RewardOrdersQuery),
        answers=RewardOrdersOut,
        refuses=(OutletUnknown,),
    ),
    Endpoint(
        method="POST",
        path="/reward-orders/find",
        scope="sales",
        act=find_reward_order,
        run=in_context,
        summary="Find an order by its pick-up code",
        tag="Rewards",
        body=Shape(PickUpIn),
        answers=RewardOrderOut,
        refuses=(PickUpCodeWrong, PickUpCodeClosed, TooManyTries),
        example={"code": "1042-318907"},
    ),
    _read(
        path="/reward-orders/{id}",
        act=get_reward_order,
        summary="Read an order of rewards",
        answers=RewardOrderOut,
        refuses=(OrderUnknown, OrderElsewhere),
    ),
    _done_to(
        path="/reward-orders/{id}/pay",
        act=pay_reward_order,
        summary="Say that an order was paid",
        body=Shape(NothingIn),
        operation="reward_order_pay",
        refuses=_BY_ID,
    ),
    _done_to(
        path="/reward-orders/{id}/ready",
        act=ready_reward_order,
        summary="Say that an order is packed",
        body=Shape(NothingIn),
        operation="reward_order_ready",
        refuses=(*_BY_ID, OrderNotPaid),
    ),
    _done_to(
        path="/reward-orders/{id}/fulfil",
        act=fulfil_reward_order,
        summary="Hand an order over, or some of its lines",
        body=Shape(FulfilmentIn),
        operation="reward_order_fulfil",
        refuses=(*_BY_ID, OrderNotPaid),
        example={"lines": [{"number": 1, "fulfilled": 1}]},
    ),
    _done_to(
        path="/reward-orders/{id}/cancel",
        act=cancel_reward_order,
        summary="Cancel an order",
        body=Shape(CancellationIn),
        operation="reward_order_cancel",
        refuses=_BY_ID,
        example={"reason": "Передумали"},
    ),
)
