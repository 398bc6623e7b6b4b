"""One account's page of the book, and the few moves every operation is made of.

A page keeps the four running numbers and the lots in step: each move changes
both. What it adds is kept aside until the book is saved.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from plushka.domain.ledger.converting import Conversions, value_at
from plushka.domain.ledger.lots import ORDERS, Debt, Hold, Lot, Order
from plushka.domain.ledger.terms import Balance, Cause, Entry, EntryKind, LotUse
from plushka.lib.ids import new_id


class NotLoaded(Exception):  # noqa: N818 - a fault said in the trade's words
    """The book was asked for lots that were not loaded with the account."""


@dataclass(slots=True)
class Page:
    """An account as it was read, and what has happened to it since.

    The numbers are exact for every moment from ``as_of`` up to ``exact_until``
    (None: for ever). ``now`` is when the list reached us, never before
    ``as_of``; ``clock`` is the moment the page stands at and ends at ``now``.
    ``lots`` holds every lot with something left where ``has_lots`` is set; where
    only ``has_first`` is, the open ones that end soonest, enough for what was
    to be spent; and those made here in any case. ``redemptions`` holds what is left to give back
    of a redemption, lot by lot in the order of use; ``foreign`` are those of its lots that
    another account has since a merge was undone (T33). ``n_uses`` counts the lot
    uses of an entry. ``conversion`` is the number of the last of the company's
    ``conversions`` that its points have gone through (T35). ``is_touched`` is set
    by an operation that succeeded: a page that was only looked at is not written.
    """

    account: UUID
    balance: int
    spendable: int
    pending: int
    held: int
    debt: int
    as_of: dt.datetime
    exact_until: dt.datetime | None
    version: int
    n_entries: int
    now: dt.datetime
    has_lots: bool = False
    has_first: bool = False
    lots: dict[UUID, Lot] = field(default_factory=dict)
    holds: dict[UUID, Hold] = field(default_factory=dict)
    debts: list[Debt] = field(default_factory=list)
    redemptions: dict[UUID, list[tuple[UUID, int]]] = field(default_factory=dict)
    foreign: dict[UUID, Lot] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    uses: list[LotUse] = field(default_factory=list)
    n_uses: dict[UUID, int] = field(default_factory=dict)
    is_touched: bool = False
    conversion: int = 0
    conversions: Conversions = ()
    clock: dt.datetime = field(init=False)
    was_conversion: int = field(init=False)

    def __post_init__(self) -> None:
        self.clock = self.as_of
        self.now = max(self.now, self.as_of)
        self.was_conversion = self.conversion

    @property
    def is_stale(self) -> bool:
        """Whether dates have changed the numbers since they were written."""
        return (
            (self.exact_until is not None and self.exact_until <= self.now)
            or self.is_to_be_converted
            or self.conversion != self.was_conversion
        )

    @property
    def is_to_be_converted(self) -> bool:
        """Whether the value of its points has changed, and they have not (T35)."""
        known = self.conversions
        return len(known) > self.conversion and known[self.conversion].at <= self.now

    @property
    def point_value(self) -> int | None:
        """What one of its points is worth, in kopecks; None where that never changes."""
        return value_at(self.conversions, self.conversion)

    def balance_now(self) -> Balance:
        """The four numbers a member sees."""
        return Balance(self.spendable, self.pending, self.held, self.debt)

    def post(
        self, kind: EntryKind, points: int, cause: Cause, *, undoes: UUID | None = None
    ) -> Entry:
        """Write one entry; the lots follow by the moves below."""
        self.balance += points
        self.n_entries += 1
        entry = Entry(
            new_id(),
            self.account,
            self.n_entries,
            kind,
            points,
            self.balance,
            self.now,
            cause,
            undoes,
            self.conversion,
        )
        self.entries.append(entry)
        return entry

    def add(self, lot: Lot) -> None:
        """Put a new lot among the others."""
        self.lots[lot.id] = lot
        self._count(lot, lot.remaining)

    def take(self, lot: Lot, points: int, entry: UUID) -> None:
        """Pay an entry, or a part of it, from what is free in a lot."""
        lot.remaining -= points
        lot.is_changed = True
        self._count(lot, -points)
        self.n_uses[entry] = number = self.n_uses.get(entry, 0) + 1
        self.uses.append(LotUse(entry, number, lot.id, points, self.clock))

    def put(self, lot: Lot, points: int, entry: UUID) -> None:
        """Let points go back into the lot they came from."""
        self.take(lot, -points, entry)

    def pin(self, lot: Lot, points: int) -> None:
        """Set points of a lot aside; no entry, and they remain in the lot."""
        lot.held += points
        lot.is_changed = True
        self.held += points
        self._count(lot, -points)

    def unpin(self, lot: Lot, points: int) -> None:
        """Free points of a lot that were set aside."""
        self.pin(lot, -points)

    def open(self, lot: Lot) -> None:
        """Let a lot's points be spent from the clock on."""
        self._count(lot, -lot.free)
        lot.is_open = True
        self._count(lot, lot.free)

    def owe(self, entry: UUID, points: int) -> None:
        """Remember the part of an entry that nothing was there to pay."""
        self.debt += points
        self.debts.append(Debt(entry, points, points, is_new=True))

    def pay_debts(self, lots: Iterable[Lot]) -> None:
        """Pay the oldest debt first from what is free in these lots (T13).

        The lot uses are those of the entry that had gone unpaid.
        """
        for lot in lots:
            for debt in self.debts:
                if points := min(lot.free, debt.unpaid):
                    self.pay(debt, lot, points)

    def pay(self, debt: Debt, lot: Lot, points: int) -> None:
        """Pay a part of a debt from a lot."""
        debt.unpaid -= points
        self.debt -= points
        self.take(lot, points, debt.id)

    def count_whole(self, lot: Lot, sign: int) -> None:
        """Count all that is in a lot as this page's, or no more: ``sign`` is 1 or -1."""
        self.held += sign * lot.held
        self._count(lot, sign * lot.free)

    def spendable_lots(self, order: Order = "nearest_expiry") -> list[Lot]:
        """Open lots with something free, in the order they are spent (T1)."""
        if not self.has_lots:
            raise NotLoaded(f"the lots of account {self.account} were not loaded")
        return self._open_lots(order)

    def lots_to_spend(self, points: int, order: Order) -> list[Lot]:
        """The same, where only the first may have been loaded: they must cover the points."""
        if self.has_lots or not self.has_first or order != "nearest_expiry":
            return self.spendable_lots(order)
        found = self._open_lots(order)
        if sum(lot.free for lot in found) < points:
            raise NotLoaded(f"account {self.account} spends more than its first lots cover")
        return found

    def next_change(self) -> dt.datetime | None:
        """Until when the four numbers stay true if nothing else happens."""
        moments = [] if self.has_lots or self.exact_until is None else [self.exact_until]
        for lot in self.lots.values():
            if lot.remaining > lot.held:
                if not lot.is_open:
                    moments.append(lot.available_at)
                if lot.expires_at is not None:
                    moments.append(lot.expires_at)
        moments += [hold.until for hold in self.holds.values() if hold.state == "OPEN"]
        moments += [one.at for one in self.conversions[self.conversion :]]
        return min(moments, default=None)

    def _open_lots(self, order: Order) -> list[Lot]:
        found = [lot for lot in self.lots.values() if lot.remaining > lot.held and lot.is_open]
        found.sort(key=ORDERS[order])
        return found

    def _count(self, lot: Lot, points: int) -> None:
        if lot.is_open:
            self.spendable += points
        else:
            self.pending += points
