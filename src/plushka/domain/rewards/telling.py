"""What happened to orders, as the ledger and the outbox are told it."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from plushka.domain.events import operations as events
from plushka.domain.ledger.terms import Cause
from plushka.domain.rewards.models import Order, OrderLine

SOURCE = "REWARD_ORDER"
"""What entries of orders name as their source, with the order's id."""


def cause_of(made: Order, part: str, *, version: UUID, actor: str, at: dt.datetime) -> Cause:
    """Say why an entry of an order is written."""
    return Cause(f"reward_order:{made.id}:{part}", SOURCE, made.id, version, actor, at)


def told(
    type_: str, made: Order, lines: Sequence[OrderLine], *, at: dt.datetime
) -> events.NewEvent:
    """Tell what happened to an order; names nobody but by id."""
    data = {
        "order": str(made.id),
        "number": made.number,
        "state": made.state,
        "points": made.points,
        "money": made.money,
        "points_back": made.points_back,
        "money_back": made.money_back,
        "rewards": [
            {
                "reward": str(line.reward_id),
                "quantity": line.quantity,
                "fulfilled": line.fulfilled,
                "cancelled": line.cancelled,
            }
            for line in lines
        ],
    }
    return events.NewEvent(type_, at, made.member_id, data)
