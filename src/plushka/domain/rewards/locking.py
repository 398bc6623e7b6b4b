"""An order is locked: its member's account first, then the order."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.domain.rewards.asked import Orderer
from plushka.domain.rewards.models import Order, OrderLine
from plushka.domain.rewards.refusals import OrderElsewhere, OrderUnknown


@dataclass(frozen=True, slots=True)
class Locked:
    """An order, its lines, and the account that pays for it."""

    order: Order
    lines: list[OrderLine]
    account: UUID
    book: Book


def lock(order_id: UUID, *, orderer: Orderer, at: dt.datetime) -> Locked:
    """Lock an order and all it touches but stocks; refuses ``OrderUnknown``, ``OrderElsewhere``.

    An order of another outlet than the caller's is refused, one of a delivery is not. Points come
    back to the member whose order it is, whoever they were one with when it was paid (T33).
    """
    member = Order.objects.filter(id=order_id).values_list("member_id", flat=True).first()
    if member is None:
        raise OrderUnknown
    account = accounts.accounts_of(members=[member])[member]
    redemption = Order.objects.filter(id=order_id).values_list("redemption_id", flat=True).get()
    book = ledger.open_book(
        accounts=[account],
        moment=at,
        with_lots=[account],
        redemptions=[redemption] if redemption else [],
        heir=account,
    )
    if account != accounts.accounts_of(members=[member])[member]:
        # Its member was merged, or is by themselves again, while we waited: another one pays.
        return lock(order_id, orderer=orderer, at=at)
    made, lines = lock_order(order_id)
    if made.redemption_id != redemption:
        # Paid while we waited for the account; what we need to know of it we read again.
        return lock(order_id, orderer=orderer, at=at)
    check_place(made, orderer)
    return Locked(made, lines, account, book)


def check_place(made: Order, orderer: Orderer) -> None:
    """Refuse an order that waits at another outlet than the caller's."""
    if orderer.outlet_id is not None and made.outlet_id not in {None, orderer.outlet_id}:
        raise OrderElsewhere(made.outlet.name)


def lock_order(order_id: UUID) -> tuple[Order, list[OrderLine]]:
    """Lock an order, and read its lines; refuses ``OrderUnknown``."""
    made = Order.objects.select_for_update(no_key=True, of=("self",)).filter(id=order_id).first()
    if made is None:
        raise OrderUnknown
    return made, list(OrderLine.objects.filter(order_id=order_id).order_by("number"))
