"""A second, simpler truth: a gift shop of lists, for one member and two rewards (T27)."""

import datetime as dt
from dataclasses import dataclass, field

KEPT = dt.timedelta(days=3)
"""How long points and stock wait for the money."""


@dataclass
class Lot:
    """Points that end together, and how many of them are set aside."""

    left: int
    end: dt.datetime
    held: int = 0


@dataclass
class Made:
    """An order: what it wants of each reward, at which price, and which lots pay."""

    wants: list[int]
    prices: list[int]
    money: bool
    until: dt.datetime
    uses: list[tuple[Lot, int]]
    state: str
    given: list[int] = field(default_factory=lambda: [0, 0])
    gone: list[int] = field(default_factory=lambda: [0, 0])

    def rest(self, place: int) -> int:
        return self.wants[place] - self.given[place] - self.gone[place]


class Shop:
    """Two rewards of so many pieces and prices; points in whole points."""

    def __init__(self, *, pieces: list[int], prices: list[int], lots: list[Lot]) -> None:
        self.left, self.gone = list(pieces), [0, 0]
        self.prices, self.lots = prices, lots
        self.orders: list[Made] = []

    def look(self, now: dt.datetime) -> None:
        """What the dates decide: orders nobody paid are over."""
        for made in self.orders:
            if made.state == "ORDERED" and now >= made.until:
                self._free_points(made)
                self._free_stock(made)
                made.state = "EXPIRED"

    def spendable(self, now: dt.datetime) -> int:
        return sum(lot.left - lot.held for lot in self.lots if now < lot.end)

    def held(self) -> int:
        return sum(lot.held for lot in self.lots)

    def order(self, wants: list[int], *, money: bool, now: dt.datetime) -> str:
        self.look(now)
        if any(want > left for want, left in zip(wants, self.left, strict=True)):
            return "sold_out"
        due = sum(want * price for want, price in zip(wants, self.prices, strict=True))
        if due > self.spendable(now):
            return "not_enough_points"
        uses = []
        for lot in sorted((lot for lot in self.lots if now < lot.end), key=lambda lot: lot.end):
            part = min(due, lot.left - lot.held)
            if part:
                uses.append((lot, part))
                due -= part
                lot.held += part
        made = Made(wants, self.prices, money, now + KEPT, uses, "ORDERED")
        self.left = [left - want for left, want in zip(self.left, wants, strict=True)]
        self.orders.append(made)
        return self.pay(made, now=now) if not money else "ORDERED"

    def pay(self, made: Made, *, now: dt.datetime) -> str:
        self.look(now)
        if made.state == "ORDERED":
            made.state = "PAID"
            for lot, part in made.uses:
                lot.held -= part
                lot.left -= part
        elif made.state in {"CANCELLED", "EXPIRED"}:
            return "order_not_open"
        return made.state

    def pack(self, made: Made) -> str:
        if made.state == "ORDERED":
            return "order_not_paid"
        if made.state not in {"PAID", "READY"}:
            return "order_not_open"
        made.state = "READY"
        return made.state

    def hand_over(self, made: Made, place: int, *, now: dt.datetime) -> str:
        self.look(now)
        if made.state == "ORDERED":
            return "order_not_paid"
        if made.state in {"CANCELLED", "EXPIRED"}:
            return "order_not_open"
        if not made.rest(place):
            return "invalid"
        made.given[place] += 1
        self.gone[place] += 1
        if not made.rest(0) and not made.rest(1):
            made.state = "FULFILLED"
        return made.state

    def cancel(self, made: Made, *, now: dt.datetime) -> str:
        self.look(now)
        if made.state == "ORDERED":
            self._free_points(made)
        elif made.state in {"PAID", "READY"}:
            back = sum(made.rest(place) * made.prices[place] for place in (0, 1))
            for lot, part in reversed(made.uses):
                lot.left += min(back, part)
                back -= min(back, part)
        elif made.state == "CANCELLED":
            return "CANCELLED"
        else:
            return "order_not_open"
        self._free_stock(made)
        made.state = "FULFILLED" if any(made.given) else "CANCELLED"
        return made.state

    def _free_points(self, made: Made) -> None:
        for lot, part in made.uses:
            lot.held -= part

    def _free_stock(self, made: Made) -> None:
        for place in (0, 1):
            self.left[place] += made.rest(place)
            made.gone[place] += made.rest(place)
