"""Lots, holds and debts as they stand in the book's memory."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from plushka.domain.ledger.terms import LotKind

type HoldState = Literal["OPEN", "CAPTURED", "RELEASED"]
type Order = Literal["nearest_expiry", "gift_first", "purchase_first", "fifo"]
type Place = tuple[dt.datetime | int | UUID, ...]

_FOR_EVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(slots=True)
class Lot:
    """Points granted together. Its id is the id of the entry that granted it.

    ``remaining`` is what is left, ``held`` the part of it that open holds set
    aside, ``expired`` what ended unspent. ``version`` is the rule version that
    set its terms. ``is_open`` says whether its start has come, by the clock of
    its page. Its numbers are points of after ``conversion``, the number of the
    last one (T35). ``place`` is where it stands in the order of spending (T1):
    nearest end first, never-ending last, then the older, then the id.
    """

    id: UUID
    kind: LotKind
    granted: int
    remaining: int
    held: int
    expired: int
    available_at: dt.datetime
    expires_at: dt.datetime | None
    version: UUID
    is_open: bool
    conversion: int = 0
    is_new: bool = False
    is_changed: bool = False
    was_remaining: int = field(init=False)
    was_held: int = field(init=False)
    place: Place = field(init=False)

    def __post_init__(self) -> None:
        self.was_remaining = self.remaining
        self.was_held = self.held
        self.open_since(self.available_at)

    def open_since(self, moment: dt.datetime) -> None:
        """Set its start, and with it its place in the order of spending."""
        self.available_at = moment
        self.place = (self.expires_at or _FOR_EVER, moment, self.id)

    def end_at(self, moment: dt.datetime) -> None:
        """Set its end, and with it its place in the order of spending."""
        self.expires_at = moment
        self.open_since(self.available_at)

    @property
    def free(self) -> int:
        """What remains and is not held."""
        return self.remaining - self.held

    def has_ended(self, moment: dt.datetime) -> bool:
        """Whether its term is over; the end itself is outside."""
        return self.expires_at is not None and self.expires_at <= moment


@dataclass(slots=True)
class Hold:
    """Points set aside from given lots until ``until``, the end itself outside.

    ``pins`` are the lots and the points of each, in the order they were taken.
    ``outlet`` is where it may be captured or released, None anywhere in the company.
    ``reference`` is the caller's own number of the order, empty where there is none.

    Conversions (T35) change the pins; ``points`` are for ever those of after
    ``conversion``, as they were asked for. ``new_pins`` are to be written: the
    number, the lot, the points, and the conversion that changed them.
    """

    id: UUID
    account: UUID
    key: str
    points: int
    until: dt.datetime
    state: HoldState
    actor: str
    held_at: dt.datetime
    outlet: UUID | None
    reference: str
    pins: list[tuple[UUID, int]]
    closed_at: dt.datetime | None = None
    entry: UUID | None = None
    conversion: int = 0
    n_pins: int = field(default=0, compare=False)
    is_new: bool = False
    new_pins: list[tuple[int, UUID, int, int]] = field(default_factory=list, compare=False)

    @property
    def pinned(self) -> int:
        """How many points are set aside, in points of now."""
        return sum(points for _, points in self.pins)

    def pin(self, lot: UUID, points: int, *, conversion: int) -> None:
        """Remember that points of a lot are pinned, or by how much a conversion changed them."""
        self.n_pins += 1
        self.new_pins.append((self.n_pins, lot, points, conversion))


@dataclass(slots=True)
class Debt:
    """What an entry took beyond what was there, and how much of that is still unpaid.

    Its id is the id of that entry.
    """

    id: UUID
    owed: int
    unpaid: int
    is_new: bool = False
    was_unpaid: int = field(init=False)

    def __post_init__(self) -> None:
        self.was_unpaid = self.unpaid


def _by_expiry(lot: Lot) -> Place:
    return lot.place


def _gift_first(lot: Lot) -> Place:
    return (lot.kind != "GIFT", *lot.place)


def _purchase_first(lot: Lot) -> Place:
    return (lot.kind != "PURCHASE", *lot.place)


def _fifo(lot: Lot) -> Place:
    return (lot.available_at, lot.id)


#: Which lots are spent first (T1); a programme may choose another order than the first.
ORDERS: dict[Order, Callable[[Lot], Place]] = {
    "nearest_expiry": _by_expiry,
    "gift_first": _gift_first,
    "purchase_first": _purchase_first,
    "fifo": _fifo,
}
