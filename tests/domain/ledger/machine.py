"""One history told twice: to the book, and to the second truth."""

import datetime as dt
import itertools
import os
from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import LotTerms
from tests.conftest import NOON
from tests.domain.ledger.making import because
from tests.domain.ledger.memory import FOR_EVER, CoinLedger
from tests.domain.ledger.prolonging import Prolonging

#: Points stay few and terms short, so that lots, holds and debts meet often.
POINTS_GIVEN = range(1, 13)
POINTS = st.sampled_from(POINTS_GIVEN)
TICKS = st.integers(-1, 12)
OPENING = st.sampled_from([0, 0, 0, -1, 1, 2, 5])

#: How many steps a run has at least; `make soak` asks for more.
STEPS = int(os.environ.get("PLUSHKA_SOAK_STEPS", "0"))
STEPS_A_HISTORY = 50


def moment(tick: float) -> dt.datetime:
    """A tick is an hour."""
    return NOON + dt.timedelta(hours=tick)


class LedgerMachine(Prolonging):
    """What may happen to one account. Where it is kept, subclasses say."""

    n_steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.memory = CoinLedger()
        self.numbers = itertools.count(1)
        self.accruals: dict[int, UUID] = {}
        self.sales: dict[int, tuple[int, list[int]]] = {}
        self.redemptions: dict[str, UUID] = {}
        self.holds: dict[str, UUID] = {}
        self.debits: dict[str, UUID] = {}

    # What subclasses answer.

    def begin(self) -> None:
        raise NotImplementedError

    def open(self, *, with_lots: bool, up_to: int = 0, undone: tuple[UUID, ...] = ()) -> Book:
        raise NotImplementedError

    def save(self, book: Book) -> None:
        raise NotImplementedError

    def check(self) -> None:
        """What always holds, by what is stored."""

    # What happens.

    @property
    def account(self) -> UUID:
        raise NotImplementedError

    @property
    def now(self) -> dt.datetime:
        return moment(self.memory.now)

    @initialize(first=st.lists(POINTS, min_size=1, max_size=4))
    def start(self, first: list[int]) -> None:
        self.begin()
        for points in first:
            self._accrue(points, 0, points, with_lots=False)

    @rule(ticks=st.integers(1, 3), is_swept=st.booleans())
    def wait(self, *, ticks: int, is_swept: bool) -> None:
        for _ in range(ticks):
            self.memory.tick()
        if is_swept:
            book = self.open(with_lots=False)
            book.expire(self.account)
            self.save(book)

    @rule(points=POINTS, opens=OPENING, ends=st.none() | TICKS, with_lots=st.booleans())
    def accrue(self, *, points: int, opens: int, ends: int | None, with_lots: bool) -> None:
        self._accrue(points, opens, ends, with_lots=with_lots)

    def _accrue(self, points: int, opens: int, ends: int | None, *, with_lots: bool) -> None:
        number, now = next(self.numbers), self.memory.now
        terms = LotTerms(
            "PURCHASE", moment(now + opens), None if ends is None else moment(now + ends)
        )
        book = self.open(with_lots=with_lots)
        self.accruals[number] = book.accrue(
            self.account, points, terms, because(f"accrue {number}", at=self.now)
        ).id
        self.save(book)
        granted, grants = self.sales.pop(number - 1, (0, []))
        self.sales[number] = granted + points, [*grants, number]
        self.memory.grant(number, points, now + opens, FOR_EVER if ends is None else now + ends)

    @precondition(lambda self: self.memory.standing()[0] or self.memory.debt)
    @rule(data=st.data())
    def redeem(self, data: Any) -> None:
        points = self._about_what_is_spendable(data)
        name = f"redeem {next(self.numbers)}"
        book = self.open(with_lots=data.draw(st.booleans()), up_to=points)
        missing = self._missing(
            lambda: self.redemptions.update(
                {name: book.redeem(self.account, points, because(name, at=self.now)).id}
            )
        )
        assert missing == self.memory.redeem(name, points)
        self.save(book)

    @precondition(lambda self: self.memory.standing()[0] > 0)
    @rule(data=st.data(), ticks=st.integers(1, 6))
    def hold(self, data: Any, ticks: int) -> None:
        points = self._about_what_is_spendable(data)
        name, until = f"hold {next(self.numbers)}", self.memory.now + ticks
        book = self.open(with_lots=True)
        missing = self._missing(
            lambda: self.holds.update(
                {
                    name: book.hold(
                        self.account, points, until=moment(until), key=name, actor="key:till"
                    ).id
                }
            )
        )
        assert missing == self.memory.hold(name, points, until)
        self.save(book)

    @precondition(lambda self: any(coins for _, coins in self.memory.holds.values()))
    @rule(data=st.data())
    def capture(self, data: Any) -> None:
        held = [name for name, (_, coins) in self.memory.holds.items() if coins]
        name = data.draw(st.sampled_from(sorted(held)))
        book = self.open(with_lots=True)
        book.balance(self.account)
        made = book.pages[self.account].holds[self.holds[name]]
        points = data.draw(st.integers(1, made.points))
        entry = book.capture(self.holds[name], points, because(f"capture {name}", at=self.now))
        self.save(book)
        self.redemptions[name] = entry.id
        assert points < made.points or -entry.points == len(self.memory.holds[name][1])
        self.memory.capture(name, -entry.points)

    @precondition(lambda self: self.memory.holds)
    @rule(data=st.data())
    def release(self, data: Any) -> None:
        name = data.draw(st.sampled_from(sorted(self.memory.holds)))
        book = self.open(with_lots=True)
        book.release(self.holds[name])
        self.save(book)
        self.memory.release(name)

    @precondition(lambda self: any(self.memory.spent.values()))
    @rule(data=st.data())
    def give_back(self, data: Any) -> None:
        spent = {name: coins for name, coins in self.memory.spent.items() if coins}
        name = data.draw(st.sampled_from(sorted(spent)))
        points = data.draw(st.integers(1, len(spent[name])))
        redemption, expired = self.redemptions[name], sum(self.memory.expired.values())
        book = self.open(with_lots=True, undone=(redemption,))
        key = f"return {next(self.numbers)}"
        given = book.give_back(self.account, points, redemption, because(key, at=self.now))
        self.save(book)
        self.memory.give_back(name, points)
        assert given.expired == sum(self.memory.expired.values()) - expired

    @precondition(lambda self: self.sales)
    @rule(data=st.data())
    def reverse(self, data: Any) -> None:
        sale = data.draw(st.sampled_from(sorted(self.sales)))
        left, grants = self.sales.pop(sale)
        points = data.draw(st.integers(1, left))
        name = f"reverse {next(self.numbers)}"
        accruals = [self.accruals[grant] for grant in grants]
        book = self.open(with_lots=True, undone=tuple(accruals))
        entry = book.reverse(self.account, points, accruals, because(name, at=self.now))
        self.save(book)
        self.memory.reverse(name, points, grants)
        if entry is not None:
            left += entry.points
            self.debits[name] = entry.id
        if left:
            self.sales[sale] = left, grants

    @precondition(lambda self: self.accruals)
    @rule(data=st.data())
    def open_early(self, data: Any) -> None:
        grant = data.draw(st.sampled_from(sorted(self.accruals)))
        book = self.open(with_lots=True, undone=(self.accruals[grant],))
        opened = book.open_early(self.account, [self.accruals[grant]], since=self.now)
        self.save(book)
        assert opened == self.memory.open_early([grant])

    @precondition(lambda self: self.memory.debt < max(POINTS_GIVEN))
    @rule(points=POINTS)
    def take_back(self, points: int) -> None:
        name = f"take back {next(self.numbers)}"
        book = self.open(with_lots=True)
        entry = book.take_back(self.account, points, because(name, at=self.now))
        self.save(book)
        self.memory.take_back(name, points)
        self.debits[name] = entry.id

    @precondition(lambda self: self.memory.debt < max(POINTS_GIVEN))
    @rule(points=POINTS)
    def adjust(self, points: int) -> None:
        name = f"adjust {next(self.numbers)}"
        book = self.open(with_lots=True)
        cause = because(name, at=self.now)
        entry = book.adjust(self.account, -points, None, cause, may_owe=True)
        self.save(book)
        self.memory.adjust(name, points)
        self.debits[name] = entry.id

    @invariant()
    def both_tell_the_same(self) -> None:
        type(self).n_steps += 1
        if not self.has_begun:
            return
        balance = self.open(with_lots=False).balance(self.account)
        assert (
            balance.spendable,
            balance.pending,
            balance.held,
            balance.debt,
        ) == self.memory.standing()
        book = self.open(with_lots=True)
        book.balance(self.account)
        page = book.pages[self.account]
        numbers = {accrual: number for number, accrual in self.accruals.items()}
        assert {
            numbers[lot.id]: lot.remaining for lot in page.lots.values() if lot.remaining
        } == self.memory.remaining()
        assert {debt.id: debt.unpaid for debt in page.debts if debt.unpaid} == {
            self.debits[name]: unpaid for name, unpaid in self.memory.debts.items() if unpaid
        }
        self.check()

    @property
    def has_begun(self) -> bool:
        raise NotImplementedError

    def _about_what_is_spendable(self, data: Any) -> int:
        spendable = self.memory.standing()[0]
        points: int = data.draw(st.integers(1, spendable + 1))
        return points

    def _missing(self, operation: Callable[[], object]) -> int:
        try:
            operation()
        except NotEnoughPoints as refusal:
            return refusal.missing
        return 0


def live_through(machine: type[LedgerMachine], *, steps: int) -> None:
    """Run histories of at least so many steps together."""
    machine.n_steps = 0
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=max(1, steps // STEPS_A_HISTORY),
            stateful_step_count=STEPS_A_HISTORY,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    while machine.n_steps < steps:
        live_through_more(machine)


def live_through_more(machine: type[LedgerMachine]) -> None:
    """One more history; Hypothesis stops early where it finds nothing new."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=1, stateful_step_count=STEPS_A_HISTORY, deadline=None, database=None
        ),
    )
