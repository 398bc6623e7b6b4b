"""What a point is worth may change in any history (T35)."""

from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from plushka.domain.ledger.book import Book
from tests.domain.ledger.memory import CoinLedger

#: With more nobody makes points worth less.
MOST_POINTS = 40
#: What a point is worth at first: it may become half as much so often, or twice as much.
MOST_TIMES = 12
WORTH = 2**MOST_TIMES


class Converting(RuleBasedStateMachine):
    """The part of the ledger's machine that changes what a point is worth."""

    memory: CoinLedger
    account: UUID
    accruals: dict[int, UUID]
    sales: dict[int, tuple[int, list[int]]]
    debits: dict[str, UUID]
    n_doubled: int = 0

    def open(self, *, with_lots: bool, up_to: int = 0, undone: tuple[UUID, ...] = ()) -> Book:
        raise NotImplementedError

    def save(self, book: Book) -> None:
        raise NotImplementedError

    def revalue(self, before: int, after: int) -> None:
        """Let a point be worth something else from now on (T35)."""
        raise NotImplementedError

    @rule(is_more=st.booleans())
    def convert(self, *, is_more: bool) -> None:
        """Points become twice as many, or half as many."""
        n_points = len(self.memory.purse) + self.memory.debt
        if is_more and n_points < MOST_POINTS and self.n_doubled < MOST_TIMES:
            before, after = 2, 1
            self.n_doubled += 1
        elif self.n_doubled > -MOST_TIMES:
            before, after = 1, 2
            self.n_doubled -= 1
        else:
            return
        book = self.open(with_lots=False)
        book.expire(self.account)
        self.save(book)
        self.revalue(before, after)
        self.memory.convert(before, after)
        book = self.open(with_lots=False)
        book.expire(self.account)
        entries = book.pages[self.account].entries
        whose = {entry: name for name, entry in self.debits.items()}
        for entry in entries:
            debt = UUID(entry.cause.key.rpartition(":")[2])
            if entry.points < 0 and debt in whose:
                self.debits[f"{whose[debt]} {self.memory.n_converted}"] = entry.id
        self.save(book)
        granted = {
            number: self.lots([accrual])[accrual] for number, accrual in self.accruals.items()
        }
        for sale, (left, grants) in list(self.sales.items()):
            there = min(left * before // after, sum(granted[grant] for grant in grants))
            self.sales[sale] = there, grants
            if not there:
                del self.sales[sale]

    def lots(self, accruals: list[UUID]) -> dict[UUID, int]:
        """What lots were granted, in points of now."""
        page = self.open(with_lots=True, undone=tuple(accruals)).pages[self.account]
        return {accrual: page.lots[accrual].granted for accrual in accruals}
