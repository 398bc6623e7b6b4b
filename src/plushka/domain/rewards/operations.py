"""The gift shop as others call it: ordering, paying, handing over, cancelling."""

from plushka.domain.rewards.closing import cancel, expire, forget_member
from plushka.domain.rewards.fulfilling import (
    find_by_code,
    fulfil,
    give_money_back,
    make_ready,
    pay,
)
from plushka.domain.rewards.ordering import Placed, order

__all__ = [
    "Placed",
    "cancel",
    "expire",
    "find_by_code",
    "forget_member",
    "fulfil",
    "give_money_back",
    "make_ready",
    "order",
    "pay",
]
