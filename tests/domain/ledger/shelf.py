"""Accounts between two books, kept as the tables keep them: for histories without a database."""

import copy
import dataclasses
import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.converting import catch_up, through
from plushka.domain.ledger.lots import ORDERS, Debt, Hold, Lot
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import Entry, LotUse
from tests.domain.ledger.making import copied_lot, empty_page


@dataclass
class Shelf:
    """What was saved of one account, lots with nothing left included."""

    page: Page
    lots: dict[UUID, Lot] = field(default_factory=dict)
    holds: dict[UUID, Hold] = field(default_factory=dict)
    debts: dict[UUID, Debt] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    uses: list[LotUse] = field(default_factory=list)

    def open(
        self,
        moment: dt.datetime,
        *,
        with_lots: bool,
        up_to: int = 0,
        undone: tuple[UUID, ...] = (),
    ) -> Book:
        """Read the account, with its lots only where it needs them."""
        page = copy.copy(self.page)
        page.now = page.clock = max(moment, page.as_of)
        page.clock = page.as_of
        page.has_first = False
        page.has_lots = with_lots or bool(page.debt) or page.is_stale
        page.lots, page.holds, page.debts = {}, {}, []
        page.redemptions, page.entries, page.uses, page.n_uses = {}, [], [], {}
        page.is_touched, page.was_conversion = False, page.conversion
        if page.has_lots:
            page.lots = {
                lot.id: copied_lot(lot, page.as_of) for lot in self.lots.values() if lot.remaining
            }
            page.holds = {
                hold.id: dataclasses.replace(hold, pins=list(hold.pins))
                for hold in self.holds.values()
                if hold.state == "OPEN"
            }
        elif up_to:
            page.has_first, page.lots = True, self._first_lots(page, up_to)
        for debt in self.debts.values():
            if debt.unpaid:
                page.debts.append(Debt(debt.id, debt.owed, debt.unpaid))
                page.n_uses[debt.id] = sum(use.entry == debt.id for use in self.uses)
        for entry in undone:
            self._load_undone(page, entry)
        return Book(moment=moment, pages=[page])

    def save(self, book: Book) -> None:
        """Keep what a book would write, and nothing else of it."""
        [page] = book.pages.values()
        if not page.is_touched:
            return
        self.page = copy.copy(page)
        self.page.as_of, self.page.exact_until = page.now, page.next_change()
        self.entries += page.entries
        self.uses += page.uses
        for lot in page.lots.values():
            if lot.is_new or lot.is_changed:
                self.lots[lot.id] = copied_lot(lot, page.now)
        for debt in page.debts:
            self.debts[debt.id] = Debt(debt.id, debt.owed, debt.unpaid)
        for hold in page.holds.values():
            self.holds[hold.id] = dataclasses.replace(hold, is_new=False, new_pins=[])

    def _first_lots(self, page: Page, points: int) -> dict[UUID, Lot]:
        found = {}
        for lot in sorted(self.lots.values(), key=ORDERS["nearest_expiry"]):
            if points > 0 and lot.available_at <= page.as_of:
                found[lot.id] = copied_lot(lot, page.as_of)
                points -= lot.free
        return found

    def _load_undone(self, page: Page, entry: UUID) -> None:
        known = page.conversions
        counted = {
            made.id: made.conversion for made in self.entries if entry in {made.id, made.undoes}
        }
        used: dict[UUID, tuple[int, int]] = {}
        for use in self.uses:
            if use.entry in counted:
                since, there = used.get(use.lot, (counted[use.entry], 0))
                there = through(known, there, since=since, upto=counted[use.entry])
                used[use.lot] = counted[use.entry], there + use.points
        for lot in [*used, entry]:
            if lot in self.lots and lot not in page.lots:
                page.lots[lot] = copied_lot(self.lots[lot], page.as_of)
                catch_up(page.lots[lot], known, upto=page.conversion)
        left = {
            lot: through(known, points, since=since, upto=page.conversion)
            for lot, (since, points) in used.items()
        }
        page.redemptions[entry] = [(lot, points) for lot, points in left.items() if points]


def new_shelf(account: UUID) -> Shelf:
    """An account that was opened just now."""
    return Shelf(empty_page(account))
