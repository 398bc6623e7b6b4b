"""Baskets, and where they come from."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Item(NamedTuple):
    """One line of a basket; ``price`` and ``discount`` in cents.

    Some products are not described: they have no department and no manufacturer.
    """

    product: int
    department: str | None
    manufacturer: int | None
    price: int
    discount: int


class Basket(NamedTuple):
    """One receipt. ``at`` is what the clock in the shop showed."""

    number: int
    at: dt.datetime
    household: int
    store: int
    items: list[Item]


class Year(Protocol):
    """A year of baskets."""

    @property
    def n_baskets(self) -> int:
        """How many there are."""

    @property
    def last_day(self) -> dt.date:
        """The day of the last one."""

    def baskets(self) -> Iterator[Basket]:
        """Give every basket, in order of (moment, number)."""
