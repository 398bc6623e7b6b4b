"""Orders are paid, packed and handed over."""

import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID

from plushka.domain.access import counting
from plushka.domain.audit import operations as audit
from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes import reasons
from plushka.domain.rewards import codes, giving, stocks
from plushka.domain.rewards.asked import Orderer
from plushka.domain.rewards.locking import check_place, lock, lock_order
from plushka.domain.rewards.models import Order, OrderLine
from plushka.domain.rewards.queries import state_of
from plushka.domain.rewards.refusals import (
    OrderNotOpen,
    OrderNotPaid,
    PickUpCodeClosed,
    PickUpCodeWrong,
)
from plushka.domain.rewards.telling import cause_of, told
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.refusal import BadField

_WRONG_AN_HOUR = 60


def pay(*, order_id: UUID, orderer: Orderer, at: dt.datetime) -> Order:
    """Note that the money was paid: the points set aside are redeemed (T4).

    One that is paid already stays so. Refuses ``OrderUnknown``, ``OrderElsewhere``, and
    ``OrderNotOpen`` where it was cancelled or its time is over.
    """
    found = lock(order_id, orderer=orderer, at=at)
    made, lines = found.order, found.lines
    if made.paid_at is not None and made.state != Order.State.CANCELLED:
        return made
    state = state_of(made, at=at)
    if state != Order.State.ORDERED or made.hold_id is None:
        raise OrderNotOpen(state=state)
    programme = programmes.rules(zone=get_place(current_tenant()).zone).at(at)
    found.book.balance(found.account)  # settles what the dates have decided
    cause = cause_of(made, "pay", version=programme.version, actor=orderer.actor, at=at)
    entry = found.book.capture(made.hold_id, made.points, cause)
    cause.explanation.append(reasons.rewards(points=-entry.points, currency=programme.currency))
    ledger.save(found.book)
    made.state, made.paid_at, made.redemption_id = Order.State.PAID, at, entry.id
    made.save(update_fields=["state", "paid_at", "redemption"])
    giving.give(made, lines, at=at)
    _record(made, "reward_order_paid", orderer=orderer, at=at, money=made.money)
    events.write(events=[told("reward_paid", made, lines, at=at)])
    return made


def make_ready(*, order_id: UUID, orderer: Orderer, at: dt.datetime) -> Order:
    """Note that an order is packed and waits; the member is told.

    One that waits already stays so. Refuses ``OrderUnknown``, ``OrderElsewhere``,
    ``OrderNotPaid`` and ``OrderNotOpen``.
    """
    made, lines = lock_order(order_id)
    check_place(made, orderer)
    if made.state == Order.State.READY:
        return made
    _check_paid(made, at=at)
    made.state, made.ready_at = Order.State.READY, at
    made.save(update_fields=["state", "ready_at"])
    _record(made, "reward_order_ready", orderer=orderer, at=at)
    events.write(events=[told("reward_ready", made, lines, at=at)])
    return made


def fulfil(
    *,
    order_id: UUID,
    orderer: Orderer,
    at: dt.datetime,
    pieces: Mapping[int, int] | None = None,
) -> Order:
    """Hand over an order, or so many pieces of its lines by number.

    ``pieces`` counts what will have been handed over in all, so that the same again changes
    nothing. Refuses ``OrderUnknown``, ``OrderElsewhere``, ``OrderNotPaid``, and ``OrderNotOpen``
    where it was cancelled; ``BadField`` for more pieces than are left, or fewer than were handed
    over.
    """
    made, lines = lock_order(order_id)
    check_place(made, orderer)
    if made.state != Order.State.FULFILLED:
        _check_paid(made, at=at)
    target = _targets(lines, pieces)
    if all(line.fulfilled == target[line.number] for line in lines):
        return made
    moved: dict[UUID, tuple[int, int]] = {}
    for line in lines:
        if more := target[line.number] - line.fulfilled:
            moved[line.reward_id] = (-more, more)
            line.fulfilled += more
    stocks.lock(moved)
    stocks.move(moved)
    OrderLine.objects.bulk_update(lines, ["fulfilled"])
    is_over = all(line.fulfilled + line.cancelled == line.quantity for line in lines)
    if is_over:
        made.state, made.closed_at = Order.State.FULFILLED, at
        made.save(update_fields=["state", "closed_at"])
    handed = {str(line.number): line.fulfilled for line in lines}
    _record(made, "reward_order_handed_over", orderer=orderer, at=at, pieces=handed)
    events.write(events=[told("reward_fulfilled", made, lines, at=at)])
    return made


def find_by_code(*, typed: str, orderer: Orderer, at: dt.datetime) -> Order:
    """Find the open order of a pick-up code.

    Refuses ``PickUpCodeWrong``, which is remembered, ``PickUpCodeClosed`` where too many wrong
    ones were told for the order, and ``TooManyTries`` where the caller told too many within an
    hour. An order that came to its end is found too.
    """
    read = codes.read(typed)
    if read is None:
        raise PickUpCodeWrong
    number, digits = read
    made: Order | None = (
        Order.objects.select_for_update(no_key=True, of=("self",)).filter(number=number).first()
    )
    if made is not None and made.tries >= codes.MOST_TRIES:
        raise PickUpCodeClosed
    if made is not None and codes.matches(made.id, digits):
        return made
    limit = counting.Limit("pick_up", orderer.actor, _WRONG_AN_HOUR)
    counting.count([limit], at=at)
    if made is not None:
        made.tries += 1
        made.save(update_fields=["tries"])
    raise PickUpCodeWrong


def give_money_back(*, order_id: UUID, orderer: Orderer, at: dt.datetime) -> Order:
    """Note that money owed for a cancelled order was given back; once is enough.

    Refuses ``OrderUnknown`` and ``OrderElsewhere``.
    """
    made, _ = lock_order(order_id)
    check_place(made, orderer)
    if made.money_back and made.money_given_at is None:
        made.money_given_at = at
        made.save(update_fields=["money_given_at"])
        _record(made, "reward_order_refunded", orderer=orderer, at=at, money=made.money_back)
    return made


def _targets(lines: Collection[OrderLine], pieces: Mapping[int, int] | None) -> dict[int, int]:
    if pieces is None:
        return {line.number: line.quantity - line.cancelled for line in lines}
    known = {line.number for line in lines}
    if strange := sorted(pieces.keys() - known):
        raise BadField(f"lines[{strange[0]}]", "the order has no such line")
    target = {}
    for line in lines:
        wanted = pieces.get(line.number, line.fulfilled)
        if not line.fulfilled <= wanted <= line.quantity - line.cancelled:
            raise BadField(
                f"lines[{line.number}]", "this is fewer than were handed over, or more than left"
            )
        target[line.number] = wanted
    return target


def _check_paid(made: Order, *, at: dt.datetime) -> None:
    state = state_of(made, at=at)
    if state == Order.State.ORDERED:
        raise OrderNotPaid(money=made.money)
    if state not in {Order.State.PAID, Order.State.READY}:
        raise OrderNotOpen(state=state)


def _record(
    made: Order, action: str, *, orderer: Orderer, at: dt.datetime, **more: object
) -> None:
    audit.write(
        actor=orderer.actor,
        action=action,
        subject_kind="reward_order",
        subject_id=made.id,
        at=at,
        before={},
        after={"state": made.state, **more},
    )
