"""Any history leaves in the book what it leaves in a purse of coins (I1 to I5, I10, I12)."""

import contextlib
import datetime as dt
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.converting import Conversion
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import LotTerms
from tests.conftest import NOON
from tests.domain.ledger.converting import WORTH
from tests.domain.ledger.machine import POINTS, STEPS, LedgerMachine, live_through, moment
from tests.domain.ledger.making import ANNA, because
from tests.domain.ledger.shelf import Shelf, new_shelf


class BookMachine(LedgerMachine):
    """The book alone, closed and opened again for every step."""

    shelf: Shelf | None = None
    account = ANNA

    def begin(self) -> None:
        self.shelf = new_shelf(ANNA)

    @property
    def has_begun(self) -> bool:
        return self.shelf is not None

    def open(self, *, with_lots: bool, up_to: int = 0, undone: tuple[UUID, ...] = ()) -> Book:
        return self.shelf.open(self.now, with_lots=with_lots, up_to=up_to, undone=undone)

    def save(self, book: Book) -> None:
        self.shelf.save(book)

    def revalue(self, before: int, after: int) -> None:
        page = self.shelf.page
        worth = page.conversions[-1].after if page.conversions else WORTH
        page.conversions = (
            *page.conversions,
            Conversion(
                len(page.conversions) + 1, self.now, worth, worth * after // before, uuid4(), "RUB"
            ),
        )

    def check(self) -> None:
        _holds_together(self.shelf)
        _comes_out_of_its_entries(self.shelf)
        _is_explained(self.shelf)


@pytest.mark.slow
def test_any_history_leaves_what_the_coins_leave():
    live_through(BookMachine, steps=max(4_000, STEPS))


def _holds_together(shelf: Shelf) -> None:
    """I1, I2, I3."""
    page = shelf.page
    remaining = sum(lot.remaining for lot in shelf.lots.values())
    assert page.balance == sum(entry.points for entry in shelf.entries) == remaining - page.debt
    assert page.balance == page.spendable + page.pending + page.held - page.debt
    assert not (page.debt and page.spendable)
    for lot in shelf.lots.values():
        pins = [
            points
            for hold in shelf.holds.values()
            if hold.state == "OPEN"
            for pinned, points in hold.pins
            if pinned == lot.id
        ]
        assert sum(pins) == lot.held
        assert 0 <= lot.held <= lot.remaining
        assert lot.remaining + lot.expired <= lot.granted
    unpaid = {debt.id: debt.unpaid for debt in shelf.debts.values()}
    assert sum(unpaid.values()) == page.debt
    for entry in shelf.entries:
        used = sum(use.points for use in shelf.uses if use.entry == entry.id)
        if entry.id in shelf.lots:
            lot = shelf.lots[entry.id]
            assert used == 0
            assert entry.points == lot.granted or entry.conversion < lot.conversion
        else:
            assert -entry.points == used + unpaid.get(entry.id, 0)


def _comes_out_of_its_entries(shelf: Shelf) -> None:
    """I4, I5: the lots and balances follow from what was written, from zero."""
    balance = 0
    for number, entry in enumerate(shelf.entries, start=1):
        balance += entry.points
        assert (entry.number, entry.balance_after) == (number, balance)
    entries = {entry.id: entry for entry in shelf.entries}
    for lot in shelf.lots.values():
        uses = [use for use in shelf.uses if use.lot == lot.id]
        granted = entries[lot.id]
        assert lot.remaining == granted.points - sum(use.points for use in uses)
        if lot.conversion == granted.conversion:
            expired = [use.points for use in uses if entries[use.entry].kind == "EXPIRY"]
            assert lot.expired == sum(expired)


def _is_explained(shelf: Shelf) -> None:
    """I3 and I12: nothing is spent before its start or after its end, but out of a hold."""
    captured = {hold.entry for hold in shelf.holds.values() if hold.state == "CAPTURED"}
    kinds = {entry.id: entry.kind for entry in shelf.entries}
    for use in shelf.uses:
        lot = shelf.lots[use.lot]
        if kinds[use.entry] == "REDEMPTION" and use.entry not in captured:
            assert lot.available_at <= use.used_at
        if (
            use.points > 0
            and kinds[use.entry] not in {"EXPIRY", "CONVERSION"}
            and use.entry not in captured
        ):
            assert not lot.has_ended(use.used_at)
    for entry in shelf.entries:
        assert entry.cause.key
        assert entry.cause.source_kind
        assert entry.cause.actor
        assert entry.cause.version is not None
    assert len({entry.cause.key for entry in shelf.entries}) == len(shelf.entries)


@given(
    lots=st.lists(st.tuples(POINTS, st.integers(-3, 9), st.integers(0, 12)), min_size=1),
    held=POINTS,
    until=st.integers(1, 12),
    owed=st.integers(0, 9),
    looks=st.sets(st.integers(0, 12)),
)
def test_however_often_somebody_sweeps_the_same_points_expire(lots, held, until, owed, looks):
    """I10."""
    assert _expired(lots, held, until, owed, looks) == _expired(lots, held, until, owed, set())


def _expired(
    lots: list[tuple[int, int, int]], held: int, until: int, owed: int, looks: set[int]
) -> list[tuple[dt.datetime, int]]:
    shelf = new_shelf(ANNA)
    book = shelf.open(NOON, with_lots=True)
    for number, (points, opens, ends) in enumerate(lots):
        terms = LotTerms("PURCHASE", moment(opens), moment(ends))
        book.accrue(ANNA, points, terms, because(f"accrue {number}"))
    with contextlib.suppress(NotEnoughPoints):
        book.hold(ANNA, held, until=moment(until), key="hold", actor="key:till")
    if owed:
        book.adjust(ANNA, -owed, None, because("adjust"), may_owe=True)
    shelf.save(book)
    for tick in (*sorted(looks), 13):
        book = shelf.open(moment(tick), with_lots=False)
        book.expire(ANNA)
        shelf.save(book)
    return sorted(
        (entry.cause.at, entry.points) for entry in shelf.entries if entry.kind == "EXPIRY"
    )
