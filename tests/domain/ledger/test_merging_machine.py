"""Any history of two accounts that are one for a while is that of two plain purses (T33)."""

import datetime as dt
import itertools
from math import inf
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries, uniting
from plushka.domain.ledger.merging import Merged
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import Cause
from plushka.domain.ledger.verify import verify
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.ledger.conftest import opened_account
from tests.domain.ledger.machine import STEPS
from tests.domain.ledger.making import because, terms
from tests.domain.ledger.twins import A, B, Paid, Twins

WHO = st.sampled_from([A, B])
POINTS = st.integers(1, 12)
HISTORIES = 6
STEPS_A_HISTORY = 25


class MergingMachine(RuleBasedStateMachine):
    """The ledger over its tables, beside two purses."""

    def __init__(self) -> None:
        super().__init__()
        self.plain = Twins()
        self.numbers = itertools.count(1)
        self.paid: list[tuple[UUID, Paid]] = []
        self.moved: tuple[Merged, list[UUID], UUID, dt.datetime] | None = None

    @initialize()
    def begin(self) -> None:
        self.accounts = {A: opened_account("Анна"), B: opened_account("Анна снова")}

    @property
    def now(self) -> dt.datetime:
        return NOON + dt.timedelta(hours=self.plain.now)

    def account(self, who: str) -> UUID:
        return self.accounts[self.plain.holder(who)]

    def book(self, who: str, *redemptions: UUID) -> ledger.Book:
        account = self.account(who)
        return ledger.open_book(
            accounts=[account], moment=self.now, with_lots=[account], redemptions=redemptions
        )

    def cause(self) -> Cause:
        return because(f"step {next(self.numbers)}", at=self.now)

    @rule()
    def wait(self) -> None:
        self.plain.now += 1

    @rule(who=WHO, points=POINTS, hours=st.none() | st.integers(1, 6))
    def give(self, who: str, points: int, hours: int | None) -> None:
        ends = None if hours is None else self.now + dt.timedelta(hours=hours)
        book = self.book(who)
        book.accrue(self.account(who), points, terms(ends=ends), self.cause())
        ledger.save(book)
        self.plain.give(who, points, inf if hours is None else self.plain.now + hours)

    @rule(who=WHO, points=POINTS)
    def spend(self, who: str, points: int) -> None:
        book, paid = self.book(who), self.plain.spend(who, points)
        if paid is None:
            with pytest.raises(NotEnoughPoints):
                book.redeem(self.account(who), points, self.cause())
            return
        self.paid.append((book.redeem(self.account(who), points, self.cause()).id, paid))
        ledger.save(book)

    @rule(who=WHO, points=POINTS)
    def owe(self, who: str, points: int) -> None:
        book = self.book(who)
        book.adjust(self.account(who), -points, None, self.cause(), may_owe=True)
        ledger.save(book)
        self.plain.owe(who, points)

    @precondition(lambda self: any(paid.parts for _, paid in self.paid))
    @rule(data=st.data())
    def come_back(self, data: st.DataObject) -> None:
        there = [one for one in self.paid if one[1].parts]
        redemption, paid = data.draw(st.sampled_from(there))
        points = data.draw(st.integers(1, sum(part for _, part in paid.parts)))
        book = self.book(paid.owner, redemption)
        book.give_back(self.account(paid.owner), points, redemption, self.cause())
        ledger.save(book)
        self.plain.come_back(paid, points)

    @precondition(lambda self: not self.plain.is_one)
    @rule()
    def merge(self) -> None:
        kept, merged, id_ = self.accounts[A], self.accounts[B], new_id()
        book = uniting.open_both(kept=kept, merged=merged, lots=[], at=self.now)
        cause = Cause(f"merge:{id_}", "MERGE", id_, id_, "staff:x", self.now, [])
        done, accounts = uniting.unite(book, kept=kept, merged=merged, cause=cause)
        self.moved = done, accounts, id_, self.now
        self.plain.merge()

    @precondition(lambda self: self.plain.is_one)
    @rule()
    def part(self) -> None:
        done, accounts, id_, since = self.moved
        kept, merged = self.accounts[A], self.accounts[B]
        lots = [one.lot for one in done.paid]
        book = uniting.open_both(kept=kept, merged=merged, lots=lots, at=self.now)
        cause = Cause(f"merge:{id_}", "MERGE", id_, id_, "staff:x", self.now, [])
        uniting.part(
            book,
            kept=kept,
            merged=merged,
            accounts=accounts,
            paid=done.paid,
            cause=cause,
            since=since,
        )
        self.plain.part()

    @invariant()
    def both_tell_the_same(self) -> None:
        for who in (A, B):
            balance = queries.balance(account=self.accounts[who], at=self.now)
            told = balance.spendable, balance.debt
            assert told == ((0, 0) if who == B and self.plain.is_one else self.plain.has(who))

    def teardown(self) -> None:
        with connection.cursor() as cursor:
            assert verify(cursor, tenant=current_tenant()).broken == []


@pytest.mark.slow
def test_any_history_is_that_of_two_purses(lipa):
    run_state_machine_as_test(
        MergingMachine,
        settings=settings(
            max_examples=max(HISTORIES, STEPS // STEPS_A_HISTORY),
            stateful_step_count=STEPS_A_HISTORY,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
