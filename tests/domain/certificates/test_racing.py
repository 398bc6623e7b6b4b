"""Many tills at once, with connections of their own; and any history, against plain sums."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.certificates import codes, operations, verify
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.refusals import CertificateRefunded, CertificateTooLittle
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.refusal import Refusal
from tests.conftest import NOON
from tests.domain.certificates.cast import sell, spend, told, where
from tests.domain.members.cast import at_work, open_shop

__all__ = ["open_shop"]

pytestmark = pytest.mark.slow


def test_of_fifty_tills_ten_spend_a_tenth_each(open_shop):
    """T5: never below zero."""
    with at_work(open_shop):
        sold = sell(100_000)

    def paid(number):
        try:
            with at_work(open_shop):
                return spend(sold, 10_000, f"A-{number}")
        except CertificateTooLittle as refused:
            return refused

    with ThreadPoolExecutor(8) as tills:
        answers = list(tills.map(paid, range(50)))

    assert sum(not isinstance(one, Refusal) for one in answers) == 10
    with at_work(open_shop):
        assert told(sold) == ("ACTIVE", 0)
        assert Entry.objects.count() == 11


def test_one_receipt_at_two_tills_at_once_pays_once(open_shop):
    """T6."""
    with at_work(open_shop):
        sold = sell(100_000)

    def paid(_):
        with at_work(open_shop):
            return spend(sold, 10_000)

    with ThreadPoolExecutor(4) as tills:
        answers = list(tills.map(paid, range(8)))

    assert len({one.entry.id for one in answers}) == 1
    assert sorted(one.is_repeat for one in answers) == [False] + [True] * 7


def test_one_receipt_at_two_tills_at_once_sells_one_certificate(open_shop):
    """T6: the second press waits for the first, and is told what that has sold."""

    def sold(_):
        with at_work(open_shop):
            return sell(100_000, "G-9")

    with ThreadPoolExecutor(4) as tills:
        answers = list(tills.map(sold, range(8)))

    assert len({one.code for one in answers}) == 1
    assert sorted(one.is_repeat for one in answers) == [False] + [True] * 7


def test_of_eight_tills_three_give_back_what_one_spending_paid(open_shop):
    """T5: never more comes back than was spent."""
    with at_work(open_shop):
        sold = sell(100_000)
        spending = spend(sold, 30_000).entry.id

    def back(number):
        try:
            with at_work(open_shop):
                return operations.refund(
                    spending=spending, amount=10_000, where=where(f"R-{number}"), at=NOON
                )
        except CertificateRefunded as refused:
            return refused

    with ThreadPoolExecutor(8) as tills:
        answers = list(tills.map(back, range(8)))

    assert sum(not isinstance(one, Refusal) for one in answers) == 3
    with at_work(open_shop):
        assert told(sold) == ("ACTIVE", 100_000)
        assert Entry.objects.filter(undoes_id=spending).count() == 3


@pytest.mark.parametrize("statement", ["UPDATE {} SET amount = 1", "DELETE FROM {}"])
def test_entries_are_written_once(lipa, statement):
    sell()

    with pytest.raises(psycopg.errors.InsufficientPrivilege), transaction.atomic():
        raw().execute(statement.format("certificates_entry"))


STEPS = st.lists(
    st.tuples(st.sampled_from(["spend", "top_up", "refund", "pay_out"]), st.integers(1, 300)),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_history_leaves_what_plain_sums_leave(lipa, steps):
    with transaction.atomic():
        sold, balance, open_spendings = sell(200), 200, []
        for number, (step, amount) in enumerate(steps):
            at = {"where": where(f"X-{number}"), "at": NOON}
            proof = codes.proof(sold.code)
            try:
                match step:
                    case "spend":
                        posted = spend(sold, amount, f"X-{number}")
                        open_spendings.append([posted.entry.id, amount])
                    case "top_up":
                        posted = operations.top_up(proof=proof, amount=amount, **at)
                    case "pay_out":
                        posted = operations.pay_out(proof=proof, pin=None, **at)
                    case "refund" if open_spendings:
                        of = open_spendings[amount % len(open_spendings)]
                        posted = operations.refund(spending=of[0], amount=amount, **at)
                        of[1] -= amount
                        assert of[1] >= 0
                    case _:
                        continue
            except Refusal:
                continue
            balance += posted.entry.amount
            assert 0 <= balance == posted.entry.balance_after
        assert told(sold) == ("ACTIVE", balance)
        with connections["default"].cursor() as cursor:
            assert verify.verify(cursor, tenant_id=current_tenant())[1] == []
        transaction.set_rollback(True)


def test_a_balance_that_is_not_the_sum_is_found(lipa):
    sold = sell(200)
    Certificate.objects.filter(id=sold.certificate.id).update(balance=199)

    with connections["default"].cursor() as cursor:
        counts, broken = verify.verify(cursor, tenant_id=lipa.id)

    assert counts == {"certificates": 1}
    assert [(one["check"], one["id"]) for one in broken] == [
        ("certificates.balances", str(sold.certificate.id))
    ]
