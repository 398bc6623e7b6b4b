"""Many at once on one account: nobody decides on what another is changing (T5, T6)."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.holding import HoldNotOpen
from plushka.domain.ledger.limits import AdjustmentLimitReached, DailyLimit
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import Balance
from plushka.domain.ledger.verify import verify
from plushka.domain.tenants.context import tenant_context
from plushka.lib.db.connection import connection as lent_connection
from plushka.lib.refusal import Refusal
from tests.conftest import NOON
from tests.domain.ledger.conftest import opened_account
from tests.domain.ledger.making import DAY, because, terms

THREADS = 50

pytestmark = pytest.mark.slow


def _at_once(tenant_id: int, task: Callable[[int], object], *, times: int) -> Counter[str]:
    """Run a task so many times at once, each in a connection of its own; say how each went."""
    with ThreadPoolExecutor(THREADS) as threads:
        tasks = [threads.submit(_alone, tenant_id, task, number) for number in range(times)]
        return Counter(done.result() for done in tasks)


def _alone(tenant_id: int, task: Callable[[int], object], number: int) -> str:
    with lent_connection():
        try:
            with tenant_context(tenant_id):
                task(number)
        except Refusal as refusal:
            return refusal.code
        return "done"


def _granted(tenant_id: int, points: int, *, n_accounts: int = 1) -> list[UUID]:
    with tenant_context(tenant_id):
        accounts = [opened_account("Анна") for _ in range(n_accounts)]
        book = ledger.open_book(accounts=accounts, moment=NOON)
        for account in accounts:
            for number in range(5):
                book.accrue(account, points // 5, terms(), because(f"accrue {number}"))
        ledger.save(book)
    return accounts


def _proven(tenant_id: int) -> bool:
    with tenant_context(tenant_id), connection.cursor() as cursor:
        return not verify(cursor, tenant=tenant_id).broken


def test_fifty_spend_a_hundred_of_a_thousand_and_ten_succeed(open_shop):
    """Vector of T5."""
    [account] = _granted(open_shop, 1000)

    def redeem(number):
        book = ledger.open_book(accounts=[account], moment=NOON, with_lots=[account])
        book.redeem(account, 100, because(f"redeem {number}"))
        ledger.save(book)

    went = _at_once(open_shop, redeem, times=THREADS)

    assert went == {"done": 10, NotEnoughPoints.code: 40}
    assert _proven(open_shop)
    with tenant_context(open_shop):
        assert queries.balance(account=account, at=NOON) == Balance(0, 0, 0, 0)


def test_same_correction_eight_times_at_once_is_written_once(open_shop):
    """Vector of T6."""
    [account] = _granted(open_shop, 1000)
    answers = []

    def adjust(number):
        posted = ledger.adjust(
            account=account,
            points=-10,
            terms=None,
            cause=because("the same"),
            reason="Ошибка",
            at=NOON,
        )
        answers.append((posted.entry.id, posted.balance))

    _at_once(open_shop, adjust, times=8)

    assert len(answers) == 8
    assert len(set(answers)) == 1
    assert answers[0][1] == Balance(990, 0, 0, 0)


def test_hold_is_captured_or_released_never_both(open_shop):
    [account] = _granted(open_shop, 1000)
    with tenant_context(open_shop):
        made = ledger.hold(
            account=account, points=600, until=NOON + DAY, actor="key:till", at=NOON
        ).hold

    def close(number):
        if number % 2:
            ledger.capture(hold=made.id, points=500, cause=because(f"capture {number}"), at=NOON)
        else:
            ledger.release(hold=made.id, at=NOON)

    went = _at_once(open_shop, close, times=10)

    assert went[HoldNotOpen.code] in {5, 9}
    assert _proven(open_shop)


def test_lists_over_the_same_accounts_in_any_order_do_not_block_each_other(open_shop):
    accounts = _granted(open_shop, 1000, n_accounts=8)

    def spend(number):
        order = accounts[number % 8 :] + accounts[: number % 8]
        book = ledger.open_book(accounts=order[:5], moment=NOON, with_lots=order[:5])
        for account in order[:5]:
            book.redeem(account, 10, because(f"redeem {number}"))
            book.accrue(account, 5, terms(), because(f"late accrue {number}"))
        ledger.save(book)

    assert _at_once(open_shop, spend, times=100) == {"done": 100}
    assert _proven(open_shop)


def test_corrections_at_once_do_not_pass_the_limit_together(open_shop):
    """T32."""
    accounts = _granted(open_shop, 1000, n_accounts=20)

    def adjust(number):
        ledger.adjust(
            account=accounts[number],
            points=-10,
            terms=None,
            cause=because("correction"),
            reason="Ошибка",
            at=NOON,
            limit=DailyLimit(100, NOON.date()),
        )

    went = _at_once(open_shop, adjust, times=20)

    assert went == {"done": 10, AdjustmentLimitReached.code: 10}


def test_sweep_beside_sales_writes_each_expiry_once(open_shop):
    accounts = _granted(open_shop, 1000, n_accounts=20)
    with tenant_context(open_shop):
        book = ledger.open_book(accounts=accounts, moment=NOON)
        for account in accounts:
            book.accrue(account, 7, terms(ends=NOON + DAY), because("ends"))
        ledger.save(book)

    def work(number):
        if number % 3 == 0:
            ledger.expire(at=NOON + DAY, most=7)
            return
        account = accounts[number % 20]
        book = ledger.open_book(accounts=[account], moment=NOON + DAY)
        book.accrue(account, 1, terms(), because(f"late accrue {number}"))
        ledger.save(book)

    assert _at_once(open_shop, work, times=60) == {"done": 60}
    with tenant_context(open_shop):
        while ledger.expire(at=NOON + DAY):
            pass
        kinds = [
            [entry.kind for entry in queries.entries(account=account, limit=99)].count("EXPIRY")
            for account in accounts
        ]
    assert kinds == [1] * 20
    assert _proven(open_shop)
