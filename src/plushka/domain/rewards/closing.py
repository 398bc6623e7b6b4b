"""Orders come to an end before they are handed over: cancelled, or nobody paid in time."""

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.rewards import stocks
from plushka.domain.rewards.asked import Orderer
from plushka.domain.rewards.locking import Locked, lock, lock_order
from plushka.domain.rewards.models import Order, OrderLine
from plushka.domain.rewards.queries import state_of
from plushka.domain.rewards.refusals import OrderNotOpen
from plushka.domain.rewards.telling import cause_of, told
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place

_SUBJECT = "reward_order"
"""What records of changes call an order."""

OPEN = (Order.State.ORDERED, Order.State.PAID, Order.State.READY)


def cancel(*, order_id: UUID, orderer: Orderer, at: dt.datetime, reason: str = "") -> Order:
    """Cancel what of an order was not handed over; the points go back with their old term (T12).

    Money that was paid for it is owed back: ``money_back``. An order of which something was
    handed over ends as fulfilled. One that is cancelled already stays so. The reason is kept by
    the audit. Refuses ``OrderUnknown``, and ``OrderNotOpen`` where all was handed over, or nobody
    paid in time.
    """
    found = lock(order_id, orderer=orderer, at=at)
    made, lines = found.order, found.lines
    if made.state == Order.State.CANCELLED:
        return made
    state = state_of(made, at=at)
    if state not in OPEN:
        raise OrderNotOpen(state=state)
    before = made.state
    programme = programmes.rules(zone=get_place(current_tenant()).zone).at(at)
    if made.state == Order.State.ORDERED:
        _release(found)
    else:
        _give_back(found, programme=programme, orderer=orderer, at=at)
    ledger.save(found.book)
    stocks.free(lines)
    is_partly = any(line.fulfilled for line in lines)
    made.state = Order.State.FULFILLED if is_partly else Order.State.CANCELLED
    made.closed_at = at
    made.save(update_fields=["state", "closed_at", "points_back", "points_expired", "money_back"])
    audit.write(
        actor=orderer.actor,
        action="reward_order_cancelled",
        subject_kind=_SUBJECT,
        subject_id=made.id,
        at=at,
        before={"state": before},
        after={"state": made.state, "points_back": made.points_back},
        reason=reason,
    )
    events.write(events=[told("reward_cancelled", made, lines, at=at)])
    return made


def expire(*, at: dt.datetime, rewards: Collection[UUID] | None = None, most: int = 200) -> int:
    """End orders whose money nobody paid in time, and free their stock; give how many.

    Their points are free already, because the hold is over: the ledger decides that by itself
    (T2). Orders that somebody works on are left for the next time. ``rewards`` narrows to orders
    of these; their stocks are locked with those that are freed, in one order.
    """
    due = Order.objects.filter(state=Order.State.ORDERED, held_until__lte=at)
    if rewards is not None:
        named = OrderLine.objects.filter(reward_id__in=rewards)
        due = due.filter(id__in=named.values("order_id"))
    locked = due.select_for_update(skip_locked=True, of=("self",)).order_by("id")
    orders = list(locked[:most])
    if not orders:
        return 0
    lines: list[OrderLine] = list(
        OrderLine.objects.filter(order_id__in=[one.id for one in orders]).order_by("id")
    )
    stocks.lock({line.reward_id for line in lines}.union(rewards or ()))
    stocks.free(lines)
    for made in orders:
        made.state, made.closed_at = Order.State.EXPIRED, at
    Order.objects.bulk_update(orders, ["state", "closed_at"])
    of: dict[UUID, list[OrderLine]] = {}
    for line in lines:
        of.setdefault(line.order_id, []).append(line)
    events.write(events=[told("reward_expired", made, of[made.id], at=at) for made in orders])
    return len(orders)


def forget_member(*, member_id: UUID, actor: str, at: dt.datetime) -> None:
    """Cancel the open orders of somebody who leaves, and delete whom they were brought to (T29).

    The reasons that were given for cancelling go too: they may name the person. The account is
    locked, and its points are forfeited by who calls: none come back.
    """
    mine = Order.objects.filter(member_id=member_id)
    ids = list(mine.filter(state__in=OPEN).order_by("id").values_list("id", flat=True))
    found = [lock_order(order_id) for order_id in ids]
    # All stocks at once, in their order: whoever orders now waits for us, or we for them.
    stocks.lock({line.reward_id for _, lines in found for line in lines})
    for made, lines in found:
        if made.paid_at is not None:
            # Money is no points: who paid it may come and ask for it.
            made.money_back += sum(line.money * pieces for line, pieces in _rest(lines))
        stocks.free(lines)
        is_partly = any(line.fulfilled for line in lines)
        made.state = Order.State.FULFILLED if is_partly else Order.State.CANCELLED
        made.closed_at = at
        made.save(update_fields=["state", "closed_at", "money_back"])
    mine.filter(delivery__isnull=False).update(delivery=None)
    subjects = audit.reasoned(
        subject_kind=_SUBJECT, subject_ids=list(mine.values_list("id", flat=True))
    )
    for order_id in subjects:
        audit.scrub(subject_kind=_SUBJECT, subject_id=order_id, actor=actor, at=at)


def _release(found: Locked) -> None:
    book = found.book
    book.balance(found.account)  # settles what the dates have decided
    for held in list(book.pages[found.account].holds.values()):
        if held.id == found.order.hold_id and held.state == "OPEN":
            book.release(held.id)


def _give_back(found: Locked, *, programme: Compiled, orderer: Orderer, at: dt.datetime) -> None:
    made = found.order
    rest = _rest(found.lines)
    points = sum(line.points * pieces for line, pieces in rest)
    made.money_back += sum(line.money * pieces for line, pieces in rest)
    if points and made.redemption_id is not None:
        _return_points(
            found, points, made.redemption_id, programme=programme, orderer=orderer, at=at
        )
        made.points_back += points


def _return_points(
    found: Locked,
    points: int,
    redemption: UUID,
    *,
    programme: Compiled,
    orderer: Orderer,
    at: dt.datetime,
) -> None:
    made, book = found.order, found.book
    due = book.coming_back(
        found.account,
        redemption,
        before=made.points_back,
        points=points,
        of=made.points,
        value=made.point_value,
    )
    if not due:
        return
    cause = cause_of(
        made, f"back:{made.points_back}", version=programme.version, actor=orderer.actor, at=at
    )
    given = book.give_back(found.account, due, redemption, cause)
    made.points_expired += given.expired
    cause.explanation.append(
        reasons.rewards_back(points=due, expired=given.expired, currency=programme.currency)
    )


def _rest(lines: Sequence[OrderLine]) -> list[tuple[OrderLine, int]]:
    return [(line, line.quantity - line.fulfilled - line.cancelled) for line in lines]
