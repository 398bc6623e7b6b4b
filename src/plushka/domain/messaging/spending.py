"""What sending costs: taken as a message is handed over, and corrected by what comes of it.

It is taken first, so that advertising stops at nothing however much is on its way; what was not
sent is given back.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from plushka.domain.messaging import costs, funds, pricing
from plushka.domain.messaging.costs import Spent
from plushka.domain.messaging.handing import Due, Outcome
from plushka.domain.messaging.policy import Rules
from plushka.domain.messaging.pricing import Prices, parts_of
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.days import local_day

NO_PRICE, NO_MONEY = "no_price", "no_money"


@dataclass(slots=True)
class Allowance:
    """What may still be spent, in kopecks, while messages are handed over one by one.

    ``left`` is of the money put in, ``of_month`` of the budget of advertising; None has no end.
    """

    prices: Prices
    left: int | None = None
    of_month: int | None = None

    @property
    def is_left(self) -> bool:
        """Whether advertising may go at all."""
        return all(sum_ is None or sum_ > 0 for sum_ in (self.left, self.of_month))

    def set_aside(self, ahead: Iterable[Due]) -> None:
        """Leave to messages that are taken and not handed over yet what they cost."""
        for due in ahead:
            self._pay(due, due.price)

    def take(self, due: Due) -> Due | str:
        """Take the price of a message and give it with that; or say why it may not go.

        ``no_price``: nobody pays for so long a text, or for such a phone. ``no_money``: of
        advertising alone; all else goes on.
        """
        n_parts = parts_of(due.way, due.text)
        price = self.prices.price(way=due.way, to=due.address, n_parts=n_parts)
        if price is None:
            return NO_PRICE
        ends = (self.left, self.of_month) if due.is_advertising else ()
        if any(end is not None and price > end for end in ends):
            return NO_MONEY
        self._pay(due, price)
        return replace(due, n_parts=n_parts, price=price)

    def _pay(self, due: Due, price: int) -> None:
        if due.is_advertising and self.of_month is not None:
            self.of_month -= price
        if self.left is not None:
            self.left -= price


def allowance(rules: Rules, *, at: dt.datetime) -> Allowance:
    """Read what the company may still spend."""
    prices, _ = pricing.get_prices()
    left = funds.get_left()
    return Allowance(prices, None if left is None else left.balance, _of_month(rules, at=at))


def _of_month(rules: Rules, *, at: dt.datetime) -> int | None:
    if rules.advertising_budget is None:
        return None
    today = local_day(at, get_place(current_tenant()).zone)
    return rules.advertising_budget - costs.advertising_cost(since=today.replace(day=1))


def taken(due: Due) -> Spent:
    """Give what is counted as a message is handed over."""
    return Spent(due.kind, due.nature, due.way, 1, due.n_parts, due.price)


def cost_of(outcome: Outcome) -> int | None:
    """Give what an attempt cost, in kopecks: the provider's word before our list."""
    if outcome.state == "FAILED":
        return None
    return outcome.due.price if outcome.cost is None else outcome.cost


def correction(outcome: Outcome) -> Spent:
    """Give what is to be counted otherwise than when the message was handed over."""
    due, cost = outcome.due, cost_of(outcome)
    if cost is None:
        return Spent(due.kind, due.nature, due.way, -1, -due.n_parts, -due.price)
    n_parts = outcome.n_parts or due.n_parts
    return Spent(due.kind, due.nature, due.way, 0, n_parts - due.n_parts, cost - due.price)
