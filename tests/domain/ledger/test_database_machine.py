"""Any history leaves in the database what it leaves in a purse of coins (I1 to I5, I10, I12)."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import connection

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.models import Conversion
from plushka.domain.ledger.verify import verify
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.ledger.conftest import opened_account
from tests.domain.ledger.converting import WORTH
from tests.domain.ledger.machine import STEPS, LedgerMachine, live_through
from tests.domain.ledger.making import DAY

#: The proof of the whole ledger takes as long as ten steps, so it is asked for now and then.
STEPS_A_PROOF = 10


class DatabaseMachine(LedgerMachine):
    """The book over the tables: loaded, saved, and looked at without a lock."""

    opened: UUID | None = None

    def begin(self) -> None:
        # Histories share the tables: what changed in another is over and taken back by now.
        Conversion.objects.update(at=NOON - DAY)
        last = Conversion.objects.order_by("number").last()
        if last is not None and last.after != WORTH:
            self._revalue(last.after, WORTH, number=last.number + 1, at=NOON - DAY)
        self.opened = opened_account("Анна")

    @property
    def has_begun(self) -> bool:
        return self.opened is not None

    @property
    def account(self) -> UUID:
        return self.opened

    def open(self, *, with_lots: bool, up_to: int = 0, undone: tuple[UUID, ...] = ()) -> Book:
        return ledger.open_book(
            accounts=[self.opened],
            moment=self.now,
            with_lots=[self.opened] if with_lots else {self.opened: up_to},
            redemptions=undone,
            accruals=undone,
        )

    def save(self, book: Book) -> None:
        ledger.save(book)

    def revalue(self, before: int, after: int) -> None:
        last = Conversion.objects.order_by("number").last()
        worth = last.after if last else WORTH
        number = last.number + 1 if last else 1
        self._revalue(worth, worth * after // before, number=number, at=self.now)

    def _revalue(self, before: int, after: int, *, number: int, at: dt.datetime) -> None:
        Conversion.objects.create(
            tenant_id=current_tenant(),
            number=number,
            at=at,
            before=before,
            after=after,
            currency="RUB",
            programme_version=new_id(),
        )

    def check(self) -> None:
        balance = queries.balance(account=self.opened, at=self.now)
        assert (
            balance.spendable,
            balance.pending,
            balance.held,
            balance.debt,
        ) == self.memory.standing()
        if self.n_steps % STEPS_A_PROOF == 0:
            self.teardown()

    def teardown(self) -> None:
        with connection.cursor() as cursor:
            assert verify(cursor, tenant=current_tenant()).broken == []


@pytest.mark.slow
def test_any_history_leaves_in_the_tables_what_the_coins_leave(lipa: Tenant):
    live_through(DatabaseMachine, steps=max(600, STEPS // 10))
